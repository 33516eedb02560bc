import Artifacts
import Embeddings
import LinearAlgebra
import TestSupport

/// The path of a file that `Tests/References/lsa.py` made with scikit-learn.
func fixture(_ name: String) -> String {
  "\(projectFolder)/Tests/EmbeddingsTests/Fixtures/\(name)"
}

/// Forty short documents on five subjects.
func sampleDocuments() throws -> [String] {
  try Table(contentsOf: fixture("corpus.tsv")).column("tokens")
}

func sampleCounts(threads: Int = 1) throws -> TermCounts {
  TermCounts(TermLists(tokens: try sampleDocuments()), threads: threads)
}

/// More documents than are counted at once, of words that grow rarer; every ninth is empty.
func randomDocuments(_ count: Int, seed: UInt64 = 1) -> [String] {
  var generator = KeyedGenerator(seed: seed, purpose: "random documents")
  return (0..<count).map { document in
    if document % 9 == 4 { return "" }
    let words = (0..<generator.below(12)).map { _ -> String in
      let rank = generator.below(1 + generator.below(300))
      return "w\(rank)"
    }
    return words.joined(separator: " ")
  }
}

/// The counts of each document as a dictionary, by an obvious loop.
func naiveCounts(_ documents: [String]) -> [[String: Float]] {
  documents.map { document in
    var counts: [String: Float] = [:]
    for term in document.split(separator: " ") { counts[String(term), default: 0] += 1 }
    return counts
  }
}

extension TermCounts {
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
