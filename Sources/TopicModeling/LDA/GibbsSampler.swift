import LinearAlgebra
import RealModule

/// Collapsed Gibbs sampling of the topics of tokens ([Griffiths and Steyvers 2004]), for many documents at
/// the same time.
///
/// A token of term *w* in document *d* gets topic *k* with a probability in proportion to
///
///     (n(d, k) + αₖ) × (n(w, k) + β) / (n(k) + V β)
///
/// where n counts the other tokens of the topic in the document, of the term, and in all. The counts of
/// the document are those of the moment. The counts of the term and of all are those at the start of the
/// sweep, less the token itself, and are made anew after it: so documents do not wait for each other and
/// the result does not depend on who is first. That is approximate distributed sampling ([Newman et al.
/// 2009]) with a processor for each document, and the delayed counts of WarpLDA ([Chen et al. 2016]).
/// The second factor is the same for all documents of a sweep and is therefore computed once, and a
/// topic costs one multiplication (``TopicDraw``).
///
/// [Griffiths and Steyvers 2004]: https://doi.org/10.1073/pnas.0307752101
/// [Newman et al. 2009]: https://www.jmlr.org/papers/v10/newman09a.html
/// [Chen et al. 2016]: https://doi.org/10.14778/2977797.2977801
struct GibbsSampler {
  let tokens: TokenList
  let topics: Int
  private let seed: UInt64
  let threads: Int
  /// The topic of each token, document after document.
  private(set) var assignments: [UInt16]
  /// The number of tokens of each topic.
  private(set) var topicCounts: [Int]
  /// n(*w*, *k*) + β over n(*k*) + *V* β, of shape (vocabulary, topics rounded up to eights).
  private(set) var termWeights: Matrix
  /// The parameters of the distribution of shares.
  var alpha: [Double]
  /// The parameter of the distribution of terms.
  var beta: Double
  private var sweeps = 0

  /// Documents are sampled, and terms counted, in parts of this many.
  static let chunk = 256

  /// Gives every token a topic at random.
  init(_ counts: SparseMatrix, options: GibbsOptions, threads: Int) {
    precondition(
      options.topics >= 1 && options.topics <= UInt16.max, "\(options.topics) topics")
    let list = TokenList(counts)
    tokens = list
    topics = options.topics
    seed = options.seed
    self.threads = threads
    alpha = [Double](repeating: options.alpha, count: options.topics)
    beta = options.beta
    let topics = options.topics
    let seed = options.seed
    assignments = parallelMap(count: list.documents, chunk: Self.chunk, threads: threads) { range in
      var drawn: [UInt16] = []
      for document in range {
        var generator = KeyedGenerator(seed: seed, purpose: "first topics", index: document)
        for _ in list.documentOffsets[document]..<list.documentOffsets[document + 1] {
          drawn.append(UInt16(generator.below(topics)))
        }
      }
      return drawn
    }.flatMap { $0 }
    topicCounts = [Int](repeating: 0, count: topics)
    for topic in assignments { topicCounts[Int(topic)] += 1 }
    termWeights = Matrix(rows: list.vocabulary, columns: TopicDraw.width(topics))
    countTerms()
  }

  /// Samples the topic of every token once.
  ///
  /// - Returns: The mean log probability of a token, given the topics of all others.
  mutating func sweep() -> Double {
    let parts = sampledParts()
    var next: [UInt16] = []
    next.reserveCapacity(tokens.count)
    var (counts, logLikelihood) = ([Int](repeating: 0, count: topics), 0.0)
    for part in parts {
      next += part.assignments
      logLikelihood += part.logLikelihood
      for topic in 0..<topics { counts[topic] += part.topicCounts[topic] }
    }
    (assignments, topicCounts) = (next, counts)
    sweeps += 1
    countTerms()
    return logLikelihood / Double(max(1, tokens.count))
  }

