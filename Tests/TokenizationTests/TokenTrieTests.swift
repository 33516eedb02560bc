import Testing
import Tokenization

@Suite struct TokenTrieTests {
  /// Random tokens of few or of all bytes.
  private func tokens(_ count: Int, alphabet: UInt8) -> [[UInt8]] {
    var generator = SystemIndependentGenerator(state: UInt64(count))
    return (0..<count).map { _ in
      (0..<Int(generator.below(7))).map { _ in
        alphabet == 255
          ? UInt8(generator.below(256)) : 97 + UInt8(generator.below(UInt64(alphabet)))
      }
    }
  }

  @Test(arguments: [1, 2, 10, 300, 20_000], [3, 26, 255] as [UInt8])
  func `every token has its id and nothing else has one`(count: Int, alphabet: UInt8) {
    let tokens = tokens(count, alphabet: alphabet)
    let trie = TokenTrie(tokens, ids: (0..<Int32(count)).map { $0 })
    var expected: [[UInt8]: Int32] = [:]
    for (id, token) in tokens.enumerated() where !token.isEmpty { expected[token] = Int32(id) }
    for (token, id) in expected {
      #expect(trie.id(token) == id)
      for other in [token + [97], token.dropLast(), [98] + token] {
        #expect(trie.id(other) == expected[other])
      }
    }
  }

  @Test(arguments: [2, 26, 255] as [UInt8])
  func `there are few gaps between nodes`(alphabet: UInt8) {
    let tokens = tokens(20_000, alphabet: alphabet)
    let trie = TokenTrie(tokens, ids: (0..<20_000).map { Int32($0) })
    let taken = trie.nodes.count { $0.parent >= 0 }
    #expect(trie.nodes.count < 2 * taken + 1_000, "\(trie.nodes.count) places for \(taken)")
  }

  @Test func `the longest token is found`() {
    let tokens = tokens(500, alphabet: 3)
    let trie = TokenTrie(tokens, ids: (0..<500).map { Int32($0) })
    let known = Set(tokens.filter { !$0.isEmpty })
    let text = self.tokens(200, alphabet: 3).flatMap(\.self)
    for start in text.indices {
      let limit = min(text.count, start + 5)
      let length = (1...limit - start).last { known.contains(Array(text[start..<start + $0])) }
      let found = trie.longest(text.span, from: start, limit: limit)
      #expect(found.end == start + (length ?? 0))
      #expect((found.id >= 0) == (length != nil))
    }
  }

  @Test func `an empty trie finds nothing`() {
    let trie = TokenTrie([], ids: [])
    #expect(trie.id([0]) == nil && trie.id([255, 1]) == nil && trie.id([]) == nil)
  }
}

/// SplitMix64.
struct SystemIndependentGenerator {
  var state: UInt64

  mutating func below(_ bound: UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return (z ^ (z >> 31)) % bound
  }
}
