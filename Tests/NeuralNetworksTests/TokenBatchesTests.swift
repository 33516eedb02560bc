import NeuralNetworks
import Testing

struct TokenBatchesTests {
  @Test func `every text is in one batch, and no batch has too many tokens`() {
    let lengths = (0..<1000).map { ($0 * 37) % 129 } + [2000]
    let batches = TokenBatches(lengths: lengths).batches
    #expect(batches.joined().sorted() == Array(lengths.indices))
    #expect(Array(batches[0]) == [1000])
    for batch in batches.dropFirst() {
      #expect(batch.reduce(0) { $0 + lengths[$1] } <= TokenBatches.tokensPerBatch)
    }
  }

  @Test func `texts of one length stay in their order`() {
    let batches = TokenBatches(lengths: [3, 5, 3, 5, 3]).batches
    #expect(batches.map(Array.init) == [[1, 3, 0, 2, 4]])
  }

  @Test func `no texts are no batches`() { #expect(TokenBatches(lengths: []).batches.isEmpty) }
}
