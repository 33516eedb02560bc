import DocumentTerms
import LinearAlgebra
import Testing
import TopicModeling

@Suite struct NMFTests {
  private let fixture: MixtureFixture
  private let weights: SparseMatrix

  init() throws {
    fixture = try MixtureFixture()
    let counts = fixture.counts
    var frequencies = [Int](repeating: 0, count: counts.columns)
    for term in counts.columnIndexes { frequencies[Int(term)] += 1 }
    weights = inverseDocumentWeights(
      counts, documents: counts.rows, documentFrequencies: frequencies)
  }

  @Test(arguments: [("frobenius", NMFOptions.Loss.frobenius), ("divergence", .kullbackLeibler)])
  func `factors agree with scikit-learn's`(name: String, loss: NMFOptions.Loss) {
    var options = NMFOptions()
    options.loss = loss
    options.iterations = 20
    options.tolerance = 0
    let start = NonnegativeFactors(
      documents: fixture["nmf-documents"], terms: fixture["nmf-terms"], topics: 4)
    let fit = NMFModel.factor(weights, start: start, options: options, threads: 2)
    #expect(fit.iterations == 20)
    let documents = fit.factors.documents[..<160]
    #expect(largestDifference(documents, fixture["nmf-\(name)-documents"]) < 1e-6)
    #expect(largestDifference(fit.factors.terms, fixture["nmf-\(name)-terms"]) < 1e-6)
    let error =
      loss == .frobenius
      ? fit.factors.distance(weights, threads: 2)
      : (2 * fit.factors.divergence(weights, threads: 2)).squareRoot()
    #expect(abs(error - fixture["nmf-\(name)-error"][0]) < 1e-6)
  }

  @Test func `the start is not negative, and already close to the matrix`() {
    let start = NonnegativeFactors(weights, topics: 4, fillsZeros: false, seed: 1, threads: 2)
    #expect((start.documents + start.terms).allSatisfy { $0 >= 0 })
    let nothing = NonnegativeFactors(
      documents: start.documents.map { _ in 0 }, terms: start.terms, topics: 4)
    #expect(
      start.distance(weights, threads: 1) < 0.95 * nothing.distance(weights, threads: 1))
    let filled = NonnegativeFactors(weights, topics: 4, fillsZeros: true, seed: 1, threads: 2)
    #expect((filled.documents + filled.terms).allSatisfy { $0 > 0 })
  }

  @Test(arguments: NMFOptions.Loss.allCases)
  func `planted topics are found with any number of threads`(loss: NMFOptions.Loss) {
    let corpus = DocumentTermMatrix(plantedDocuments(400, topics: 3))
    var options = NMFOptions()
    options.topics = 3
    options.loss = loss
    let fits = [1, 2, 4].map { NMFModel.fit(corpus.counts, options: options, threads: $0) }
    #expect(fits[1].model == fits[0].model && fits[2].model == fits[0].model)
    let mixture = fits[0].model.mixture(of: corpus.counts, threads: 2)
    let letters = mixture.topTerms(count: 5).map { terms in
      Set(terms.compactMap { corpus.terms[$0.term].first })
    }
    #expect(letters.allSatisfy { $0.count == 1 } && Set(letters.joined()).count == 3)
    for document in 0..<400 {
      let total = sum(mixture.documentShares[row: document])
      #expect(abs(total - 1) < 1e-5)
    }
  }

  @Test(arguments: NMFOptions.Loss.allCases)
  func `the shares of a document do not depend on the others, nor those of none on anything`(
    loss: NMFOptions.Loss
  ) {
    var options = NMFOptions()
    options.topics = 4
    options.loss = loss
    let model = NMFModel.fit(fixture.counts, options: options, threads: 2).model
    let all = model.shares(of: fixture.counts, threads: 2)
    let counts = fixture.counts
    let offsets = [0, counts.rowOffsets[8] - counts.rowOffsets[7], 0].reduce(into: [0]) {
      $0.append($0[$0.count - 1] + $1)
    }
    let range = counts.rowOffsets[7]..<counts.rowOffsets[8]
    let some = SparseMatrix(
      rows: 3, columns: counts.columns, rowOffsets: offsets,
      columnIndexes: Array(counts.columnIndexes[range]), values: Array(counts.values[range]))
    let shares = model.shares(of: some, threads: 1)
    #expect((0..<4).allSatisfy { shares[1, $0] == all[7, $0] && shares[0, $0] == 0 })
  }
}
