import Cleaning
import LinearAlgebra
import TestSupport
import Testing

/// The originals that the fast way finds.
private func originals(
  _ texts: [String], groups: [UInt64]? = nil, threads: Int = 1,
  _ options: NearDuplicates.Options = NearDuplicates.Options()
) -> [NearDuplicates.Original?] {
  var duplicates = NearDuplicates(options)
  for (index, text) in texts.enumerated() {
    let group = groups?[index] ?? 0
    duplicates.append(duplicates.sketch(of: [text], group: group), group: group)
  }
  return duplicates.originals(threads: threads) { [texts[$0]] }
}

@Suite struct NearDuplicatesTests {
  private static let text = """
    The quick brown fox jumps over the lazy dog while seventeen patient herons watch from the far \
    bank of the river
    """

  /// Texts in families: each has a text and variations of it, more and more words changed.
  private func families(_ count: Int, variations: Int) -> [String] {
    var generator = KeyedGenerator(seed: 8, purpose: "families")
    var texts = [String]()
    for _ in 0..<count {
      var words = randomWords(12 + generator.below(30), &generator)
      for _ in 0...generator.below(variations) {
        texts.append(words.joined(separator: " "))
        words[generator.below(words.count)] = randomWords(1, &generator)[0]
      }
    }
    generator.shuffle(&texts)
    return texts
  }

  @Test func `the first of similar texts stays, and the others name it`() {
    let other = "Nothing of this kind has been written here before, by anyone, about any subject"
    let found = originals([
      Self.text, other, Self.text.uppercased() + "!", Self.text.replacing("lazy", with: "sleepy"),
    ])
    #expect(found.map { $0?.document } == [nil, nil, 0, 0])
    #expect(found[2]?.similarity == 1)
    let similarity = found[3]?.similarity ?? 0
    #expect(similarity > 0.8 && similarity < 1)
  }

  @Test(arguments: [0.5, 0.7, 0.9])
  func `it finds what comparing all pairs finds`(threshold: Double) {
    let texts = families(300, variations: 12)
    var options = NearDuplicates.Options()
    options.threshold = threshold
    let exact = NearDuplicates.reference(texts.map { [$0] }, options)
    let found = originals(texts, options)
    #expect(exact.count { $0 != nil } > 200)
    // A pair right at the threshold is missed with a probability of 0.005.
    let different = zip(found, exact).count { $0 != $1 }
    #expect(Double(different) <= 0.005 * Double(texts.count), "\(different) of \(texts.count)")
  }

  @Test func `what is left out resembles what stays, and what stays does not`() {
    let texts = families(200, variations: 20)
    let options = NearDuplicates.Options()
    let sets = texts.map { Shingles([$0]) }
    let found = originals(texts)
    for (document, original) in found.enumerated() {
      guard let original else { continue }
      #expect(original.document < document && found[original.document] == nil)
      #expect(original.similarity == sets[document].similarity(to: sets[original.document]))
      #expect(original.similarity >= options.threshold)
    }
    let staying = texts.indices.filter { found[$0] == nil }
    for (index, document) in staying.enumerated() {
      for other in staying[..<index] {
        #expect(sets[document].similarity(to: sets[other]) < options.threshold)
      }
    }
  }

  @Test func `a chain of small changes keeps more than its first link`() {
    var generator = KeyedGenerator(seed: 1, purpose: "chain")
    var words = randomWords(40, &generator)
    let texts = (0..<40).map { day in
      words[day] = randomWords(1, &generator)[0]
      return words.joined(separator: " ")
    }
    let found = originals(texts)
    #expect(found[1] != nil)
    #expect((3...15).contains(found.count { $0 == nil }))
  }

  @Test func `two threads find what one finds`() {
    let texts = families(400, variations: 8)
    #expect(originals(texts) == originals(texts, threads: 2))
  }

  @Test func `documents of different groups are never duplicates`() {
    let texts = [Self.text, Self.text, Self.text]
    #expect(originals(texts, groups: [1, 2, 1]).map { $0?.document } == [nil, nil, 0])
  }

  @Test func `short texts match only as equals, and texts without letters never`() {
    let found = originals([
      "Happy birthday, Tom!", "Happy birthday, Ann!", "HAPPY BIRTHDAY TOM", "😀", "😀", "",
    ])
    #expect(found.map { $0?.document } == [nil, nil, 0, nil, nil, nil])
  }

  @Test func `among thousands of variations that are not similar enough, copies are found`() {
    var generator = KeyedGenerator(seed: 4, purpose: "reports")
    let frame = randomWords(30, &generator)
    var texts = (0..<3_000).map { _ in (frame + randomWords(18, &generator)).joined(separator: " ")
    }
    let copies = (0..<100).map { "\(texts[$0 * 30].uppercased())!" }
    texts += copies
    let found = originals(texts)
    #expect(found.prefix(3_000).count { $0 != nil } == 0)
    #expect(found.suffix(100).map { $0?.document } == (0..<100).map { $0 * 30 })
  }

  @Test func `no documents have no originals`() {
    #expect(originals([]).isEmpty)
  }
}
