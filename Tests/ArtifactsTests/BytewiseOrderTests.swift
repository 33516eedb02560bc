import Artifacts
import Testing

@Suite struct BytewiseOrderTests {
  // U+FF5E stands before U+1F600 in UTF-8 and in code points, after it in UTF-16; "é" is written in
  // one and in two code points, which Swift's `<` takes for the same.
  static let keys = [
    "b", "a", "", "Z", "é", "e\u{301}", "～", "😀", "a\u{0}", "a b", "ab", "10", "9",
  ]

  @Test func `the order is that of the bytes`() {
    let sorted = bytewiseOrder(Self.keys).map { Array(Self.keys[$0].utf8) }
    #expect(sorted == Self.keys.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(bytewiseOrder(["😀", "～"]) == [1, 0])
    #expect(precedesBytewise("e\u{301}", "é") && !precedesBytewise("é", "e\u{301}"))
    #expect(!precedesBytewise("a", "a"))
  }

  @Test func `equal keys stay in the order they came`() {
    #expect(bytewiseOrder(["b", "a", "b", "a", "b"]) == [1, 3, 0, 2, 4])
    #expect(bytewiseOrder([]) == [])
  }

  @Test(arguments: [1, 2, 3])
  func `keys ascend if each does, whichever thread looks at it`(threads: Int) {
    let keys = (100_000..<110_000).map { "key \($0)" }
    #expect(ascends(keys, threads: threads))
    for place in [1, 4_095, 4_096, 4_097, 8_192, 9_999] {
      var keys = keys
      keys[place] = keys[place - 1]
      #expect(!ascends(keys, threads: threads))
    }
    #expect(ascends([], threads: threads) && ascends(["a"], threads: threads))
  }
}
