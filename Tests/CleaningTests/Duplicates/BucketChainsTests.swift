import Cleaning
import LinearAlgebra
import Testing

@Suite struct BucketChainsTests {
  @Test func `a link leads to the document before with the same key`() {
    var chains = BucketChains(bands: 2)
    for keys: [UInt32] in [[7, 1], [8, 1], [7, 2], [], [7, .max], [9, .max]] { chains.append(keys) }
    chains.link(threads: 1)
    #expect((0..<6).map { chains[0, $0] } == [nil, nil, 0, nil, 2, nil])
    #expect((0..<6).map { chains[1, $0] } == [nil, 0, nil, nil, nil, 4])
    #expect(chains.shared == [0, 1, 2, 4, 5])
  }

  @Test func `links are those of a search backwards, for any threads`() {
    var generator = KeyedGenerator(seed: 2, purpose: "keys")
    let keys = (0..<2_000).map { _ in (0..<3).map { _ in UInt32(generator.below(700)) << 20 } }
    var one = BucketChains(bands: 3)
    for keys in keys { one.append(keys) }
    var two = one
    one.link(threads: 1)
    two.link(threads: 2)
    for band in 0..<3 {
      for document in keys.indices {
        let expected = keys[..<document].lastIndex { $0[band] == keys[document][band] }
        #expect(one[band, document] == expected && two[band, document] == expected)
      }
    }
  }
}
