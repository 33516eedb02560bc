import LinearAlgebra
import RealModule

/// Topics found by non-negative matrix factorization ([Lee and Seung 1999]) of TF-IDF weights: every
/// document is a sum of topics, and every topic a sum of terms.
///
/// [Lee and Seung 1999]: https://doi.org/10.1038/44565
public struct NMFModel: MixtureModel, Equatable {
  /// What the factors make small.
  public let loss: NMFOptions.Loss
  /// The weight of each term in each topic, of shape (vocabulary, topics); the weights of a topic add up
  /// to 1.
  public let termTopics: Matrix
  /// The number of documents that the model was fitted to.
  public let documents: Int
  /// The number of them that have each term.
  public let documentFrequencies: [Int]

  /// Creates a model from its parts.
  ///
  /// - Precondition: There is a frequency for each term.
  public init(
    loss: NMFOptions.Loss, termTopics: Matrix, documents: Int, documentFrequencies: [Int]
  ) {
    precondition(
      documentFrequencies.count == termTopics.rows,
      "\(documentFrequencies.count) frequencies of \(termTopics.rows) terms")
    self.loss = loss
    self.termTopics = termTopics
    self.documents = documents
    self.documentFrequencies = documentFrequencies
  }

  /// The weight of each term in each topic, of shape (topics, vocabulary).
  ///
  /// - Complexity: O(*topics* × *vocabulary*)
  public var topicTerms: Matrix { termTopics.transposed() }

  /// The shares of the topics in documents, of shape (documents, topics); see
  /// ``MixtureModel/shares(of:threads:)``.
  public func shares(of counts: SparseMatrix, threads: Int) -> Matrix {
    let weights = inverseDocumentWeights(
      counts, documents: documents, documentFrequencies: documentFrequencies)
    let factor = NonnegativeFactor(termTopics, loss: loss)
    let topics = termTopics.columns
    return Matrix.make(rows: counts.rows, columns: topics, chunk: 64, threads: threads) {
      range, elements in
      for (place, document) in range.enumerated() {
        let loads = factor.loads(
          weights.columnIndexes(inRow: document), weights.values(inRow: document))
        let total = loads.reduce(0, +)
        for (topic, load) in loads.enumerated() {
          elements[place * topics + topic] = total > 0 ? Float(load / total) : 0
        }
      }
    }.matrix
  }
}

extension NMFModel {
  /// The same topics in another order; see ``MixtureModel/reordered(_:)``.
  public func reordered(_ order: [Int]) -> NMFModel {
    NMFModel(
      loss: loss, termTopics: termTopics.columns(order), documents: documents,
      documentFrequencies: documentFrequencies)
  }
}

/// TF-IDF weights of counts: *count* × (1 + log((1 + *documents*) ÷ (1 + *frequency*))), rows brought to
/// length 1. They are those of scikit-learn's `TfidfVectorizer`.
///
/// - Complexity: O(*stored counts* + *vocabulary*)
package func inverseDocumentWeights(
  _ counts: SparseMatrix, documents: Int, documentFrequencies: [Int]
) -> SparseMatrix {
  let factors = documentFrequencies.map { frequency in
    1 + Double.log((1 + Double(documents)) / (1 + Double(frequency)))
  }
  var values: [Float] = []
  values.reserveCapacity(counts.values.count)
  for row in 0..<counts.rows {
    let columns = counts.columnIndexes(inRow: row)
    let occurrences = counts.values(inRow: row)
    var squares = 0.0
    for index in columns.indices {
      let weight = Double(occurrences[index]) * factors[Int(columns[index])]
      squares += weight * weight
    }
    let scale = squares > 0 ? 1 / squares.squareRoot() : 0
    for index in columns.indices {
      values.append(Float(Double(occurrences[index]) * factors[Int(columns[index])] * scale))
    }
  }
  return SparseMatrix(
    rows: counts.rows, columns: counts.columns, rowOffsets: counts.rowOffsets,
    columnIndexes: counts.columnIndexes, values: values)
}
