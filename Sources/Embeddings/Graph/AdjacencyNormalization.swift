import LinearAlgebra

/// How the weights of a node's edges are scaled before its neighbors are added up.
public enum AdjacencyNormalization: String, Sendable, CaseIterable {
  /// By the root of the degrees of both ends: *D*^-½ *A* *D*^-½, as graph convolutions have it ([Kipf and
  /// Welling 2017]).
  ///
  /// [Kipf and Welling 2017]: https://arxiv.org/abs/1609.02907
  case symmetric
  /// By the degree of the node: *D*⁻¹ *A*, the mean of its neighbors.
  case randomWalk = "random-walk"

  /// The scaled weights of edges; a node without edges keeps none.
  ///
  /// - Parameters:
  ///   - edges: The weights of the edges of some nodes, of shape (some, nodes).
  ///   - degrees: The sum of the weights of each node's edges, for all nodes.
  ///   - first: The number of the node in the first row of `edges`.
  /// - Returns: The scaled weights, in the places of the others.
  /// - Complexity: O(*n*) for *n* edges.
  func scaled(_ edges: SparseMatrix, degrees: [Double], from first: Int = 0) -> SparseMatrix {
    var values: [Float] = []
    values.reserveCapacity(edges.values.count)
    for row in 0..<edges.rows {
      let (columns, weights) = (edges.columnIndexes(inRow: row), edges.values(inRow: row))
      let own = degrees[first + row]
      for index in columns.indices {
        let weight = Double(weights[index])
        // A known node without edges has no degree, also where a new one leads to it.
        let divisor =
          self == .randomWalk
          ? own : (own * max(degrees[Int(columns[index])], weight)).squareRoot()
        values.append(Float(weight / divisor))
      }
    }
    return SparseMatrix(
      rows: edges.rows, columns: edges.columns, rowOffsets: edges.rowOffsets,
      columnIndexes: edges.columnIndexes, values: values)
  }
}

extension SparseMatrix {
  /// The sum of each row, added up in double precision.
  var rowSums: [Double] {
    (0..<rows).map { row in
      let values = values(inRow: row)
      return values.indices.reduce(0.0) { $0 + Double(values[$1]) }
    }
  }

  /// The rows divided by their sums: the weights of a mean; empty rows stay empty.
  var rowMeans: SparseMatrix {
    // The mean of a node does not ask for the degrees of its neighbors.
    AdjacencyNormalization.randomWalk.scaled(self, degrees: rowSums)
  }
}
