import DocumentTerms
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

func sampleCounts(threads: Int = 1) throws -> DocumentTermMatrix {
  DocumentTermMatrix(try sampleDocuments(), threads: threads)
}
