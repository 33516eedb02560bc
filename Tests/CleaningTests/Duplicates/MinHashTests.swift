import Cleaning
import LinearAlgebra
import TestSupport
import Testing

@Suite struct MinHashTests {
  /// A text of random words, and the same text with some words changed.
  private func pair(_ index: Int, changed: Int) -> (Shingles, Shingles) {
    var generator = KeyedGenerator(seed: 3, purpose: "texts", index: index)
    var words = randomWords(60, &generator)
    let text = words.joined(separator: " ")
    for _ in 0..<changed {
      words[generator.below(words.count)] = randomWords(1, &generator)[0]
    }
    return (Shingles([text]), Shingles([words.joined(separator: " ")]))
  }

  @Test(arguments: [1, 5, 15, 30, 50])
  func `the share of equal minima is the Jaccard similarity, without bias`(changed: Int) {
    var (estimated, exact) = (0.0, 0.0)
    let pairs = 200
    for index in 0..<pairs {
      let (a, b) = pair(index, changed: changed)
      let (first, second) = (MinHash.signature(of: a.hashes), MinHash.signature(of: b.hashes))
      let equal = zip(first, second).count { $0 == $1 }
      estimated += Double(equal) / Double(MinHash.permutations) / Double(pairs)
      exact += a.similarity(to: b) / Double(pairs)
    }
    // The standard error of 25,600 draws is at most 0.0032.
    #expect(abs(estimated - exact) < 0.012, "\(estimated) for \(exact)")
  }

  @Test func `a signature has the minimum of each permutation`() {
    let (a, b) = (pair(0, changed: 20).0.hashes, pair(0, changed: 20).1.hashes)
    let both = MinHash.signature(of: a + b)
    #expect(both.count == MinHash.permutations)
    #expect(both == zip(MinHash.signature(of: a), MinHash.signature(of: b)).map { min($0, $1) })
    // Of a single shingle every minimum is its product with an odd number: all differ.
    #expect(Set(MinHash.signature(of: [0x1234_5679])).count == MinHash.permutations)
  }
}

/// Random words of two to nine letters, nearly all different.
func randomWords(_ count: Int, _ generator: inout KeyedGenerator) -> [String] {
  (0..<count).map { _ in
    let letters = (0..<(2 + generator.below(8))).map { _ in
      Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(generator.below(26))))
    }
    return String(letters)
  }
}
