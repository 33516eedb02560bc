import LinearAlgebra

/// Edges as they are read, before they become a ``HeterogeneousGraph``.
public struct EdgeList: Sendable {
  /// An entry of a sparse matrix on its way there.
  struct Entry: Sendable {
    var row: Int32
    var column: Int32
    var value: Float
  }

  private var edges: [Entry] = []
  /// The number of edges from a node to itself, which are left out: a node's own features have weights
  /// of their own.
  public private(set) var selfEdges = 0

  /// The number of edges so far, repeated ones included.
  public var count: Int { edges.count }

  /// A list without edges.
  public init() {}

  /// Adds an edge between two nodes.
  ///
  /// - Precondition: The weight is finite and above 0.
  public mutating func append(_ a: Int, _ b: Int, weight: Float = 1) {
    precondition(weight > 0 && weight.isFinite, "an edge of weight \(weight)")
    guard a != b else {
      selfEdges += 1
      return
    }
    edges.append(Entry(row: Int32(min(a, b)), column: Int32(max(a, b)), value: weight))
  }

  /// Adds an edge for each element of a matrix between the nodes from `first` on and those from `second`
  /// on.
  ///
  /// - Precondition: The elements are finite and above 0.
  public mutating func append(_ weights: SparseMatrix, from first: Int, to second: Int) {
    for row in 0..<weights.rows {
      let (columns, values) = (weights.columnIndexes(inRow: row), weights.values(inRow: row))
      for index in columns.indices {
        append(first + row, second + Int(columns[index]), weight: values[index])
      }
    }
  }

  /// The edges in both directions, of shape (`nodes`, `nodes`); those that occur several times have the
  /// sum of their weights.
  ///
  /// - Complexity: O(*n* log *d*) for *n* edges, *d* of a node.
  func adjacency(nodes: Int) -> SparseMatrix {
    let mirrored = edges.map { Entry(row: $0.column, column: $0.row, value: $0.value) }
    return Self.matrix(rows: nodes, columns: nodes, edges + mirrored)
  }

  /// The sparse matrix of entries in any order; those in one place are added up, small ones first, so that
  /// the sum does not depend on their order.
  static func matrix(rows: Int, columns: Int, _ entries: [Entry]) -> SparseMatrix {
    var starts = [Int](repeating: 0, count: rows + 1)
    for entry in entries { starts[Int(entry.row) + 1] += 1 }
    for row in 0..<rows { starts[row + 1] += starts[row] }
    var next = starts
    var grouped = [(column: Int32, value: Float)](repeating: (0, 0), count: entries.count)
    for entry in entries {
      grouped[next[Int(entry.row)]] = (entry.column, entry.value)
      next[Int(entry.row)] += 1
    }
    var offsets = [0]
    offsets.reserveCapacity(rows + 1)
    var (indexes, values): ([Int32], [Float]) = ([], [])
    indexes.reserveCapacity(entries.count)
    values.reserveCapacity(entries.count)
    for row in 0..<rows {
      grouped[starts[row]..<starts[row + 1]].sort { ($0.column, $0.value) < ($1.column, $1.value) }
      let first = indexes.count
      for (column, value) in grouped[starts[row]..<starts[row + 1]] {
        if indexes.count > first, indexes[indexes.count - 1] == column {
          values[values.count - 1] += value
        } else {
          indexes.append(column)
          values.append(value)
        }
      }
      offsets.append(indexes.count)
    }
    return SparseMatrix(
      rows: rows, columns: columns, rowOffsets: offsets, columnIndexes: indexes, values: values)
  }
}
