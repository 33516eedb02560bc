import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// Vectors of real texts are worth what those of gensim are: `Tests/References/word2vec.py` has measured it.
@Suite(.enabled(if: SharedData.exists("novels"), "the novels are not on this machine"))
struct PassagesTests {
  private let passages: Table
  private let corpus: WordCorpus
  private let expected: [String: Double]

  init() throws {
    passages = try Table(contentsOf: SharedData.path("novels/passages.tsv"))
    let texts = try passages.column("text").map { text in
      let words = text.lowercased().split { !("a"..."z").contains($0) }
      return words.joined(separator: " ")
    }
    corpus = WordCorpus(TextSource(texts), minimumCount: 5, threads: 2)
    let golden = try Table(contentsOf: fixture("word2vec.tsv"))
    expected = Dictionary(
      uniqueKeysWithValues: zip(try golden.column("measure"), try golden.numbers("value")))
  }

  private func options(_ architecture: Word2Vec.Architecture) -> Word2Vec.Options {
    var options = Word2Vec.Options()
    (options.architecture, options.epochs) = (architecture, 10)
    return options
  }

  @Test func `words that people find alike are near`() throws {
    let model = try Word2Vec(
      training: corpus.sentences, counts: corpus.vocabulary.counts, options: options(.skipGram),
      seed: 1, threads: 2)
    let pairs = try Table(contentsOf: SharedData.path("words/wordsim353.tsv"))
    let numbers = Dictionary(
      uniqueKeysWithValues: corpus.vocabulary.words.enumerated().map { ($1, $0) })
    var (cosines, means): ([Double], [Double]) = ([], [])
    let words = zip(try pairs.column("word1"), try pairs.column("word2"))
    for ((a, b), mean) in zip(words, try pairs.numbers("human_mean")) {
      guard let a = numbers[a.lowercased()], let b = numbers[b.lowercased()] else { continue }
      let product = dot(model.vectors[row: a], model.vectors[row: b])
      let lengths = norm(model.vectors[row: a]) * norm(model.vectors[row: b])
      cosines.append(Double(product / lengths))
      means.append(mean)
    }
    let correlation = rankCorrelation(cosines, means)
    let gensim = try #require(expected["skip-gram"])
    // On so small a corpus gensim's own seeds differ by more than 0.03 from their mean.
    #expect(correlation > gensim - 0.06, "\(correlation), gensim \(gensim)")
  }

  @Test func `passages by one author are near`() throws {
    let options = options(.documentBag)
    let counts = corpus.vocabulary.counts
    let training = try Word2Vec(
      training: corpus.sentences, counts: counts, options: options, seed: 1, threads: 2)
    let vectors = Doc2Vec(training, counts: counts, options: options)
      .infer(corpus.sentences, seed: 1, threads: 2)
    let similarities = productTransposed(vectors, vectors, threads: 2)
    let (authors, novels) = (try passages.column("author"), try passages.column("file"))
    let right = authors.indices.filter { a in
      let others = authors.indices.filter { novels[$0] != novels[a] }
      let row = similarities[row: a]
      var best = others[0]
      for other in others where row[other] > row[best] { best = other }
      return authors[best] == authors[a]
    }
    let share = Double(right.count) / Double(authors.count)
    let gensim = try #require(expected["dbow"])
    #expect(share > gensim - 0.01, "\(share), gensim \(gensim)")
  }

  /// Spearman's rank correlation.
  private func rankCorrelation(_ x: [Double], _ y: [Double]) -> Double {
    let (x, y) = (ranks(x), ranks(y))
    let mean = Double(x.count + 1) / 2
    func product(_ x: [Double], _ y: [Double]) -> Double {
      zip(x, y).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    }
    return product(x, y) / (product(x, x) * product(y, y)).squareRoot()
  }

  /// The rank of each number, counted from 1; equal ones share the mean of theirs.
  private func ranks(_ numbers: [Double]) -> [Double] {
    numbers.map { number in
      let less = numbers.count { $0 < number }
      let equal = numbers.count { $0 == number }
      return Double(less) + Double(equal + 1) / 2
    }
  }
}
