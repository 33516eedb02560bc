import LinearAlgebra
import RealModule

/// Topics, each a weighting of all terms, and documents, each a mixture of topics.
///
/// This is what LDA and NMF have in common, whatever the meaning of the weights.
public struct TopicMixture: Sendable {
  /// The weight of each term in each topic, of shape (topics, vocabulary): its probability in LDA.
  public let terms: Matrix
  /// The share of each topic in each document, of shape (documents, topics). The shares of a document
  /// add up to 1; a document without terms has zeros.
  public let documentShares: Matrix

  /// Creates a mixture.
  ///
  /// - Precondition: Both have the same topics.
  public init(terms: Matrix, documentShares: Matrix) {
    precondition(
      terms.rows == documentShares.columns,
      "terms of \(terms.rows) topics, shares of \(documentShares.columns)")
    self.terms = terms
    self.documentShares = documentShares
  }

  /// The number of topics.
  public var topics: Int { terms.rows }

  /// The terms of the largest weights in each topic, largest first, ties in the order of the terms;
  /// terms of weight 0 are left out.
  ///
  /// - Complexity: O(*topics* × *vocabulary* × log *vocabulary*)
  public func topTerms(count: Int) -> [[WeightedTerm]] {
    (0..<topics).map { topic in
      let weights = terms[row: topic]
      var candidates: [WeightedTerm] = []
      for term in weights.indices where weights[term] > 0 {
        candidates.append(WeightedTerm(term: term, weight: Double(weights[term])))
      }
      candidates.sort { (-$0.weight, $0.term) < (-$1.weight, $1.term) }
      return Array(candidates.prefix(count))
    }
  }

  /// The topic of the largest share of each document, the first of equal ones; nil for a document
  /// without shares.
  public func leadingTopics() -> [Int?] {
    (0..<documentShares.rows).map { document in
      let shares = documentShares[row: document]
      var best: Int?
      for topic in shares.indices where shares[topic] > (best.map { shares[$0] } ?? 0) {
        best = topic
      }
      return best
    }
  }

  /// The shares of the topics in groups of documents, of shape (groups, topics): the means over their
  /// documents, each weighed by its length.
  ///
  /// - Parameters:
  ///   - groups: The group of each document in `0..<count`, or nil for one that is in none.
  ///   - count: The number of groups.
  ///   - lengths: The weight of each document, its number of tokens.
  /// - Returns: Shares that add up to 1; zeros for a group without tokens.
  /// - Complexity: O(*documents* × *topics*)
  public func pooledShares(by groups: [Int?], count: Int, lengths: [Int]) -> Matrix {
    precondition(
      groups.count == documentShares.rows && lengths.count == documentShares.rows,
      "\(groups.count) groups and \(lengths.count) lengths of \(documentShares.rows) documents")
    var sums = [Double](repeating: 0, count: count * topics)
    for (document, group) in groups.enumerated() {
      guard let group else { continue }
      let shares = documentShares[row: document]
      for topic in shares.indices {
        sums[group * topics + topic] += Double(lengths[document]) * Double(shares[topic])
      }
    }
    for group in 0..<count {
      let range = group * topics..<(group + 1) * topics
      let total = sums[range].reduce(0, +)
      for place in range where total > 0 { sums[place] /= total }
    }
    return Matrix(rows: count, columns: topics, elements: sums.map { Float($0) })
  }

  /// The mean logarithm of the probability of a token, ∑ₖ *share* × *weight* of its term: of the natural
  /// base, and of use only where the weights are probabilities.
  ///
  /// `exp` of its opposite is the perplexity of the documents.
  ///
  /// - Parameters:
  ///   - counts: The counts of shape (documents, vocabulary).
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: 0 if there are no tokens.
  /// - Complexity: O(*stored counts* × *topics*)
  public func logLikelihood(of counts: SparseMatrix, threads: Int) -> Double {
    precondition(counts.rows == documentShares.rows && counts.columns == terms.columns)
    let byTerm = terms.transposed()
    let parts = parallelMap(count: counts.rows, chunk: 1024, threads: threads) { range in
      var (sum, tokens) = (0.0, 0.0)
      for document in range {
        let words = counts.columnIndexes(inRow: document)
        let values = counts.values(inRow: document)
        for index in words.indices {
          let probability = dot(documentShares[row: document], byTerm[row: Int(words[index])])
          sum += Double(values[index]) * Double.log(Double(max(probability, 1e-30)))
          tokens += Double(values[index])
        }
      }
      return (sum, tokens)
    }
    let tokens = parts.reduce(0) { $0 + $1.1 }
    return tokens > 0 ? parts.reduce(0) { $0 + $1.0 } / tokens : 0
  }
}

/// A fitted model that tells of any documents which topics they are mixtures of.
///
/// Shares of a document depend on the model and its own terms alone: those of fitted documents are found
/// as those of new ones.
public protocol MixtureModel: Sendable {
  /// What is known of each term in each topic, of shape (vocabulary, topics): what the model is made of.
  var termTopics: Matrix { get }

  /// The weight of each term in each topic, of shape (topics, vocabulary).
  var topicTerms: Matrix { get }

  /// The shares of the topics in documents.
  ///
  /// - Parameters:
  ///   - counts: The counts of the terms of the vocabulary, of shape (documents, vocabulary).
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: Shares of shape (documents, topics); the rows add up to 1, or are zeros for documents
  ///   without terms.
  func shares(of counts: SparseMatrix, threads: Int) -> Matrix

  /// The same topics in another order: topic *i* is what topic `order[i]` was.
  ///
  /// - Precondition: Each topic stands in `order` once.
  func reordered(_ order: [Int]) -> Self
}

extension Matrix {
  /// The columns in the order given.
  func columns(_ order: [Int]) -> Matrix {
    var result = Matrix(rows: rows, columns: order.count)
    for row in 0..<rows {
      for (place, column) in order.enumerated() { result[row, place] = self[row, column] }
    }
    return result
  }
}

extension MixtureModel {
  /// The topics, and the mixtures that documents are of them.
  public func mixture(of counts: SparseMatrix, threads: Int) -> TopicMixture {
    TopicMixture(terms: topicTerms, documentShares: shares(of: counts, threads: threads))
  }
}
