import DocumentTerms
import Artifacts
import Embeddings
import LinearAlgebra
import Testing

@Suite struct TermWeightsTests {
  @Test func `inverse document frequencies agree with scikit-learn`() throws {
    let vocabulary = Vocabulary(of: try sampleCounts(), Vocabulary.Options())
    let idf = TermWeights(vocabulary).inverseDocumentFrequency
    let expected = try Table(contentsOf: fixture("terms.tsv")).numbers("idf")
    #expect(idf.count == expected.count)
    #expect(zip(idf, expected).allSatisfy { abs(Double($0) - $1) < 1e-6 })
  }

  @Test func `weights agree with scikit-learn`() throws {
    let counts = try sampleCounts()
    let vocabulary = Vocabulary(of: counts, Vocabulary.Options())
    let weights = TermWeights(vocabulary).weights(of: counts.counts(of: vocabulary.terms))
    let reference = try Table(contentsOf: fixture("weights.tsv"))
    #expect(weights.values.count == reference.count)
    let rows = try reference.integers("document")
    let terms = try reference.column("term")
    let expected = try reference.numbers("weight")
    #expect(expected.contains { $0 > 0 && $0 < 0.99 })
    var entry = 0
    for row in 0..<weights.rows {
      let (columns, values) = (weights.columnIndexes(inRow: row), weights.values(inRow: row))
      for index in columns.indices {
        #expect(rows[entry] == row && terms[entry] == vocabulary.terms[Int(columns[index])])
        #expect(abs(Double(values[index]) - expected[entry]) < 1e-6)
        entry += 1
      }
    }
  }

  @Test func `rows have length 1, and rows without terms stay empty`() {
    let vocabulary = Vocabulary(terms: ["a", "b"], documents: [1, 3], corpusSize: 4)
    let counts = SparseMatrix(
      rows: 3, columns: 2, rowOffsets: [0, 2, 2, 3], columnIndexes: [0, 1, 1], values: [3, 1, 7])
    let weights = TermWeights(vocabulary).weights(of: counts)
    #expect(weights.rowOffsets == counts.rowOffsets)
    #expect(abs(norm(weights.values(inRow: 0)) - 1) < 1e-6)
    #expect(weights.rowOffsets[2] == weights.rowOffsets[1])
    #expect(abs(weights.values[2] - 1) < 1e-6)
  }
}
