import Embeddings
import LinearAlgebra
import Testing

@Suite struct HuffmanTreeTests {
  @Test func `the paths are those of the textbook`() {
    // 5 and 9 make 14, 12 and 13 25, 14 and 16 30, 25 and 30 55, which with 45 is the root.
    let tree = HuffmanTree(counts: [45, 13, 12, 16, 9, 5])
    #expect(tree.lengths == [1, 3, 3, 3, 4, 4])
  }

  @Test func `no code is the beginning of another`() {
    var generator = KeyedGenerator(seed: 1, purpose: "counts")
    let tree = HuffmanTree(counts: (0..<200).map { _ in generator.below(30) })
    let codes = (0..<200).map { tree.code(of: $0) }
    let sum = codes.reduce(0.0) { $0 + 1 / Double(1 << $1.count) }
    #expect(abs(sum - 1) < 1e-12)
    let sorted = codes.sorted()
    for (code, next) in zip(sorted, sorted.dropFirst()) { #expect(!next.hasPrefix(code)) }
  }

  @Test func `a single word needs no turn`() {
    #expect(HuffmanTree(counts: [3]).lengths == [0])
  }
}