  /// What sampling some documents gives.
  private struct Part: Sendable {
    var assignments: [UInt16] = []
    var topicCounts: [Int]
    var logLikelihood = 0.0
  }

  private func sampledParts() -> [Part] {
    parallelMap(count: tokens.documents, chunk: Self.chunk, threads: threads) { sampled($0) }
  }

  /// Samples the topics of the tokens of some documents.
  private func sampled(_ documents: Range<Int>) -> Part {
    let width = termWeights.columns
    var part = Part(topicCounts: [Int](repeating: 0, count: topics))
    part.assignments = Array(
      assignments[
        tokens.documentOffsets[documents.lowerBound]..<tokens.documentOffsets[documents.upperBound]]
    )
    var draw = TopicDraw(topics: topics)
    let norms = topicCounts.map { Float(Double($0) + beta * Double(tokens.vocabulary)) }
    let prior = alpha.map { Float($0) } + [Float](repeating: 0, count: width - topics)
    let priorSum = alpha.reduce(0, +)
    var counts = [Int32](repeating: 0, count: width)
    var shares = prior
    let first = tokens.documentOffsets[documents.lowerBound]
    for document in documents {
      let range =
        tokens.documentOffsets[document] - first..<tokens.documentOffsets[document + 1] - first
      guard !range.isEmpty else { continue }
      for place in range {
        let topic = Int(part.assignments[place])
        counts[topic] += 1
        shares[topic] = Float(counts[topic]) + prior[topic]
      }
      var generator = KeyedGenerator(
        seed: seed, purpose: "topics", index: sweeps * tokens.documents + document)
      // The probability of several tokens at a time: a logarithm costs as much as the draw.
      var probability = 1.0
      let others = 1 / (Double(range.count - 1) + priorSum)
      for place in range {
        let old = Int(part.assignments[place])
        let weights = termWeights[row: Int(tokens.terms[first + place])]
        // The token itself does not count: not in its document and, by this factor, not in its term.
        counts[old] -= 1
        let (norm, rest) = (norms[old], Float(counts[old]) + prior[old])
        let count = max(weights[old] * norm - 1, 1e-6)
        shares[old] = rest * (count * norm) / ((norm - 1) * (weights[old] * norm))
        let (new, total) = draw(shares.span, weights, uniform: generator.uniformFloat())
        shares[old] = rest
        counts[new] += 1
        shares[new] = Float(counts[new]) + prior[new]
        part.assignments[place] = UInt16(truncatingIfNeeded: new)
        part.topicCounts[new] += 1
        probability *= Double(total) * others
        if probability < 1e-250 {
          part.logLikelihood += Double.log(probability)
          probability = 1
        }
      }
      part.logLikelihood += Double.log(probability)
      for place in range {
        let topic = Int(part.assignments[place])
        counts[topic] = 0
        shares[topic] = prior[topic]
      }
    }
    return part
  }

  /// Counts the topics of each term, and makes weights of the counts.
  private mutating func countTerms() {
    let (tokens, assignments, topics) = (tokens, assignments, topics)
    let beta = Float(beta)
    let scales = topicCounts.map { count in
      Float(1 / (Double(count) + self.beta * Double(tokens.vocabulary)))
    }
    termWeights.forEachRow(threads: threads) { term, row in
      for topic in 0..<topics { row[topic] = beta }
      for index in tokens.termOffsets[term]..<tokens.termOffsets[term + 1] {
        row[Int(assignments[Int(tokens.positions[index])])] += 1
      }
      for topic in 0..<topics { row[topic] *= scales[topic] }
    }
  }

  /// Learns the parameters of the two Dirichlet distributions from the topics of the moment.
  mutating func learnPriors(_ documentPrior: GibbsOptions.DocumentPrior, beta learnsBeta: Bool) {
    if documentPrior != .fixed {
      alpha = learnedAlpha(isSymmetric: documentPrior == .symmetric)
    }
    if learnsBeta { beta = learnedBeta() }
    countTerms()
  }
}
