import DocumentTerms
import LinearAlgebra

/// The counts of each document as a dictionary, by an obvious loop.
func naiveCounts(_ documents: [String]) -> [[String: Float]] {
  documents.map { document in
    var counts: [String: Float] = [:]
    for term in document.split(separator: " ") { counts[String(term), default: 0] += 1 }
    return counts
  }
}

extension DocumentTermMatrix {
  /// The counts of each document as a dictionary.
  var dictionaries: [[String: Float]] {
    (0..<counts.rows).map { row in
      let (columns, values) = (counts.columnIndexes(inRow: row), counts.values(inRow: row))
      var dictionary: [String: Float] = [:]
      for index in columns.indices { dictionary[terms[Int(columns[index])]] = values[index] }
      return dictionary
    }
  }
}
