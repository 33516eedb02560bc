import Glibc
import LinearAlgebra

/// TF-IDF: the weight of a term in a document grows with its count there and falls with the number of
/// documents that have it ([Spärck Jones 1972]).
///
/// The weight is (1 + ln *count*) × (1 + ln((1 + *n*) / (1 + *documents*))), and rows have length 1:
/// scikit-learn's `TfidfVectorizer(sublinear_tf=True)`.
///
/// [Spärck Jones 1972]: https://doi.org/10.1108/eb026526
public struct TermWeights: Sendable {
  /// The inverse document frequency of each term.
  public let inverseDocumentFrequency: [Float]

  /// Creates the weights of a vocabulary.
  public init(_ vocabulary: Vocabulary) {
    let corpus = Double(vocabulary.corpusSize)
    inverseDocumentFrequency = vocabulary.documents.map {
      Float(1 + log((1 + corpus) / (1 + Double($0))))
    }
  }

  /// The weights of counts of shape (documents, terms), rows of length 1.
  ///
  /// A row without terms stays empty.
  public func weights(of counts: SparseMatrix) -> SparseMatrix {
    var values: [Float] = []
    values.reserveCapacity(counts.values.count)
    for row in 0..<counts.rows {
      let start = values.count
      let columns = counts.columnIndexes(inRow: row)
      let occurrences = counts.values(inRow: row)
      var squares = 0.0
      for index in columns.indices {
        let count = occurrences[index]
        // Most counts are 1, whose logarithm need not be computed.
        let frequency = count == 1 ? 1 : 1 + log(count)
        let weight = frequency * inverseDocumentFrequency[Int(columns[index])]
        values.append(weight)
        squares += Double(weight) * Double(weight)
      }
      let scale = squares > 0 ? Float(1 / squares.squareRoot()) : 0
      for index in start..<values.count { values[index] *= scale }
    }
    return SparseMatrix(
      rows: counts.rows, columns: counts.columns, rowOffsets: counts.rowOffsets,
      columnIndexes: counts.columnIndexes, values: values)
  }
}
