import LinearAlgebra
import NeuralNetworks

/// A text as the mean of the vectors of its tokens, as [Model2Vec] has it: no encoder runs, so a
/// text takes about as long as reading its vectors from memory.
///
/// Texts come as the ids that a subword tokenizer gives without special tokens. Ids of unknown
/// tokens are left out. A text without any other token has the vector of zeros. The vectors of a
/// text are added from its first token to its last, so its bytes depend neither on the batch nor on
/// threads.
///
/// Model2Vec's way with long texts is in ``TokenLimit``.
///
/// [Model2Vec]: https://github.com/MinishLab/model2vec
public struct StaticEmbedding: Sendable {
  /// The vectors, of shape (rows, dimensions): a row for each id, unless ``mapping`` says which.
  public let rows: StaticRows
  /// What the vector of each id is multiplied by; nil for 1.
  public let weights: [Float]?
  /// The row of each id; nil for the row of that number.
  public let mapping: [Int32]?
  /// The id that is left out.
  public let unknown: Int32?
  /// Whether vectors are scaled to length 1.
  public let normalizes: Bool

  /// Why parts are no model.
  public struct Mismatch: Error, Hashable, CustomStringConvertible {
    /// What does not fit together.
    public let description: String
  }

  /// The greatest product of a number and a weight: with larger ones squares could be infinite.
  static let greatest: Float = 1e15

  /// Creates a model from the tensors `embeddings`, `weights` and `mapping` of a model's file.
  ///
  /// - Parameters:
  ///   - rows: The vectors.
  ///   - weights: A weight for each id; or, if there are not as many ids, for each row.
  ///   - mapping: The row of each id.
  ///   - unknown: The id that is left out.
  ///   - normalizes: Whether vectors are scaled to length 1.
  /// - Throws: ``Mismatch`` if there are weights of another count, if a row is not there, or if
  ///   numbers are so large that no vector of length 1 could be made of them.
  /// - Complexity: O(*rows* × *dimensions*)
  public init(
    rows: StaticRows, weights: [Float]? = nil, mapping: [Int32]? = nil, unknown: Int32?,
    normalizes: Bool
  ) throws(Mismatch) {
    if let row = mapping?.first(where: { $0 < 0 || $0 >= rows.count }) {
      throw Mismatch(description: "a token has the row \(row) of \(rows.count)")
    }
    let greatest = (weights ?? [1]).reduce(0) { max($0, abs($1)) } * max(1, rows.greatest)
    guard greatest <= Self.greatest, weights?.allSatisfy(\.isFinite) != false else {
      throw Mismatch(description: "its numbers are too large to be multiplied")
    }
    self.rows = rows
    self.weights = try Self.weights(weights, mapping, rows: rows.count)
    self.mapping = mapping
    self.unknown = unknown
    self.normalizes = normalizes
  }

  /// The weight of each id.
  private static func weights(
    _ weights: [Float]?, _ mapping: [Int32]?, rows: Int
  ) throws(Mismatch) -> [Float]? {
    guard let weights else { return nil }
    let tokens = mapping?.count ?? rows
    if weights.count == tokens { return weights }
    guard let mapping, weights.count == rows else {
      throw Mismatch(description: "\(weights.count) weights for \(tokens) tokens and \(rows) rows")
    }
    return mapping.map { weights[Int($0)] }
  }

  /// The number of ids.
  public var tokens: Int { mapping?.count ?? rows.count }

  /// The number of dimensions.
  public var dimensions: Int { rows.dimensions }

  /// The vectors of texts, of shape (texts, dimensions).
  ///
  /// The result does not depend on `threads`.
  ///
  /// - Precondition: Every id is less than ``tokens``.
  /// - Complexity: O(*n* × *d*) for *n* ids and *d* dimensions, vectorized.
  public func vectors(_ texts: [[Int32]], threads: Int) -> Matrix {
    var result = Matrix(rows: texts.count, columns: dimensions)
    result.forEachRow(threads: threads) { index, row in
      let ids = texts[index]
      add(ids.span, to: &row)
    }
    return result
  }

  /// Makes a row of zeros the vector of a text.
  ///
  /// - Precondition: Every id is less than ``tokens``, and the row has ``dimensions`` elements.
  /// - Complexity: O(*n* × *d*) for *n* ids and *d* dimensions, vectorized.
  public func add(_ ids: Span<Int32>, to row: inout MutableSpan<Float>) {
    let count =
      switch rows.numbers {
      case .single(let matrix): sum(matrix.elements.span, ids, &row)
      case .int8(let tensor): sum(tensor.int8, ids, &row)
      }
    guard count > 0 else { return }
    scale(&row, by: 1 / Float(count))
    if normalizes { normalize(&row) }
  }

  /// Adds the vectors of known ids, and returns how many they are.
  @inline(__always)
  private func sum<Number: RowNumber>(
    _ numbers: Span<Number>, _ ids: Span<Int32>, _ row: inout MutableSpan<Float>
  ) -> Int {
    let dimensions = dimensions
    var count = 0
    for index in ids.indices {
      let id = ids[index]
      if id == unknown { continue }
      count += 1
      let start = (mapping.map { Int($0[Int(id)]) } ?? Int(id)) * dimensions
      Number.addScaled(
        numbers.extracting(start..<start + dimensions), times: weights?[Int(id)] ?? 1, to: &row)
    }
    return count
  }
}

/// A number of the vectors of a vocabulary.
private protocol RowNumber: BitwiseCopyable {
  static func addScaled(_ x: Span<Self>, times s: Float, to y: inout MutableSpan<Float>)
}

extension Float: RowNumber {
  @inline(__always)
  fileprivate static func addScaled(
    _ x: Span<Float>, times s: Float, to y: inout MutableSpan<Float>
  ) { LinearAlgebra.addScaled(x, times: s, to: &y) }
}

extension Int8: RowNumber {
  @inline(__always)
  fileprivate static func addScaled(
    _ x: Span<Int8>, times s: Float, to y: inout MutableSpan<Float>
  ) { LinearAlgebra.addScaled(int8: x, times: s, to: &y) }
}
