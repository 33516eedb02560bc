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
    result.forEachRowChunk(256, threads: threads) { range, rows in
      makeVectors(into: &rows) { index, ids in ids += texts[range.lowerBound + index] }
    }
    return result
  }

  /// Makes rows the vectors of texts, whatever stood there before.
  ///
  /// - Parameters:
  ///   - rows: The vectors, of shape (texts, ``dimensions``).
  ///   - appendIDs: Appends the ids of the text with a number. It is called once for each, in order.
  /// - Precondition: Every id is less than ``tokens``.
  /// - Complexity: O(*n* × *d*) for *n* ids and *d* dimensions, vectorized.
  public func makeVectors(
    into rows: inout MutableSpan<Float>, _ appendIDs: (_ text: Int, _ ids: inout [Int32]) -> Void
  ) {
    precondition(rows.count % dimensions == 0, "no rows of \(dimensions) dimensions")
    switch self.rows.numbers {
    case .single(let matrix): makeVectors(matrix.elements.span, &rows, appendIDs)
    case .int8(let tensor): makeVectors(tensor.int8, &rows, appendIDs)
    }
  }

  @inline(__always)
  private func makeVectors<Number: RowNumber>(
    _ numbers: Span<Number>, _ rows: inout MutableSpan<Float>,
    _ appendIDs: (_ text: Int, _ ids: inout [Int32]) -> Void
  ) {
    let (count, dimensions) = (rows.count / dimensions, dimensions)
    var ids: [Int32] = []
    var chosen = Chosen()
    var next = Chosen()
    // A text ahead: while its ids are looked for, the rows of the one before come from memory.
    for text in 0..<count + 1 {
      if text < count {
        ids.removeAll(keepingCapacity: true)
        appendIDs(text, &ids)
        next.count = choose(ids.span, &next.rows, &next.factors)
        Number.prefetch(next.rows.span.extracting(..<next.count), numbers, dimensions)
      }
      if text > 0 {
        var row = rows._mutatingExtracting((text - 1) * dimensions..<text * dimensions)
        let indexes = chosen.rows.span.extracting(..<chosen.count)
        let factors = chosen.factors.span.extracting(..<chosen.count)
        Number.sum(indexes, numbers, factors, &row)
        if chosen.count > 0 { finish(&row, chosen.count) }
      }
      swap(&chosen, &next)
    }
  }

  /// Makes the sum of `count` vectors their mean, of length 1 if vectors are.
  @inline(__always)
  private func finish(_ row: inout MutableSpan<Float>, _ count: Int) {
    let length = normalizes ? norm(row.span) : 0
    // Unless its square is beyond all bounds, a sum has the direction of the mean.
    if length > 0, length.isFinite { return scale(&row, by: 1 / length) }
    scale(&row, by: 1 / Float(count))
    if normalizes { normalize(&row) }
  }

  /// The rows of a text's tokens and their weights.
  private struct Chosen {
    var rows: [Int32] = []
    var factors: [Float] = []
    /// How many there are; what stands behind them is left over.
    var count = 0
  }

  /// Notes the row and the weight of each id that is not left out, and returns how many these are.
  private func choose(
    _ ids: Span<Int32>, _ rows: inout [Int32], _ factors: inout [Float]
  ) -> Int {
    if rows.count < ids.count {
      rows = Array(repeating: 0, count: 2 * ids.count)
      factors = Array(repeating: 1, count: 2 * ids.count)
    }
    var rows = rows.mutableSpan
    var factors = factors.mutableSpan
    var count = 0
    for index in ids.indices {
      let id = ids[index]
      if id == unknown { continue }
      rows[count] = mapping?[Int(id)] ?? id
      if let weights { factors[count] = weights[Int(id)] }
      count += 1
    }
    return count
  }
}

/// A number of the vectors of a vocabulary, with the kernels for it.
private protocol RowNumber: BitwiseCopyable {
  static func prefetch(_ rows: Span<Int32>, _ x: Span<Self>, _ columns: Int)
  static func sum(
    _ rows: Span<Int32>, _ x: Span<Self>, _ factors: Span<Float>, _ y: inout MutableSpan<Float>)
}

extension Float: RowNumber {
  fileprivate static func prefetch(_ rows: Span<Int32>, _ x: Span<Float>, _ columns: Int) {
    prefetchRows(rows, of: x, columns: columns)
  }

  fileprivate static func sum(
    _ rows: Span<Int32>, _ x: Span<Float>, _ factors: Span<Float>, _ y: inout MutableSpan<Float>
  ) { sumRows(rows, of: x, times: factors, into: &y) }
}

extension Int8: RowNumber {
  fileprivate static func prefetch(_ rows: Span<Int32>, _ x: Span<Int8>, _ columns: Int) {
    prefetchRows(rows, of: x, columns: columns)
  }

  fileprivate static func sum(
    _ rows: Span<Int32>, _ x: Span<Int8>, _ factors: Span<Float>, _ y: inout MutableSpan<Float>
  ) { sumRows(rows, of: x, times: factors, into: &y) }
}
