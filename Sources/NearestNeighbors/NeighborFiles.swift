import Artifacts
import LinearAlgebra

/// A neighbor graph in files: `neighbors.npy` (int32) and `distances.npy` (float32), both of shape
/// (points, neighbors).
///
///     neighbors.npy   row i: the rows of the nearest points of point i, nearest first, not i itself
///     distances.npy   row i: how far they are, ascending
///
/// The graph is made once and used by whatever needs neighbors of the same vectors, in numbers up to
/// those stored:
///
///     let files = try NeighborFiles(folder: "reduce")
///     let graph = try files.graph(neighbors: 15, of: points, metric: .cosine)
public struct NeighborFiles: Sendable {
  /// The number of points.
  public var points: Int { stored.queries }
  /// The number of neighbors of each.
  public var count: Int { stored.count }

  private let stored: NeighborGraph
  /// The paths, for messages.
  private let paths: (neighbors: String, distances: String)

  /// The rows whose distances are compared with those of the vectors.
  private static let sample = 64

  /// Reads `neighbors.npy` and `distances.npy` in `folder`.
  ///
  /// - Throws: ``FileError`` as ``init(neighbors:distances:)`` does.
  public init(folder: String) throws(FileError) {
    try self.init(neighbors: "\(folder)/neighbors.npy", distances: "\(folder)/distances.npy")
  }

  /// Reads the two files.
  ///
  /// - Throws: ``FileError`` if one is missing or damaged, if they differ in shape, or if a row has a
  ///   neighbor that is no other point or distances that are not ascending.
  /// - Complexity: O(*points* × *neighbors*)
  public init(neighbors: String, distances: String) throws(FileError) {
    let file = try VectorFile(neighbors)
    let indexes = try file.integers()
    let lengths = try VectorFile(distances).matrix()
    guard lengths.rows == file.rows, lengths.columns == file.columns else {
      throw FileError(
        .malformed, distances,
        "is of shape (\(lengths.rows), \(lengths.columns)), but \(neighbors) of shape "
          + "(\(file.rows), \(file.columns))",
        remedy: Self.again)
    }
    paths = (neighbors, distances)
    stored = NeighborGraph(
      queries: file.rows, count: file.columns, neighbors: indexes, distances: lengths.elements)
    try requireOrder()
  }

  private static let again = "the two belong together; make the graph again"

  private func requireOrder() throws(FileError) {
    let rows = Int32(clamping: points)
    for row in 0..<points {
      let list = stored.neighbors(of: row)
      if let other = list.first(where: { $0 < 0 || $0 >= rows || Int($0) == row }) {
        throw FileError(
          .malformed, paths.neighbors,
          "row \(row) has the neighbor \(other), but the others of \(points) rows are meant",
          remedy: Self.again)
      }
      let distances = stored.distances(of: row)
      if zip(distances, distances.dropFirst()).contains(where: { $0 > $1 }) {
        throw FileError(
          .malformed, paths.distances, "the distances of row \(row) do not ascend",
          remedy: Self.again)
      }
    }
  }

  /// The nearest neighbors of vectors that the graph was made of.
  ///
  /// The distances of some rows are measured again, so that the graph of other vectors, of another
  /// order of theirs or of another metric is not taken for it.
  ///
  /// - Parameters:
  ///   - neighbors: The number of neighbors wanted.
  ///   - vectors: The vectors.
  ///   - metric: The metric that distances are expected in.
  /// - Returns: A row for each vector; of fewer vectors than neighbors wanted, all others.
  /// - Throws: ``FileError`` if there are fewer neighbors, or if the files belong to other vectors or
  ///   another metric.
  /// - Complexity: O(*points* × *neighbors*)
  public func graph(
    neighbors: Int, of vectors: PointSource, metric: Metric
  ) throws(FileError) -> NeighborGraph {
    guard points == vectors.rows else {
      throw FileError(
        .malformed, paths.neighbors, "has \(points) rows for \(vectors.rows) vectors",
        remedy: "make the graph of these vectors")
    }
    guard min(neighbors, max(0, points - 1)) <= count else {
      throw FileError(
        .malformed, paths.neighbors, "has \(count) neighbors of each, not \(neighbors)",
        remedy: "make it again with as many, or ask for fewer")
    }
    try requireDistances(vectors, metric)
    return stored.prefix(min(neighbors, count))
  }

  private func requireDistances(
    _ vectors: PointSource, _ metric: Metric
  ) throws(FileError) {
    for row in stride(from: 0, to: points, by: max(1, points / Self.sample)) {
      let list = stored.neighbors(of: row)
      let ends = vectors.matrix([row] + list.map { Int($0) })
      let expected = (1..<ends.rows).map {
        exactDistance(ends[row: 0], ends[row: $0], metric)
      }
      for (distance, measured) in zip(stored.distances(of: row), expected)
      where abs(distance - measured) > 1e-3 * measured + 1e-5 {
        throw FileError(
          .malformed, paths.distances,
          "row \(row) has a distance of \(distance), but the vectors one of \(measured)",
          remedy: "the graph is of other vectors or of another metric than \(metric.rawValue); "
            + "make it again")
      }
    }
  }

  /// Writes a graph; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written, and what `file` throws.
  public static func write(
    _ graph: NeighborGraph, _ file: (_ name: String) throws -> String
  ) throws {
    try VectorFile.write(
      graph.neighbors, rows: graph.queries, columns: graph.count, to: file("neighbors.npy"))
    let distances = Matrix(rows: graph.queries, columns: graph.count, elements: graph.distances)
    try VectorFile.write(distances, to: file("distances.npy"))
  }
}
