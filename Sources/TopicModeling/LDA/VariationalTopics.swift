import LinearAlgebra
import RealModule

/// Topics as variational Bayes knows them: a Dirichlet distribution over terms for each.
struct VariationalTopics: Sendable {
  /// The parameters λ, of shape (vocabulary, topics), row by row.
  private(set) var parameters: [Double]
  /// The expectation step with these topics.
  private(set) var step: VariationalStep
  private let topics: Int
  private let threads: Int
  /// Documents are treated in parts of this many.
  private static let chunk = 64

  /// Takes parameters λ, of shape (vocabulary, topics), and the prior α of each topic.
  init(parameters: [Double], prior: [Double], threads: Int) {
    self.parameters = parameters
    self.threads = threads
    topics = prior.count
    step = VariationalStep(
      weights: Self.expectations(parameters, topics: prior.count, threads: threads), prior: prior)
  }

  /// Takes the topics of a model.
  init(_ model: LDAModel, threads: Int) {
    self.init(
      parameters: model.termTopics.elements.map { Double($0) }, prior: model.documentPrior,
      threads: threads)
  }

  /// The number of terms.
  private var vocabulary: Int { parameters.count / topics }

  /// The shares of the topics in documents, of shape (documents, topics).
  func shares(of counts: SparseMatrix, threads: Int) -> Matrix {
    let (topics, step) = (topics, step)
    return Matrix.make(rows: counts.rows, columns: topics, chunk: Self.chunk, threads: threads) {
      range, elements in
      let gamma = step(counts, documents: range).gamma
      for (row, document) in range.enumerated() {
        let own = gamma[row * topics..<(row + 1) * topics]
        let total = own.reduce(0, +)
        let isEmpty = counts.columnIndexes(inRow: document).isEmpty
        for (topic, value) in own.enumerated() {
          elements[row * topics + topic] = isEmpty ? 0 : Float(value / total)
        }
      }
    }.matrix
  }

  /// Moves the topics towards those that some documents speak for.
  ///
  /// - Parameters:
  ///   - counts: The documents of a mini-batch, of shape (documents, vocabulary).
  ///   - weight: How far, in 0...1; 1 forgets the topics so far.
  ///   - scale: The number of all documents over that of these.
  ///   - beta: The prior of the terms.
  /// - Returns: ∑ *count* × log *expected probability* of the documents, before.
  mutating func learn(_ counts: SparseMatrix, weight: Double, scale: Double, beta: Double) -> Double
  {
    let step = step
    let parts = parallelMap(count: counts.rows, chunk: Self.chunk, threads: threads) {
      step(counts, documents: $0)
    }
    let expectations = parts.flatMap(\.expectations)
    let ratios = parts.flatMap(\.ratios)
    let byTerm = TermMajor(counts)
    let (topics, parameters) = (topics, parameters)
    let rows = parallelMap(count: vocabulary, chunk: 256, threads: threads) { range in
      var learned: [Double] = []
      learned.reserveCapacity(range.count * topics)
      for term in range {
        var sums = [Double](repeating: 0, count: topics)
        for place in byTerm.offsets[term]..<byTerm.offsets[term + 1] {
          let ratio = ratios[byTerm.elements[place]]
          let start = byTerm.documents[place] * topics
          for topic in 0..<topics { sums[topic] += expectations[start + topic] * ratio }
        }
        for topic in 0..<topics {
          let seen = sums[topic] * step.weights[term * topics + topic]
          learned.append(
            (1 - weight) * parameters[term * topics + topic] + weight * (beta + scale * seen))
        }
      }
      return learned
    }
    self = VariationalTopics(
      parameters: rows.flatMap { $0 }, prior: step.prior, threads: threads)
    return parts.reduce(0) { $0 + $1.logLikelihood }
  }

  /// exp(Ψ(λ) − Ψ(∑ λ)), the sum over the terms of a topic.
  private static func expectations(_ parameters: [Double], topics: Int, threads: Int) -> [Double] {
    let vocabulary = parameters.count / topics
    let parts = parallelMap(count: vocabulary, chunk: 1024, threads: threads) { range in
      var sums = [Double](repeating: 0, count: topics)
      for term in range {
        for topic in 0..<topics { sums[topic] += parameters[term * topics + topic] }
      }
      return sums
    }
    let totals = (0..<topics).map { topic in digamma(parts.reduce(0) { $0 + $1[topic] }) }
    return parallelMap(count: vocabulary, chunk: 256, threads: threads) { range in
      var row: [Double] = []
      row.reserveCapacity(range.count * topics)
      for place in range.lowerBound * topics..<range.upperBound * topics {
        row.append(Double.exp(digamma(parameters[place]) - totals[place % topics]))
      }
      return row
    }.flatMap { $0 }
  }
}

/// The stored elements of a matrix in the order of their columns.
private struct TermMajor: Sendable {
  /// Where each column begins, and where the last one ends.
  private(set) var offsets: [Int]
  /// The row of each element, ascending within a column.
  private(set) var documents: [Int]
  /// The place of each element in the matrix.
  private(set) var elements: [Int]

  init(_ counts: SparseMatrix) {
    offsets = [Int](repeating: 0, count: counts.columns + 1)
    for column in counts.columnIndexes { offsets[Int(column) + 1] += 1 }
    for column in 0..<counts.columns { offsets[column + 1] += offsets[column] }
    var next = offsets
    documents = [Int](repeating: 0, count: counts.columnIndexes.count)
    elements = documents
    for row in 0..<counts.rows {
      for place in counts.rowOffsets[row]..<counts.rowOffsets[row + 1] {
        let column = Int(counts.columnIndexes[place])
        documents[next[column]] = row
        elements[next[column]] = place
        next[column] += 1
      }
    }
  }
}
