import LinearAlgebra
import TestSupport
import Testing
import DocumentTerms

@Suite struct DocumentTermMatrixTests {
  @Test func `terms are counted and stand in bytewise order`() {
    let corpus = DocumentTermMatrix(["red fish", "blue fish fish", ""], threads: 1)
    #expect(corpus.terms == ["blue", "fish", "red"])
    #expect(corpus.lengths == [2, 3, 0])
    #expect(corpus.counts.rowOffsets == [0, 2, 4, 4])
    #expect(corpus.counts.columnIndexes == [1, 2, 0, 1])
    #expect(corpus.counts.values == [1, 1, 1, 2])
    #expect(corpus.documentFrequencies() == [1, 2, 1])
  }

  @Test func `terms may hold blanks where another byte separates them`() {
    let texts = ["War and Peace\u{1F}Emma", "", "Emma"]
    let corpus = DocumentTermMatrix(
      texts, separator: DocumentTermMatrix.unitSeparator, threads: 1)
    #expect(corpus.terms == ["Emma", "War and Peace"])
    #expect(corpus.lengths == [2, 0, 1])
  }

  @Test(arguments: [0, 1, 40, 2047, 2048, 2049, 5000])
  func `counts are those of a dictionary`(documents: Int) {
    let texts = randomDocuments(documents)
    let counts = DocumentTermMatrix(texts, threads: 2)
    #expect(counts.counts.rows == documents)
    #expect(counts.dictionaries == naiveCounts(texts))
  }

  @Test func `the columns of a row ascend`() {
    let counts = DocumentTermMatrix(randomDocuments(5000), threads: 2).counts
    for row in 0..<counts.rows {
      let columns = counts.columnIndexes(inRow: row)
      #expect(columns.indices.dropFirst().allSatisfy { columns[$0 - 1] < columns[$0] })
    }
  }

  @Test func `blanks more than one are no tokens`() {
    let corpus = DocumentTermMatrix(["  a  b ", " "], threads: 1)
    #expect(corpus.terms == ["a", "b"])
    #expect(corpus.lengths == [2, 0])
  }

  @Test func `spellings that differ in bytes are different terms`() {
    let corpus = DocumentTermMatrix(["caf\u{E9} cafe\u{301}"], threads: 1)
    #expect(corpus.terms.count == 2)
    #expect(corpus.terms.map { $0.utf8.count } == [6, 5])
  }

  @Test func `the empty corpus has no terms`() {
    let corpus = DocumentTermMatrix([], threads: 1)
    #expect(corpus.count == 0)
    #expect(corpus.terms.isEmpty)
  }

  @Test func `the counts do not depend on the number of threads`() {
    var generator = KeyedGenerator(seed: 3, purpose: "corpus")
    let texts = (0..<9000).map { _ in
      (0..<generator.below(12)).map { _ in "w\(generator.below(3000))" }.joined(separator: " ")
    }
    let one = DocumentTermMatrix(texts, threads: 1)
    let four = DocumentTermMatrix(texts, threads: 4)
    #expect(one.terms == four.terms)
    #expect(one.counts == four.counts)
    #expect(one.lengths == four.lengths)
    #expect(
      Set(one.terms) == Set(texts.joined(separator: " ").split(separator: " ").map(String.init)))
    let total = one.counts.values.reduce(0, +)
    #expect(Int(total) == one.lengths.reduce(0, +))
  }
}
