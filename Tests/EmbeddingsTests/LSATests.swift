import DocumentTerms
import Artifacts
import Embeddings
import LinearAlgebra
import TestSupport
import Testing

@Suite struct LSATests {
  private func lsa(_ dimensions: Int, seed: UInt64 = 42, threads: Int = 1) throws -> LSA {
    LSA(
      try sampleCounts(), dimensions: dimensions, vocabulary: Vocabulary.Options(), seed: seed,
      threads: threads)
  }

  @Test(arguments: [5, 20])
  func `singular values agree with scikit-learn`(dimensions: Int) throws {
    let expected = try Table(contentsOf: fixture("singular-values-\(dimensions).tsv"))
      .numbers("value")
    let values = try lsa(dimensions).singularValues
    #expect(values.count == dimensions)
    for (value, reference) in zip(values, expected) {
      #expect(abs(Double(value) / reference - 1) < 1e-4)
    }
  }

  @Test(arguments: [5, 20])
  func `the directions span what scikit-learn's do`(dimensions: Int) throws {
    let reference = try VectorFile(fixture("right-vectors-\(dimensions).npy")).matrix()
    let vectors = try lsa(dimensions).termVectors
    #expect(vectors.rows == reference.rows)
    // The cosine of each direction with the space of the reference.
    let inner = crossProduct(reference, vectors, threads: 1)
    for direction in 0..<dimensions {
      let squares = (0..<dimensions).reduce(0) { $0 + inner[$1, direction] * inner[$1, direction] }
      #expect(abs(squares - 1) < 1e-3, "direction \(direction)")
    }
  }

  @Test(arguments: [5, 20])
  func `similarities of documents agree with scikit-learn`(dimensions: Int) throws {
    let expected = try VectorFile(fixture("similarities-\(dimensions).npy")).matrix()
    let vectors = try lsa(dimensions).vectors(of: sampleCounts(), threads: 1)
    for i in 0..<vectors.rows {
      for j in 0..<vectors.rows {
        #expect(abs(dot(vectors[row: i], vectors[row: j]) - expected[i, j]) < 0.01)
      }
    }
  }

  @Test func `documents of a subject are nearer to one another than to others`() throws {
    let vectors = try lsa(5).vectors(of: sampleCounts(), threads: 1)
    var (within, between) = (0 as Float, 0 as Float)
    for i in 0..<40 {
      for j in 0..<40 where i != j {
        let similarity = dot(vectors[row: i], vectors[row: j])
        if i / 8 == j / 8 { within += similarity / (40 * 7) } else { between += similarity / 1280 }
      }
    }
    #expect(within > between + 0.4, "\(within) within, \(between) between")
  }

  @Test func `a document has the same vector alone and among others`() throws {
    let lsa = try lsa(20)
    let texts = try sampleDocuments() + ["", "zzz", "zzz dog dog butter"]
    let all = lsa.vectors(of: DocumentTermMatrix(texts, threads: 2), threads: 2)
    for (row, text) in texts.enumerated() {
      let alone = lsa.vectors(of: DocumentTermMatrix([text], threads: 1), threads: 1)
      #expect(alone == all.rows([row]), "\(text)")
    }
    let reversed = DocumentTermMatrix(texts.reversed(), threads: 1)
    let backwards = lsa.vectors(of: reversed, threads: 1)
    #expect(backwards.rows((0..<texts.count).reversed()) == all)
  }

  @Test func `vectors have length 1, or 0 without any known term`() throws {
    let counts = DocumentTermMatrix(["dog park", "", "zzz"], threads: 1)
    let vectors = try lsa(5).vectors(of: counts, threads: 1)
    #expect(abs(norm(vectors[row: 0]) - 1) < 1e-6)
    #expect(norm(vectors[row: 1]) == 0 && norm(vectors[row: 2]) == 0)
  }

  @Test func `terms lie among the documents that hold them`() throws {
    let lsa = try lsa(5)
    let terms = lsa.vectorsOfTerms(threads: 2)
    #expect(terms.rows == lsa.vocabulary.terms.count)
    let of = { (term: String) in try #require(lsa.vocabulary.terms.firstIndex(of: term)) }
    let similarity = { (a: String, b: String) in
      dot(terms[row: try of(a)], terms[row: try of(b)])
    }
    #expect(try similarity("oven", "butter") > similarity("oven", "penalty") + 0.3)
    #expect(try abs(similarity("dog", "dog") - 1) < 1e-6)
  }

  @Test func `threads change no bit, and neither does a second run`() throws {
    let texts = randomDocuments(6000)
    let runs = [1, 2, 3, 1].map { threads in
      let counts = DocumentTermMatrix(texts, threads: threads)
      let lsa = LSA(
        counts, dimensions: 16, vocabulary: Vocabulary.Options(), seed: 7, threads: threads)
      return (lsa, lsa.vectors(of: counts, threads: threads))
    }
    for run in runs.dropFirst() {
      #expect(run.0.termVectors == runs[0].0.termVectors)
      #expect(run.0.singularValues == runs[0].0.singularValues)
      #expect(run.1 == runs[0].1)
    }
  }

  @Test func `more dimensions than documents or terms are reduced`() throws {
    let counts = DocumentTermMatrix(["a b", "b c", "a c", "d"], threads: 1)
    let lsa = LSA(
      counts, dimensions: 100, vocabulary: Vocabulary.Options(), seed: 1, threads: 1)
    #expect(lsa.vocabulary.terms == ["a", "b", "c"])
    #expect(lsa.dimensions == 3)
    #expect(lsa.vectors(of: counts, threads: 1).elements.allSatisfy { $0.isFinite })
  }

  @Test func `no terms at all give no dimensions`() {
    let counts = DocumentTermMatrix(["a", "b", ""], threads: 1)
    let lsa = LSA(counts, dimensions: 10, vocabulary: Vocabulary.Options(), seed: 1, threads: 1)
    #expect(lsa.dimensions == 0)
  }
}
