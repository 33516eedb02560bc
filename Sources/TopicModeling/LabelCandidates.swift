import DocumentTerms
import LinearAlgebra

/// A word or a phrase that may stand in a label.
public struct LabelCandidate: Equatable, Sendable {
  /// The numbers of its words in the corpus.
  public var terms: [Int]
  /// Its weight in the class by c-TF-IDF, times the square root of its number of words.
  ///
  /// So a phrase comes before a word of it that is seldom used without the phrase.
  public var weight: Double
  /// Its share of the tokens of the class ÷ the largest share it has in any class.
  public var distinctness: Double
}

/// The words and phrases that labels are made of, without a language model.
///
/// Candidates are the most typical words of a class and the phrases that its documents make of them. What
/// is more than twice as frequent in another class is none: it would not tell the two apart.
public struct LabelCandidates: Sendable {
  /// The candidates of each class: its words, best first, then its phrases.
  public let classes: [[LabelCandidate]]

  private let corpus: DocumentTermMatrix
  private let postings: [Int: [Int32]]
  private let members: [[Int]]
  private let vectors: DocumentVectors?

  /// The number of words of a class that may be candidates.
  private static let words = 30

  /// Finds the candidates of each class.
  ///
  /// - Parameters:
  ///   - weights: The weights of the terms.
  ///   - corpus: The documents that the weights were computed of.
  ///   - classes: The classes that the weights were computed of.
  ///   - minimumOwners: As many members of a class must use a term of it.
  ///   - vectors: The vectors of the documents, if meaning is to count too.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - text: The terms of a document. Called once for each, from any thread.
  /// - Complexity: O(*n*) in the bytes of all documents, and for each class O(*k*² · *d*) for *k*
  ///   candidates in *d* documents each.
  public init(
    _ weights: ClassTFIDF, corpus: DocumentTermMatrix, classes: DocumentClasses,
    minimumOwners: Int = 1, vectors: DocumentVectors? = nil, threads: Int = 1,
    text: @Sendable (Int) -> String
  ) {
    let words = (0..<classes.count).map {
      weights.topTerms(ofClass: $0, count: Self.words, minimumOwners: minimumOwners)
    }
    let shares = ClassShares(weights)
    let phrases = LabelPhrases(
      words, weights, corpus: corpus, classes: classes, threads: threads, text: text)
    self.classes = (0..<classes.count).map { number in
      let single = words[number].map { word in
        LabelCandidate(
          terms: [word.term], weight: word.weight,
          distinctness: shares.distinctness(word.term, inClass: number))
      }
      return Self.distinct(single) + Self.distinct(phrases.candidates(ofClass: number, shares))
    }
    self.corpus = corpus
    postings = documentLists(of: words.joined().map(\.term), in: corpus)
    members = classes.members
    self.vectors = vectors
  }

  private static func distinct(_ candidates: [LabelCandidate]) -> [LabelCandidate] {
    candidates.filter { $0.distinctness >= 0.5 && $0.weight > 0 }
  }

  /// The candidates of a class by maximal marginal relevance, spelled for people.
  ///
  /// Relevance is the weight times the distinctness, and with vectors also the nearness of the candidate
  /// to the class. Candidates are alike as far as they stand in the same documents, or with vectors as
  /// far as these agree. Two of which one has a form of a word of the other are never both taken.
  ///
  /// - Parameters:
  ///   - number: The class.
  ///   - count: The largest number of candidates.
  ///   - diversity: What difference counts, in 0...1.
  ///   - word: How people write a term.
  /// - Returns: The candidates, the best first.
  public func ranked(
    ofClass number: Int, count: Int, diversity: Double, word: (String) -> String
  ) -> [String] {
    let candidates = classes[number]
    let spelled = candidates.map { $0.terms.map { word(corpus.terms[$0]) }.joined(separator: " ") }
    let documents = candidates.map { self.documents(of: $0) }
    let directions = vectors.map { vectors in
      documents.map { vectors.direction(of: $0.lazy.map(Int.init)) }
    }
    let order = maximalMarginalRelevance(
      relevance(number, directions), count: count, diversity: diversity,
      similarity: { a, b in
        if let directions { return cosine(directions[a], directions[b]) }
        let both = Double(commonCount(documents[a], documents[b]))
        let product = Double(documents[a].count) * Double(documents[b].count)
        return product > 0 ? both / product.squareRoot() : 0
      },
      excludes: { shareWord(spelled[$0], spelled[$1]) })
    return order.map { spelled[$0] }
  }

  private func relevance(_ number: Int, _ directions: [[Float]]?) -> [Double] {
    let weights = classes[number].map { $0.weight * $0.distinctness }
    let largest = weights.max() ?? 0
    let relevance = weights.map { largest > 0 ? $0 / largest : 0 }
    guard let directions, let vectors else { return relevance }
    let center = vectors.direction(of: members[number])
    return zip(relevance, directions).map { ($0 + cosine($1, center)) / 2 }
  }

  /// The documents that have all words of a candidate.
  private func documents(of candidate: LabelCandidate) -> [Int32] {
    candidate.terms.dropFirst().reduce(postings[candidate.terms[0]] ?? []) { list, term in
      let others = Set(postings[term] ?? [])
      return list.filter(others.contains)
    }
  }
}

/// The cosine of two directions, 0 if they point away from each other.
private func cosine(_ a: [Float], _ b: [Float]) -> Double { Double(max(0, dot(a.span, b.span))) }
