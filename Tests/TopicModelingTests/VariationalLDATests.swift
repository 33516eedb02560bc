import DocumentTerms
import LinearAlgebra
import Testing
import TopicModeling

@Suite struct VariationalLDATests {
  private let fixture: MixtureFixture

  init() throws { fixture = try MixtureFixture() }

  private func options(batchSize: Int?) -> VariationalOptions {
    var options = VariationalOptions()
    options.topics = 4
    options.passes = 4
    options.batchSize = batchSize
    options.tolerance = 0
    return options
  }

  @Test(arguments: [("batch", nil), ("online", 32)] as [(String, Int?)])
  func `topics and shares agree with scikit-learn's`(name: String, batchSize: Int?) {
    let counts = fixture.counts
    let fit = LDAModel.variational(
      counts, order: Array(0..<counts.rows), start: fixture["lda-start"],
      options: options(batchSize: batchSize), threads: 2)
    #expect(fit.passes == 4)
    #expect(largestDifference(fit.parameters, fixture["lda-\(name)"]) < 1e-6)
    let terms = Matrix(rows: 60, columns: 4, elements: fit.parameters.map { Float($0) })
    let model = LDAModel(inference: .variational, termTopics: terms, documentPrior: fit.prior)
    let shares = model.shares(of: counts, threads: 1).elements.map { Double($0) }
    #expect(largestDifference(shares[..<160], fixture["lda-\(name)-shares"]) < 2e-6)
  }

  @Test func `any number of threads gives the same model`() {
    let models = [1, 2, 4].map {
      LDAModel.variational(fixture.counts, options: options(batchSize: 50), threads: $0).model
    }
    #expect(models[1] == models[0] && models[2] == models[0])
    let shares = models[0].shares(of: fixture.counts, threads: 1)
    #expect(models[0].shares(of: fixture.counts, threads: 4) == shares)
  }

  @Test func `planted topics are found`() {
    let corpus = DocumentTermMatrix(plantedDocuments(400, topics: 3))
    var options = VariationalOptions()
    options.topics = 3
    options.batchSize = 64
    options.passes = 20
    let model = LDAModel.variational(corpus.counts, options: options, threads: 2).model
    let letters = model.mixture(of: corpus.counts, threads: 2).topTerms(count: 5).map { terms in
      Set(terms.compactMap { corpus.terms[$0.term].first })
    }
    #expect(letters.allSatisfy { $0.count == 1 } && Set(letters.joined()).count == 3)
  }

  @Test func `passes end when topics stay the same`() {
    var options = options(batchSize: nil)
    options.passes = 500
    options.tolerance = 1e-3
    let fit = LDAModel.variational(fixture.counts, options: options, threads: 2)
    #expect(fit.passes > 1 && fit.passes < 100)
  }
}
