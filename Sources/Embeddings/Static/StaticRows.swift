import LinearAlgebra
import NeuralNetworks

/// The vectors of a static model, of shape (rows, dimensions).
///
/// Integers of 8 bits stay what they are, where the file has them: a vocabulary of 30,522 tokens and
/// 256 dimensions takes 7.8 MB of memory and not 31 MB, and processes share it.
public struct StaticRows: Sendable {
  /// The number of vectors.
  public let count: Int
  /// The length of a vector.
  public let dimensions: Int
  /// The numbers.
  let numbers: Numbers

  /// The numbers by their type.
  enum Numbers: Sendable {
    case single(Matrix)
    case int8(StoredTensor)
  }

  /// Creates vectors of single precision.
  public init(_ matrix: Matrix) {
    (count, dimensions) = (matrix.rows, matrix.columns)
    numbers = .single(matrix)
  }

  /// Creates vectors of integers of 8 bits.
  ///
  /// - Precondition: The tensor has two dimensions and such numbers.
  package init(int8 tensor: StoredTensor) {
    precondition(tensor.shape.count == 2, "rows of shape \(tensor.shape)")
    (count, dimensions) = (tensor.shape[0], tensor.shape[1])
    numbers = .int8(tensor)
  }

  /// The name of the numbers' type.
  public var type: String {
    switch numbers {
    case .single: "float32"
    case .int8: "int8"
    }
  }

  /// The greatest of the numbers without their signs, 0 if there are none.
  ///
  /// - Complexity: O(*rows* × *dimensions*)
  var greatest: Float {
    switch numbers {
    case .single(let matrix): matrix.elements.reduce(0) { max($0, abs($1)) }
    case .int8: count * dimensions > 0 ? 128 : 0
    }
  }

  /// The number in a row and a column, for tests: slow.
  package subscript(row: Int, column: Int) -> Float {
    switch numbers {
    case .single(let matrix): matrix[row, column]
    case .int8(let tensor): Float(tensor.int8[row * dimensions + column])
    }
  }
}
