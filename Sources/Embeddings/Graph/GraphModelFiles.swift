import Artifacts
import LinearAlgebra
import NeuralNetworks

// The model folder of a graph: `graph.tsv` (name, value), the settings; `nodes.tsv` (id, kind);
// `edges.npy`, int32 of shape (edges, 2), rows of `nodes.tsv` counted from 0, with `edge-weights.npy`, of
// shape (edges, 1); the features of the nodes, `features.npy` of shape (nodes, features), or where most are
// 0 `feature-entries.npy`, int32 of shape (entries, 2), node and feature, with `feature-weights.npy`, of
// shape (entries, 1); and the weights of a network in `network.safetensors`.
extension GraphModel {
  /// Writes the model; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    try writeTable(
      file("nodes.tsv"), columns: ["id", "kind"],
      graph.kinds.lazy.flatMap { kind in kind.nodes.lazy.map { [graph.ids[$0], kind.name] } })
    let edges = graph.edges
    let weights = edges.map { edge in graph.weight(of: edge) }
    try VectorFile.write(
      edges.flatMap { [$0.source, $0.target] }, rows: edges.count, columns: 2, to: file("edges.npy")
    )
    try VectorFile.write(
      Matrix(rows: edges.count, columns: 1, elements: weights), to: file("edge-weights.npy"))
    switch features.storage {
    case .dense(let matrix): try VectorFile.write(matrix, to: file("features.npy"))
    case .sparse(let matrix):
      let entries = (0..<matrix.rows).flatMap { row in
        matrix.columnIndexes[matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1]]
          .flatMap { [Int32(row), $0] }
      }
      try VectorFile.write(
        entries, rows: matrix.values.count, columns: 2, to: file("feature-entries.npy"))
      try VectorFile.write(
        Matrix(rows: matrix.values.count, columns: 1, elements: matrix.values),
        to: file("feature-weights.npy"))
    }
    try writeTable(file("graph.tsv"), columns: ["name", "value"], settings)
    if case .sage(let network) = method {
      var weights = SafetensorsWriter()
      network.add(to: &weights)
      try weights.write(file("network.safetensors"))
    }
  }

  private var settings: [[String]] {
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

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, or they do not fit together.
  public init(folder: String) throws(FileError) {
    let settings = try GraphSettings("\(folder)/graph.tsv")
    let graph = try HeterogeneousGraph(folder: folder)
    let features = try NodeFeatures(folder: folder, nodes: graph.nodeCount, settings)
    switch try settings.string("method") {
    case "graph":
      let file = try SafetensorsFile("\(folder)/network.safetensors")
      var network = GraphSAGE(
        features: features.columns, hidden: try settings.count("hidden"),
        dimensions: try settings.count("dimensions"), seed: 0)
      try network.read(file)
      self.init(graph: graph, features: features, method: .sage(network))
    case "propagation":
      guard case .dense = features.storage else {
        throw settings.error("storage", "is not 'dense', as propagation needs it")
      }
      self.init(graph: graph, features: features, method: .propagation(try settings.propagation()))
    default: throw settings.error("method", "is neither 'graph' nor 'propagation'")
    }
  }

  /// The names of the files that every model folder has.
  public static let files = ["graph.tsv", "nodes.tsv", "edges.npy", "edge-weights.npy"]
}

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

extension HeterogeneousGraph {
  /// The weight of an edge.
  ///
  /// - Precondition: There is such an edge.
  fileprivate func weight(of edge: GraphEdge) -> Float {
    let columns = adjacency.columnIndexes(inRow: Int(edge.source))
    var (low, high) = (0, columns.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < edge.target { low = middle + 1 } else { high = middle }
    }
    return adjacency.values(inRow: Int(edge.source))[low]
  }

  fileprivate init(folder: String) throws(FileError) {
    let table = try Table(contentsOf: "\(folder)/nodes.tsv")
    try table.requireRecords()
    let (ids, kinds) = (try table.column("id"), try table.column("kind"))
    var nodes: [(kind: String, ids: [String])] = []
    for (row, kind) in kinds.enumerated() {
      if nodes.last?.kind == kind {
        nodes[nodes.count - 1].ids.append(ids[row])
      } else if nodes.contains(where: { $0.kind == kind }) {
        throw table.error(
          row: row, "the nodes of the kind '\(kind)' do not stand together",
          remedy: "learn the model again")
      } else {
        nodes.append((kind, [ids[row]]))
      }
    }
    let path = "\(folder)/edges.npy"
    let (pairs, weights) = try indexedNumbers(
      path, "\(folder)/edge-weights.npy", below: [ids.count, ids.count])
    var edges = EdgeList()
    for (index, weight) in weights.enumerated() {
      let (a, b) = (Int(pairs[2 * index]), Int(pairs[2 * index + 1]))
      guard a != b, weight > 0 else {
        throw FileError(
          .malformed, path, "row \(index) is no edge between two nodes",
          remedy: "learn the model again")
      }
      edges.append(a, b, weight: weight)
    }
    self.init(nodes: nodes, edges)
  }
}

extension NodeFeatures {
  fileprivate init(folder: String, nodes: Int, _ settings: GraphSettings) throws(FileError) {
    let columns = try settings.count("features")
    switch try settings.string("storage") {
    case "dense":
      let file = try VectorFile("\(folder)/features.npy")
      guard file.rows == nodes, file.columns == columns else {
        throw FileError(
          .malformed, file.path,
          "is of shape (\(file.rows), \(file.columns)), not (\(nodes), \(columns))",
          remedy: "the files of a model belong together; learn it again")
      }
      self.init(try file.matrix())
    case "sparse":
      let (places, weights) = try indexedNumbers(
        "\(folder)/feature-entries.npy", "\(folder)/feature-weights.npy", below: [nodes, columns])
      let entries = weights.enumerated().map {
        EdgeList.Entry(row: places[2 * $0], column: places[2 * $0 + 1], value: $1)
      }
      self.init(EdgeList.matrix(rows: nodes, columns: columns, entries))
    default: throw settings.error("storage", "is neither 'dense' nor 'sparse'")
    }
  }
}

/// Pairs of indexes from an int32 file of shape (count, 2), and as many numbers from another, of shape
/// (count, 1).
private func indexedNumbers(
  _ pairs: String, _ numbers: String, below limits: [Int]
) throws(FileError) -> (indexes: [Int32], numbers: [Float]) {
  let file = try VectorFile(pairs)
  let indexes = try file.integers()
  let values = try VectorFile(numbers).matrix()
  guard file.rows == 0 || file.columns == 2, values.rows == file.rows,
    values.rows == 0 || values.columns == 1
  else {
    throw FileError(
      .malformed, pairs, "does not fit \(numbers)",
      remedy: "the files of a model belong together; learn it again")
  }
  for (place, index) in indexes.enumerated() where index < 0 || Int(index) >= limits[place % 2] {
    throw FileError(
      .malformed, pairs, "row \(place / 2) names \(index), beyond \(limits[place % 2])",
      remedy: "the files of a model belong together; learn it again")
  }
  return (indexes, values.elements)
}
