import Artifacts
import LinearAlgebra
import NearestNeighbors

// The model folder of UMAP: `landmarks.npy` with the points of the map, `places.npy` with their
// places, and `umap.tsv` (option, value) with what shaped it.
extension UMAPModel {
  /// The names of the files of a model.
  public static let fileNames = ["umap.tsv", "landmarks.npy", "places.npy"]

  /// Writes the model; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    try landmarks.write(to: file("landmarks.npy"))
    try VectorFile.write(places, to: file("places.npy"))
    try writeTable(file("umap.tsv"), columns: ["option", "value"], records)
  }

  private var records: [[String]] {
    [
      ["metric", options.metric.rawValue],
      ["neighbors", String(options.neighbors)],
      ["minimum-distance", decimal(options.minimumDistance)],
      ["spread", decimal(options.spread)],
      ["epochs", String(options.epochs(points: landmarks.rows))],
      ["learning-rate", decimal(options.learningRate)],
      ["negative-samples", String(options.negativeSamples)],
      ["repulsion", decimal(options.repulsion)],
      ["local-connectivity", decimal(options.localConnectivity)],
      ["set-operation-ratio", decimal(options.setOperationRatio)],
      ["mean-distance", decimal(meanDistance)],
      ["seed", String(seed)],
    ]
  }

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed.
  public init(folder: String) throws(FileError) {
    let values = try OptionTable(path: "\(folder)/umap.tsv")
    let landmarks = try VectorFile("\(folder)/landmarks.npy").matrix()
    let places = try VectorFile("\(folder)/places.npy").matrix()
    guard landmarks.rows == places.rows, landmarks.rows > 0 else {
      throw FileError(
        .malformed, "\(folder)/places.npy",
        "has \(places.rows) places, but there are \(landmarks.rows) landmarks",
        remedy: "it is not a model of UMAP; learn one again")
    }
    var options = UMAP.Options()
    options.dimensions = places.columns
    options.metric = try values.value("metric") { Metric(rawValue: $0) }
    options.neighbors = try values.value("neighbors") { Int($0).flatMap { $0 >= 2 ? $0 : nil } }
    options.minimumDistance = try values.number("minimum-distance", 0...1000)
    options.spread = try values.number("spread", 1e-6...1000)
    options.epochs = try Int(values.number("epochs", 1...1e9))
    options.learningRate = try values.number("learning-rate", 0...1000)
    options.negativeSamples = try Int(values.number("negative-samples", 0...1000))
    options.repulsion = try values.number("repulsion", 0...1000)
    options.localConnectivity = try values.number("local-connectivity", 0...1000)
    options.setOperationRatio = try values.number("set-operation-ratio", 0...1)
    let meanDistance = try values.number("mean-distance", 0...1e30)
    let seed = try values.value("seed") { UInt64($0) }
    self.init(
      landmarks: PointSource(landmarks), places: places, meanDistance: meanDistance,
      options: options,
      seed: seed)
  }
}

/// A table of options and their values.
private struct OptionTable {
  private let table: Table
  private let rows: [String: Int]

  init(path: String) throws(FileError) {
    table = try Table(contentsOf: path)
    let keys = try table.keys("option")
    rows = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
  }

  func value<Value>(_ name: String, _ read: (String) -> Value?) throws(FileError) -> Value {
    guard let row = rows[name] else {
      throw FileError(
        .malformed, table.path, "has no option '\(name)'",
        remedy: "it is not a model of UMAP; learn one again")
    }
    let text = table.string(row, try table.index(of: "value"))
    guard let value = read(text) else {
      throw table.error(
        row: row, "'\(text)' is no value of '\(name)'", remedy: "learn the model again")
    }
    return value
  }

  func number(_ name: String, _ range: ClosedRange<Double>) throws(FileError) -> Double {
    try value(name) { Double($0).flatMap { range.contains($0) ? $0 : nil } }
  }
}
