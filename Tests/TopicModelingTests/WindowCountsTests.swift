import Artifacts
import DocumentTerms
import LinearAlgebra
import TestSupport
import Testing
import TopicModeling

@Suite struct WindowCountsTests {
  /// Which windows hold each term, window by window.
  private struct Reference {
    /// The windows of a document, each with the terms it holds.
    static func windows(_ terms: [Int], size: Int, rule: WindowCounts.Rule) -> [Set<Int>] {
      guard terms.count > size else { return [Set(terms)] }
      var held = Set(terms[..<size])
      return (0...terms.count - size).map { start in
        if start > 0, rule == .gensim {
          held.remove(terms[start - 1])
          held.insert(terms[start + size - 1])
        } else {
          held = Set(terms[start..<start + size])
        }
        return held
      }
    }
  }

  @Test(arguments: [WindowCounts.Rule.exact, .gensim], [1, 2, 5, 40])
  func `counts are those of every window looked at`(rule: WindowCounts.Rule, size: Int) {
    var generator = KeyedGenerator(seed: 4, purpose: "windows")
    let documents = (0..<60).map { index in
      (0..<(index == 7 ? 0 : generator.below(30))).map { _ in generator.below(9) }
    }
    let texts = documents.map { $0.map { "w\($0)" }.joined(separator: " ") }
    let topics = [[0, 1, 2], [2, 3], [5], []]
    let occurrences = TermOccurrences(
      of: (0..<6).map { "w\($0)" }, count: texts.count, threads: 2
    ) { texts[$0] }
    let counts = WindowCounts(of: topics, in: occurrences, size: size, rule: rule, threads: 2)
    let windows = documents.flatMap { Reference.windows($0, size: size, rule: rule) }
    #expect(counts.windows == windows.count)
    for (number, topic) in topics.enumerated() {
      let expected = topic.flatMap { a in
        topic.map { b in windows.count { $0.contains(a) && $0.contains(b) } }
      }
      #expect(counts.counts[number] == expected)
    }
  }

  @Test(
    arguments: [
      ("short", "c_npmi", 10), ("short", "c_v", 110), ("long", "c_npmi", 10), ("long", "c_v", 110),
    ])
  func `coherence is gensim's`(corpus: String, measure: String, size: Int) throws {
    let topics = try Table(contentsOf: fixture("npmi.tsv")).column("terms")
      .map { $0.split(separator: " ").map(String.init) }
    let wanted = Set(topics.joined()).sorted()
    let texts = try Self.texts(corpus)
    let occurrences = TermOccurrences(of: wanted, count: texts.count, threads: 1) { texts[$0] }
    let counts = WindowCounts(
      of: topics.map { $0.compactMap { wanted.firstIndex(of: $0) } }, in: occurrences, size: size,
      threads: 1)
    let expected = try Self.expected(corpus, measure)
    #expect(expected.count == 4)
    for (found, value) in zip(measure == "c_v" ? counts.cv : counts.npmi, expected) {
      #expect(abs(found - value) < 1e-9, "\(found) \(value)")
    }
  }

  @Test(arguments: ["short", "long"])
  func `u_mass is gensim's`(name: String) throws {
    let texts = try Self.texts(name)
    let corpus = DocumentTermMatrix(texts)
    let topics = try Table(contentsOf: fixture("npmi.tsv")).column("terms")
      .map { $0.split(separator: " ").map { corpus.number(String($0)) } }
    let found = umassCoherence(of: topics, in: corpus, threads: 2)
    for (found, value) in zip(found, try Self.expected(name, "u_mass")) {
      #expect(abs(found - value) < 1e-9, "\(found) \(value)")
    }
  }

  @Test func `runs of words stand where their first word does`() {
    let occurrences = TermOccurrences(
      of: ["a_b", "c"], count: 1, grams: TermGrams(1...2), threads: 1
    ) { _ in "a b c x a b" }
    let counts = WindowCounts(of: [[0, 1]], in: occurrences, size: 2, threads: 1)
    // Windows begin at 0...4: a_b is in 0, 3 and 4, c in 1 and 2.
    #expect(counts.counts == [[3, 0, 0, 2]])
  }

  @Test func `terms that always or never meet, or never occur, have numbers`() {
    let texts = ["a b", "b a"]
    let occurrences = TermOccurrences(of: ["a", "b", "z"], count: 2, threads: 1) { texts[$0] }
    let counts = WindowCounts(of: [[0, 1], [0, 2], []], in: occurrences, size: 10, threads: 1)
    #expect(counts.npmi == [1, -1, 0])
    #expect(counts.cv[0] > 0.99)
    #expect(counts.cv.allSatisfy { $0.isFinite })
  }

  private static func texts(_ name: String) throws -> [String] {
    let texts = try FixtureCorpus().texts
    guard name == "long" else { return texts }
    return stride(from: 0, to: texts.count, by: 12).map { start in
      texts[start..<min(texts.count, start + 12)].joined(separator: " ")
    } + [""]
  }

  private static func expected(_ corpus: String, _ measure: String) throws -> [Double] {
    let table = try Table(contentsOf: fixture("coherence.tsv"))
    let names = zip(try table.column("corpus"), try table.column("measure"))
    return zip(names, try table.numbers("value")).filter { $0.0 == (corpus, measure) }.map(\.1)
  }
}
