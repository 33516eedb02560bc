import DocumentTerms
import LinearAlgebra

extension SparseMatrix {
  /// Some rows of the matrix, in the order given.
  ///
  /// - Complexity: O(*rows* + *elements*) of those.
  func selecting(rows: some Collection<Int>) -> SparseMatrix {
    var offsets = [0]
    offsets.reserveCapacity(rows.count + 1)
    var columnIndexes: [Int32] = []
    var values: [Float] = []
    for row in rows {
      let range = rowOffsets[row]..<rowOffsets[row + 1]
      columnIndexes += self.columnIndexes[range]
      values += self.values[range]
      offsets.append(values.count)
    }
    return SparseMatrix(
      rows: rows.count, columns: columns, rowOffsets: offsets, columnIndexes: columnIndexes,
      values: values)
  }
}

extension DocumentTermMatrix {
  /// The counts of the terms of a vocabulary in some documents.
  ///
  /// - Parameters:
  ///   - vocabulary: Numbers of terms, ascending; others do not count, and −1 stands for a term that the
  ///     documents do not have.
  ///   - documents: Numbers of documents.
  /// - Returns: Counts of shape (documents, vocabulary), the columns of a row ascending.
  /// - Complexity: O(*n* + *t*) for *n* stored counts of those documents and *t* terms.
  public func counts(ofTerms vocabulary: [Int], in documents: [Int]) -> SparseMatrix {
    var places = [Int32](repeating: -1, count: terms.count)
    for (place, term) in vocabulary.enumerated() where term >= 0 { places[term] = Int32(place) }
    var offsets = [0]
    var columnIndexes: [Int32] = []
    var values: [Float] = []
    for document in documents {
      for position in counts.rowOffsets[document]..<counts.rowOffsets[document + 1] {
        let place = places[Int(counts.columnIndexes[position])]
        guard place >= 0 else { continue }
        columnIndexes.append(place)
        values.append(counts.values[position])
      }
      offsets.append(values.count)
    }
    return SparseMatrix(
      rows: documents.count, columns: vocabulary.count, rowOffsets: offsets,
      columnIndexes: columnIndexes, values: values)
  }
}
