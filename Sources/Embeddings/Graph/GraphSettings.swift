import Artifacts

/// The settings of a model, by name.
struct GraphSettings {
  private let table: Table
  private let rows: [String: Int]

  init(_ path: String) throws(FileError) {
    table = try Table(contentsOf: path)
    rows = Dictionary(uniqueKeysWithValues: try table.keys("name").enumerated().map { ($1, $0) })
    _ = try table.index(of: "value")
  }

  /// An error about a setting.
  func error(_ name: String, _ problem: String) -> FileError {
    FileError(
      .malformed, table.path, line: rows[name].map { table.line(of: $0) }, "'\(name)' \(problem)",
      remedy: "learn the model again")
  }

  func string(_ name: String) throws(FileError) -> String {
    guard let row = rows[name] else { throw error(name, "is missing") }
    return table.string(row, try table.index(of: "value"))
  }

  func count(_ name: String) throws(FileError) -> Int {
    guard let number = Int(try string(name)), (1...1_000_000).contains(number) else {
      throw error(name, "is no number of that kind")
    }
    return number
  }

  func number(_ name: String) throws(FileError) -> Double {
    guard let number = Double(try string(name)), number.isFinite, number >= 0 else {
      throw error(name, "is no number from 0 on")
    }
    return number
  }

  func propagation() throws(FileError) -> FeaturePropagation {
    var propagation = FeaturePropagation()
    guard let steps = Int(try string("steps")), (0...1000).contains(steps) else {
      throw error("steps", "is no number of steps")
    }
    guard let normalization = AdjacencyNormalization(rawValue: try string("normalization")) else {
      throw error("normalization", "is neither 'symmetric' nor 'random-walk'")
    }
    propagation.steps = steps
    propagation.normalization = normalization
    propagation.teleport = min(1, try number("teleport"))
    propagation.selfWeight = try number("self-weight")
    return propagation
  }
}

extension GraphModel {
  /// The rows of `graph.tsv`.
  var settings: [[String]] {
    var settings: [[String]]
    switch method {
    case .sage(let network):
      settings = [
        ["method", "graph"], ["hidden", String(network.hidden)],
        ["dimensions", String(network.dimensions)],
      ]
    case .propagation(let propagation):
      settings = [
        ["method", "propagation"], ["steps", String(propagation.steps)],
        ["teleport", decimal(propagation.teleport)],
        ["normalization", propagation.normalization.rawValue],
        ["self-weight", decimal(propagation.selfWeight)],
      ]
    }
    return settings + [
      ["features", String(features.columns)],
      ["storage", features.isDense ? "dense" : "sparse"],
    ]
  }
}
