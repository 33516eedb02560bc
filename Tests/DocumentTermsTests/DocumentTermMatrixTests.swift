import LinearAlgebra
import Testing
import TopicModeling

@Suite struct CorpusTests {
  @Test func `terms are counted and stand in bytewise order`() {
    let corpus = Corpus(["red fish", "blue fish fish", ""])
    #expect(corpus.terms == ["blue", "fish", "red"])
    #expect(corpus.lengths == [2, 3, 0])
    #expect(corpus.counts.rowOffsets == [0, 2, 4, 4])
    #expect(corpus.counts.columnIndexes == [1, 2, 0, 1])
    #expect(corpus.counts.values == [1, 1, 1, 2])
    #expect(corpus.documentFrequencies() == [1, 2, 1])
  }

  @Test func `blanks more than one are no tokens`() {
    let corpus = Corpus(["  a  b ", " "])
    #expect(corpus.terms == ["a", "b"])
    #expect(corpus.lengths == [2, 0])
  }

  @Test func `spellings that differ in bytes are different terms`() {
    let corpus = Corpus(["caf\u{E9} cafe\u{301}"])
    #expect(corpus.terms.count == 2)
    #expect(corpus.terms.map { $0.utf8.count } == [6, 5])
  }

  @Test func `the empty corpus has no terms`() {
    let corpus = Corpus([])
    #expect(corpus.count == 0)
    #expect(corpus.terms.isEmpty)
  }

  @Test func `the counts do not depend on the number of threads`() {
    var generator = KeyedGenerator(seed: 3, purpose: "corpus")
    let texts = (0..<9000).map { _ in
      (0..<generator.below(12)).map { _ in "w\(generator.below(3000))" }.joined(separator: " ")
    }
    let one = Corpus(texts, threads: 1)
    let four = Corpus(texts, threads: 4)
    #expect(one.terms == four.terms)
    #expect(one.counts == four.counts)
    #expect(one.lengths == four.lengths)
    #expect(
      Set(one.terms) == Set(texts.joined(separator: " ").split(separator: " ").map(String.init)))
    let total = one.counts.values.reduce(0, +)
    #expect(Int(total) == one.lengths.reduce(0, +))
  }
}
