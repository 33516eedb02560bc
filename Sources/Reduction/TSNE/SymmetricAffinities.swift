import LinearAlgebra
import NearestNeighbors

/// How much each pair of points belongs together: the mean of what each regards the other, divided by
/// the number of points, so that all pairs together make 1.
///
/// The mean lets even a point that is nobody's neighbor be drawn somewhere ([van der Maaten and Hinton
/// 2008], section 3.1).
///
/// [van der Maaten and Hinton 2008]: https://jmlr.org/papers/v9/vandermaaten08a.html
public struct SymmetricAffinities: Sendable, Equatable {
  /// The affinities, of shape (points, points): symmetric, each row in the order of its columns.
  public let matrix: SparseMatrix
  /// The perplexity that they were made with.
  public let perplexity: Double

  private static let chunk = 1024

  /// Makes affinities symmetric.
  ///
  /// - Precondition: The matrix is square, without two elements in one place.
  /// - Complexity: O(*stored elements* × log *neighbors*)
  public init(_ conditional: ConditionalAffinities, threads: Int) {
    let forth = conditional.matrix
    precondition(forth.rows == forth.columns, "affinities of \(forth.rows) points to others")
    let back = forth.transposed()
    let count = forth.rows
    let scale = 1 / (2 * Float(max(1, count)))
    let parts = parallelMap(count: count, chunk: Self.chunk, threads: threads) { range in
      var part = Rows(capacity: forth.storedElements(in: range) + back.storedElements(in: range))
      for row in range { part.append(forth, back, row: row, scale: scale) }
      return part
    }
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    for part in parts {
      for length in part.lengths { offsets.append(offsets[offsets.count - 1] + length) }
    }
    var (columns, values) = ([Int32](), [Float]())
    columns.reserveCapacity(offsets[count])
    values.reserveCapacity(offsets[count])
    for part in parts {
      columns += part.columns
      values += part.values
    }
    perplexity = conditional.perplexity
    matrix = SparseMatrix(
      rows: count, columns: count, rowOffsets: offsets, columnIndexes: columns, values: values)
  }

  /// Makes the affinities of points by their nearest neighbors.
  ///
  /// - Parameters:
  ///   - graph: The nearest neighbors of each point, without itself; ``TSNEOptions/neighbors(points:)``
  ///     says how many are wanted.
  ///   - metric: The metric of the graph.
  ///   - perplexity: About how many neighbors count; reduced to a third of those of the graph.
  ///   - threads: The largest number of threads; the result does not depend on it.
  public init(_ graph: NeighborGraph, metric: Metric, perplexity: Double, threads: Int) {
    self.init(
      ConditionalAffinities(
        graph, points: graph.queries, metric: metric,
        perplexity: max(1, min(perplexity, Double(graph.count) / 3)), threads: threads),
      threads: threads)
  }

  /// Some rows of the result.
  private struct Rows: Sendable {
    /// The length of each row.
    var lengths: [Int] = []
    var columns: [Int32] = []
    var values: [Float] = []

    /// Makes room for elements.
    init(capacity: Int) {
      columns.reserveCapacity(capacity)
      values.reserveCapacity(capacity)
    }

    /// Adds up two rows, of which that of `back` is in order.
    mutating func append(_ forth: SparseMatrix, _ back: SparseMatrix, row: Int, scale: Float) {
      let (a, x) = (forth.columnIndexes(inRow: row), forth.values(inRow: row))
      let (b, y) = (back.columnIndexes(inRow: row), back.values(inRow: row))
      let order = a.indices.sorted { a[$0] < a[$1] }
      let before = values.count
      var (i, j) = (0, 0)
      while i < a.count || j < b.count {
        let first = i < a.count ? a[order[i]] : Int32.max
        let second = j < b.count ? b[j] : Int32.max
        var value: Float = 0
        if first <= second {
          value += x[order[i]]
          i += 1
        }
        if second <= first {
          value += y[j]
          j += 1
        }
        // A pair whose affinity is lost in rounding draws nothing.
        guard value * scale > 0 else { continue }
        columns.append(min(first, second))
        values.append(value * scale)
      }
      lengths.append(values.count - before)
    }
  }
}

extension SparseMatrix {
  /// The number of elements stored for some rows.
  fileprivate func storedElements(in range: Range<Int>) -> Int {
    rowOffsets[range.upperBound] - rowOffsets[range.lowerBound]
  }
}
