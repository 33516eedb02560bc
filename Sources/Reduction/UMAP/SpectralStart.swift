import LinearAlgebra
import NearestNeighbors

/// Where the points of a map start: the slowest oscillations of the graph, as the eigenvectors of its
/// normalized Laplacian are ([Belkin and Niyogi 2003]), so that the large shapes are right before the
/// layout begins.
///
/// The parts of a graph that is not connected each get a map of their own. These are set where the
/// centers of the parts lie along their principal components, no larger than leaves the nearest other
/// part its room.
///
/// [Belkin and Niyogi 2003]: https://doi.org/10.1162/089976603321780317
package enum SpectralStart {
  /// Finds the start of each point.
  ///
  /// - Parameters:
  ///   - weights: The symmetric weights of shape (points, points).
  ///   - dimensions: The dimensions of the map.
  ///   - principal: Gives the points along their principal components, of shape
  ///     (points, `dimensions`), from which the places of the parts come if there are several.
  ///   - seed: The seed of what breaks ties.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The places, of shape (points, `dimensions`), between -10 and 10 unless the graph has
  ///   several parts.
  /// - Complexity: That of ``leadingEigenvectors(_:count:avoiding:seed:threads:)``.
  package static func places(
    _ weights: SparseMatrix, dimensions: Int, principal: () -> Matrix, seed: UInt64, threads: Int
  ) -> Matrix {
    let parts = ConnectedComponents(weights).parts
    guard parts.count > 1 else {
      return oscillations(weights, dimensions: dimensions, seed: seed, threads: threads)
    }
    let centers = centers(of: parts, principal().scaled(to: 10), dimensions: dimensions)
    var places = Matrix(rows: weights.rows, columns: dimensions)
    let rooms = rooms(centers, threads: threads)
    for (index, part) in parts.enumerated() {
      let own = oscillations(
        subgraph(weights, part), dimensions: dimensions, seed: seed &+ UInt64(index),
        threads: threads)
      for (row, point) in part.enumerated() {
        for column in 0..<dimensions {
          places[point, column] = centers[index, column] + own[row, column] / 10 * rooms[index]
        }
      }
    }
    return places
  }

  /// The eigenvectors after the first, which is known: it grows with the root of the degree.
  private static func oscillations(
    _ weights: SparseMatrix, dimensions: Int, seed: UInt64, threads: Int
  ) -> Matrix {
    let degrees = (0..<weights.rows).map { row in
      let values = weights.values(inRow: row)
      return values.indices.reduce(0.0) { $0 + Double(values[$1]) }
    }
    let roots = degrees.map { Float($0.squareRoot()) }
    var values = weights.values
    for row in 0..<weights.rows {
      for position in weights.rowOffsets[row]..<weights.rowOffsets[row + 1] {
        values[position] /= roots[row] * roots[Int(weights.columnIndexes[position])]
      }
    }
    let normalized = SparseMatrix(
      rows: weights.rows, columns: weights.columns, rowOffsets: weights.rowOffsets,
      columnIndexes: weights.columnIndexes, values: values)
    var known = roots
    var span = known.mutableSpan
    normalize(&span)
    let vectors = leadingEigenvectors(
      normalized, count: dimensions, avoiding: known, seed: seed, threads: threads)
    var places = Matrix(rows: weights.rows, columns: dimensions)
    for point in 0..<weights.rows {
      for column in 0..<min(dimensions, vectors.rows) {
        places[point, column] = vectors[column, point]
      }
    }
    return places.scaled(to: 10).scattered(seed: seed)
  }

  private static func centers(
    of parts: [[Int]], _ principal: Matrix, dimensions: Int
  ) -> Matrix {
    var centers = Matrix(rows: parts.count, columns: dimensions)
    for (index, part) in parts.enumerated() {
      let mean = principal.rows(part).columnMeans()
      for column in mean.indices.prefix(dimensions) { centers[index, column] = mean[column] }
    }
    return centers
  }

  /// Half the distance of each center to the nearest other, at least a tenth of the usual size.
  private static func rooms(_ centers: Matrix, threads: Int) -> [Float] {
    let graph = BruteForce(centers, metric: .euclidean).graph(neighbors: 1, threads: threads)
    return graph.distances.map { max(1, $0 / 2) }
  }

  private static func subgraph(_ graph: SparseMatrix, _ vertices: [Int]) -> SparseMatrix {
    var numbers = [Int: Int32](minimumCapacity: vertices.count)
    for (number, vertex) in vertices.enumerated() { numbers[vertex] = Int32(number) }
    var (offsets, columns, values) = ([0], [Int32](), [Float]())
    for vertex in vertices {
      let (theirs, weights) = (
        graph.columnIndexes(inRow: vertex), graph.values(inRow: vertex)
      )
      for index in theirs.indices {
        guard let number = numbers[Int(theirs[index])] else { continue }
        columns.append(number)
        values.append(weights[index])
      }
      offsets.append(values.count)
    }
    return SparseMatrix(
      rows: vertices.count, columns: vertices.count, rowOffsets: offsets, columnIndexes: columns,
      values: values)
  }
}
