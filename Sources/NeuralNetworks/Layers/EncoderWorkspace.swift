/// The memory in which one thread computes a batch of texts.
struct EncoderWorkspace: Sendable {
  /// The vectors of the tokens, of shape (rows, hidden), the rows filling whole blocks.
  var vectors: [Float]
  /// Queries, keys and values, of shape (rows, 3 × hidden).
  var attentionInputs: [Float]
  /// What the tokens take up from their texts, of shape (rows, hidden).
  var context: [Float]
  /// The terms to add to a block, of shape (block rows, hidden).
  var terms: [Float]
  /// The inner vectors of a block, of shape (block rows, intermediate).
  var intermediate: [Float]
  var attentionScratch: [Float]
  var linear = LinearScratch()

  /// The number of blocks in use.
  private(set) var blocks = 0
  private let hidden: Int
  private let attention: AttentionShape

  init(_ configuration: EncoderConfiguration) {
    hidden = configuration.hidden
    attention = AttentionShape(heads: configuration.heads, hidden: hidden)
    let rows = PackedProduct.blockRows
    terms = [Float](repeating: 0, count: rows * hidden)
    intermediate = [Float](repeating: 0, count: rows * configuration.intermediate)
    (vectors, attentionInputs, context, attentionScratch) = ([], [], [], [])
  }

  /// Makes room for `tokens` tokens, of which no text has more than `longest`.
  mutating func reserve(tokens: Int, longest: Int) {
    let block = PackedProduct.blockRows
    blocks = (tokens + block - 1) / block
    let rows = blocks * block
    grow(&vectors, to: rows * hidden)
    grow(&attentionInputs, to: rows * 3 * hidden)
    grow(&context, to: rows * hidden)
    grow(&attentionScratch, to: attention.scratchCount(tokens: longest))
    // The rest of the last block is multiplied too; what it held need not be finite.
    for i in tokens * hidden..<rows * hidden { (vectors[i], context[i]) = (0, 0) }
  }

  private func grow(_ numbers: inout [Float], to count: Int) {
    if numbers.count < count { numbers = [Float](repeating: 0, count: count) }
  }
}
