import Embeddings
import LinearAlgebra
import TestSupport
import Testing

@Suite struct WordVocabularyTests {
  private let texts = ["b a b", "", " c  a b ", "rare"]

  @Test func `words come by count, then bytewise`() {
    let corpus = WordCorpus(TextSource(texts), minimumCount: 1, threads: 1)
    #expect(corpus.vocabulary.words == ["b", "a", "c", "rare"])
    #expect(corpus.vocabulary.counts == [3, 2, 1, 1])
    #expect(Array(corpus.sentences.words(of: 0)) == [0, 1, 0])
    #expect(corpus.sentences.words(of: 1).isEmpty)
    #expect(Array(corpus.sentences.words(of: 2)) == [2, 1, 0])
  }

  @Test func `rare words are left out and still counted`() {
    let corpus = WordCorpus(TextSource(texts), minimumCount: 2, threads: 1)
    #expect(corpus.vocabulary.words == ["b", "a"])
    #expect(corpus.lengths == [3, 0, 3, 1])
    #expect(Array(corpus.sentences.words(of: 2)) == [1, 0])
    #expect(corpus.sentences.words(of: 3).isEmpty)
  }

  @Test func `other texts are read with known words`() {
    let known = WordVocabulary(words: ["c", "b"], counts: [9, 4])
    let corpus = WordCorpus(TextSource(texts), vocabulary: known, threads: 1)
    #expect(corpus.vocabulary == known)
    #expect(corpus.sentences.words == [1, 1, 0, 1])
    #expect(corpus.sentences.offsets == [0, 2, 2, 4, 4])
  }

  @Test func `the corpus is the same for any threads`() {
    let texts = randomDocuments(9000)
    let one = WordCorpus(TextSource(texts), minimumCount: 2, threads: 1)
    let three = WordCorpus(TextSource(texts), minimumCount: 2, threads: 3)
    #expect(one.vocabulary == three.vocabulary)
    #expect(one.sentences.words == three.sentences.words)
    #expect(one.sentences.offsets == three.sentences.offsets)
    #expect(one.lengths.reduce(0, +) == texts.reduce(0) { $0 + $1.split(separator: " ").count })
  }

  @Test func `words are found in another vocabulary`() {
    let new = WordVocabulary(words: ["x", "a"], counts: [2, 1])
    #expect(new.rows(in: WordVocabulary(words: ["a", "b"], counts: [5, 4])) == [-1, 0])
  }
}
