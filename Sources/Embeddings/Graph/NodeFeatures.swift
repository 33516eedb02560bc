import LinearAlgebra

/// What is known of nodes besides their edges, of shape (nodes, features): the input of a graph network.
///
/// Bags of features (words of a description, ids of groups) stay sparse: thousands of dimensions, of
/// which a node has a dozen. Their first layer is a sparse product.
public struct NodeFeatures: Sendable, Equatable {
  /// How the numbers are stored.
  public enum Storage: Sendable, Equatable {
    /// Every number.
    case dense(Matrix)
    /// Those that are not 0.
    case sparse(SparseMatrix)
  }

  /// The numbers.
  public let storage: Storage
  /// The transpose of sparse features, for the gradients of the first layer.
  private let transposed: SparseMatrix?

  /// Features as vectors.
  public init(_ matrix: Matrix) { (storage, transposed) = (.dense(matrix), nil) }

  /// Features as weighted bags.
  public init(_ matrix: SparseMatrix) {
    (storage, transposed) = (.sparse(matrix), matrix.transposed())
  }

  /// A feature of its own for each node, so that the first layer learns a vector for it.
  public static func identity(_ nodes: Int) -> NodeFeatures {
    NodeFeatures(
      SparseMatrix(
        rows: nodes, columns: nodes, rowOffsets: Array(0...nodes),
        columnIndexes: (0..<nodes).map { Int32($0) }, values: [Float](repeating: 1, count: nodes)))
  }

  /// The number of nodes.
  public var rows: Int {
    switch storage {
    case .dense(let matrix): matrix.rows
    case .sparse(let matrix): matrix.rows
    }
  }

  /// The number of features.
  public var columns: Int {
    switch storage {
    case .dense(let matrix): matrix.columns
    case .sparse(let matrix): matrix.columns
    }
  }

  /// Whether a node has any feature that is not 0.
  public func isKnown(_ node: Int) -> Bool {
    switch storage {
    case .dense(let matrix): return norm(matrix[row: node]) > 0
    case .sparse(let matrix): return !matrix.values(inRow: node).isEmpty
    }
  }

  /// The features times `weights`, of shape (nodes, `weights.columns`).
  package func multiplied(by weights: Matrix, threads: Int) -> Matrix {
    switch storage {
    case .dense(let matrix): product(matrix, weights, threads: threads)
    case .sparse(let matrix): matrix.multiplied(by: weights, threads: threads)
    }
  }

  /// The transpose of the features times `gradients` of shape (nodes, any): what a layer's weights get of
  /// the gradients of its outputs.
  package func transposeMultiplied(by gradients: Matrix, threads: Int) -> Matrix {
    switch storage {
    case .dense(let matrix): crossProduct(matrix, gradients, threads: threads)
    case .sparse(let matrix):
      (transposed ?? matrix.transposed()).multiplied(by: gradients, threads: threads)
    }
  }

  /// The features of some nodes, in that order; zeros where there is no number.
  public func selecting(_ nodes: [Int?]) -> NodeFeatures {
    switch storage {
    case .dense(let matrix):
      var result = Matrix(rows: nodes.count, columns: matrix.columns)
      result.forEachRow(threads: 1) { index, row in
        guard let node = nodes[index] else { return }
        let features = matrix[row: node]
        for column in row.indices { row[column] = features[column] }
      }
      return NodeFeatures(result)
    case .sparse(let matrix):
      var (offsets, indexes, values): ([Int], [Int32], [Float]) = ([0], [], [])
      for node in nodes {
        if let node {
          let positions = matrix.rowOffsets[node]..<matrix.rowOffsets[node + 1]
          indexes += matrix.columnIndexes[positions]
          values += matrix.values[positions]
        }
        offsets.append(values.count)
      }
      return NodeFeatures(
        SparseMatrix(
          rows: nodes.count, columns: matrix.columns, rowOffsets: offsets, columnIndexes: indexes,
          values: values))
    }
  }

  /// The features of the first nodes.
  func prefix(_ count: Int) -> NodeFeatures {
    guard count < rows else { return self }
    switch storage {
    case .dense(let matrix): return NodeFeatures(matrix.rows(0..<count))
    case .sparse: return selecting(Array(0..<count))
    }
  }
}
