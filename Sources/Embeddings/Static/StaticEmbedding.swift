import LinearAlgebra

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
  public let rows: Matrix
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

  /// Creates a model from the tensors `embeddings`, `weights` and `mapping` of a model's file.
  ///
  /// - Throws: ``Mismatch`` if weights and mapping have not the same count, or a row is not there.
  public init(
    rows: Matrix, weights: [Float]? = nil, mapping: [Int32]? = nil, unknown: Int32?,
    normalizes: Bool
  ) throws(Mismatch) {
    let tokens = mapping?.count ?? rows.rows
    if let weights, weights.count != tokens {
      throw Mismatch(description: "\(weights.count) weights for \(tokens) tokens")
    }
    if let row = mapping?.first(where: { $0 < 0 || $0 >= Int32(rows.rows) }) {
      throw Mismatch(description: "a token has the row \(row) of \(rows.rows)")
    }
    self.rows = rows
    self.weights = weights
    self.mapping = mapping
    self.unknown = unknown
    self.normalizes = normalizes
  }

  /// The number of ids.
  public var tokens: Int { mapping?.count ?? rows.rows }

  /// The number of dimensions.
  public var dimensions: Int { rows.columns }

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
    var count = 0
    for index in ids.indices {
      let id = ids[index]
      if id == unknown { continue }
      count += 1
      let source = mapping.map { Int($0[Int(id)]) } ?? Int(id)
      addScaled(rows[row: source], times: weights?[Int(id)] ?? 1, to: &row)
    }
    guard count > 0 else { return }
    scale(&row, by: 1 / Float(count))
    if normalizes { normalize(&row) }
  }
}
