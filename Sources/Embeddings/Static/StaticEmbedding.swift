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

  /// The buffers of a thread, for reuse from text to text.
  public struct Workspace: Sendable {
    var rows: [Int32] = []
    var factors: [Float] = []

    /// Creates empty buffers.
    public init() {}
  }

  /// The vectors of texts, of shape (texts, dimensions).
  ///
  /// The result does not depend on `threads`.
  ///
  /// - Precondition: Every id is less than ``tokens``.
  /// - Complexity: O(*n* × *d*) for *n* ids and *d* dimensions, vectorized.
  public func vectors(_ texts: [[Int32]], threads: Int) -> Matrix {
    var result = Matrix(rows: texts.count, columns: dimensions)
    result.forEachRow(threads: threads) { index, row in
      var workspace = Workspace()
      let ids = texts[index]
      makeVector(of: ids.span, into: &row, using: &workspace)
    }
    return result
  }

  /// Makes a row the vector of a text, whatever stood there before.
  ///
  /// - Precondition: Every id is less than ``tokens``, and the row has ``dimensions`` elements.
  /// - Complexity: O(*n* × *d*) for *n* ids and *d* dimensions, vectorized.
  public func makeVector(
    of ids: Span<Int32>, into row: inout MutableSpan<Float>, using workspace: inout Workspace
  ) {
    precondition(row.count == dimensions, "a row of \(row.count) for \(dimensions) dimensions")
    choose(ids, &workspace)
    let indexes = workspace.rows.span
    let factors = workspace.factors.span
    switch rows.numbers {
    case .single(let matrix):
      sumRows(indexes, of: matrix.elements.span, times: factors, into: &row)
    case .int8(let tensor): sumRows(indexes, of: tensor.int8, times: factors, into: &row)
    }
    guard !indexes.isEmpty else { return }
    scale(&row, by: 1 / Float(indexes.count))
    if normalizes { normalize(&row) }
  }

  /// Notes the row and the weight of each id that is not left out.
  private func choose(_ ids: Span<Int32>, _ workspace: inout Workspace) {
    workspace.rows.removeAll(keepingCapacity: true)
    workspace.factors.removeAll(keepingCapacity: true)
    for index in ids.indices {
      let id = ids[index]
      if id == unknown { continue }
      workspace.rows.append(mapping?[Int(id)] ?? id)
      workspace.factors.append(weights?[Int(id)] ?? 1)
    }
  }
}
