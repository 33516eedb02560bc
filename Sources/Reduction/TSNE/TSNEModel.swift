import Artifacts
import LinearAlgebra
import NearestNeighbors

// The model folder of t-SNE: `landmarks.npy` with the points of the map, `places.npy` with their places,
// and `tsne.tsv` (option, value) with what shaped it.
extension TSNE {
  /// The names of the files of a model.
  public static let fileNames = ["tsne.tsv", "landmarks.npy", "places.npy"]

  /// Writes the model; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    try distinct.points.write(to: file("landmarks.npy"))
    try VectorFile.write(places, to: file("places.npy"))
    try writeTable(
      file("tsne.tsv"), columns: ["option", "value"],
      [
        ["metric", metric.rawValue], ["perplexity", decimal(perplexity)],
        ["divergence", decimal(divergence)],
      ])
  }

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed.
  public init(folder: String) throws(FileError) {
    let table = try Table(contentsOf: "\(folder)/tsne.tsv")
    let landmarks = try VectorFile("\(folder)/landmarks.npy").matrix()
    let places = try VectorFile("\(folder)/places.npy").matrix()
    guard landmarks.rows == places.rows, landmarks.rows > 0, places.columns == 2 else {
      throw FileError(
        .malformed, "\(folder)/places.npy",
        "has the shape (\(places.rows), \(places.columns)), but there are \(landmarks.rows) landmarks",
        remedy: "it is not a model of t-SNE; learn one again")
    }
    let distinct = DistinctRows(landmarks)
    guard distinct.points.rows == landmarks.rows else {
      throw FileError(
        .malformed, "\(folder)/landmarks.npy", "has two rows that are equal",
        remedy: "it is not a model of t-SNE; learn one again")
    }
    self.init(
      distinct: distinct, places: places,
      metric: try Self.value("metric", in: table) { Metric(rawValue: $0) },
      perplexity: try Self.value("perplexity", in: table) { Double($0) },
      divergence: try Self.value("divergence", in: table) { Double($0) })
  }

  private static func value<Value>(
    _ name: String, in table: Table, _ read: (String) -> Value?
  ) throws(FileError) -> Value {
    guard let row = try table.keys("option").firstIndex(of: name) else {
      throw FileError(
        .malformed, table.path, "has no option '\(name)'",
        remedy: "it is not a model of t-SNE; learn one again")
    }
    let text = table.string(row, try table.index(of: "value"))
    guard let value = read(text) else {
      throw table.error(
        row: row, "'\(text)' is no value of '\(name)'", remedy: "learn the model again")
    }
    return value
  }
}
