import Cleaning
import LinearAlgebra
import Testing

@Suite struct ShingleBlocksTests {
  @Test(arguments: [1, 2, 3])
  func `similarities are those of the documents, wherever their blocks are`(threads: Int) {
    var generator = KeyedGenerator(seed: 7, purpose: "blocks")
    let words = (0..<40).map { "word\($0)" }
    let sets = (0..<700).map { document in
      // Some have no shingles.
      Shingles(
        [(0..<document % 30).map { _ in words[generator.below(40)] }.joined(separator: " ")])
    }
    let blocks = ShingleBlocks(count: sets.count, threads: threads) { sets[$0] }
    for _ in 0..<5_000 {
      let (a, b) = (generator.below(sets.count), generator.below(sets.count))
      let exact = sets[a].similarity(to: sets[b])
      #expect(blocks.similarity(of: a, to: b, atLeast: 0) == exact)
      #expect(blocks.similarity(of: a, to: b, atLeast: 0.5) == (exact >= 0.5 ? exact : nil))
    }
    #expect(blocks.similarity(of: 699, to: 699, atLeast: 1) == 1)
  }
}
