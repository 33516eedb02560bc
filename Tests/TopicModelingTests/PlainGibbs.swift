import LinearAlgebra

/// Collapsed Gibbs sampling as it is written down: token by token, every count that of the moment.
struct PlainGibbs {
  private(set) var documentTopics: [[Double]]
  private(set) var termTopics: [[Double]]
  private(set) var totals: [Double]
  private var topics: [[Int]]
  private let tokens: [[Int]]
  private var generator = KeyedGenerator(seed: 5, purpose: "plain Gibbs")
  private let alpha = 0.1
  private let beta = 0.01

  init(_ counts: SparseMatrix, topics count: Int) {
    tokens = (0..<counts.rows).map { row in
      (counts.rowOffsets[row]..<counts.rowOffsets[row + 1]).flatMap { place in
        [Int](repeating: Int(counts.columnIndexes[place]), count: Int(counts.values[place]))
      }
    }
    documentTopics = tokens.map { _ in [Double](repeating: 0, count: count) }
    termTopics = [[Double]](repeating: [Double](repeating: 0, count: count), count: counts.columns)
    totals = [Double](repeating: 0, count: count)
    topics = []
    var topics: [[Int]] = []
    for terms in tokens { topics.append(terms.map { _ in generator.below(count) }) }
    self.topics = topics
    for document in tokens.indices {
      for place in tokens[document].indices { add(1, document, place) }
    }
  }

  private mutating func add(_ sign: Double, _ document: Int, _ place: Int) {
    let (term, topic) = (tokens[document][place], topics[document][place])
    documentTopics[document][topic] += sign
    termTopics[term][topic] += sign
    totals[topic] += sign
  }

  mutating func sweep() {
    for document in tokens.indices {
      for place in tokens[document].indices {
        add(-1, document, place)
        let weights = totals.indices.map { weight(document, tokens[document][place], $0) }
        var rest = generator.uniform() * weights.reduce(0, +)
        var topic = 0
        while topic < totals.count - 1, rest >= weights[topic] {
          rest -= weights[topic]
          topic += 1
        }
        topics[document][place] = topic
        add(1, document, place)
      }
    }
  }

  private func weight(_ document: Int, _ term: Int, _ topic: Int) -> Double {
    (documentTopics[document][topic] + alpha) * (termTopics[term][topic] + beta)
      / (totals[topic] + beta * Double(termTopics.count))
  }

  /// The probabilities of the terms, of shape (vocabulary, topics).
  var termWeights: Matrix {
    let elements = termTopics.flatMap { counts in
      totals.indices.map {
        Float((counts[$0] + beta) / (totals[$0] + beta * Double(termTopics.count)))
      }
    }
    return Matrix(rows: termTopics.count, columns: totals.count, elements: elements)
  }
}
