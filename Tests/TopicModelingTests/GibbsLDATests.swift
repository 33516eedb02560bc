import DocumentTerms
import LinearAlgebra
import Testing
import TopicModeling

@Suite struct GibbsLDATests {
  private let corpus = DocumentTermMatrix(plantedDocuments(600, topics: 4))
  private var counts: SparseMatrix { corpus.counts }

  private func options(topics: Int = 4) -> GibbsOptions {
    var options = GibbsOptions()
    options.topics = topics
    options.sweeps = 60
    options.samples = 4
    options.interval = 2
    return options
  }

  @Test func `planted topics are found`() {
    let fit = LDAModel.gibbs(counts, options: options(), threads: 2)
    let mixture = fit.model.mixture(of: counts, threads: 2)
    let letters = mixture.topTerms(count: 5).map { terms in
      Set(terms.compactMap { corpus.terms[$0.term].first })
    }
    #expect(letters.allSatisfy { $0.count == 1 })
    #expect(Set(letters.joined()) == ["a", "b", "c", "d"])
  }

  @Test func `the likelihood is that of plain collapsed Gibbs sampling`() {
    var plain = PlainGibbs(counts, topics: 4)
    for _ in 0..<60 { plain.sweep() }
    let prior = [Double](repeating: 0.1, count: 4)
    let reference = LDAModel(
      inference: .gibbs, termTopics: plain.termWeights, documentPrior: prior)
    var options = options()
    options.documentPrior = .fixed
    options.learnsBeta = false
    options.samples = 1
    let fit = LDAModel.gibbs(counts, options: options, threads: 2)
    let (ours, theirs) = (fit.model, reference)
    #expect(
      abs(
        ours.mixture(of: counts, threads: 1).logLikelihood(of: counts, threads: 1)
          - theirs.mixture(of: counts, threads: 1).logLikelihood(of: counts, threads: 1)) < 0.02)
  }

  @Test func `any number of threads gives the same model`() {
    let fits = [1, 2, 4].map { LDAModel.gibbs(counts, options: options(topics: 11), threads: $0) }
    for fit in fits.dropFirst() {
      #expect(fit.model == fits[0].model)
      #expect(fit.logLikelihoods == fits[0].logLikelihoods)
      #expect(
        fit.model.shares(of: counts, threads: 3) == fits[0].model.shares(of: counts, threads: 1))
    }
    var other = options(topics: 11)
    other.seed = 1
    #expect(LDAModel.gibbs(counts, options: other, threads: 2).model != fits[0].model)
  }

  @Test func `the probabilities of a topic add up to 1 and large topics come first`() {
    let model = LDAModel.gibbs(counts, options: options(topics: 7), threads: 2).model
    let terms = model.topicTerms
    for topic in 0..<7 { #expect(abs(sum(terms[row: topic]) - 1) < 1e-4) }
    let shares = model.shares(of: counts, threads: 1).columnMeans()
    #expect(shares[0] > shares[6])
  }

  @Test func `learned priors tell rare topics from common ones, and fixed ones stay`() {
    var options = options()
    options.documentPrior = .asymmetric
    let learned = LDAModel.gibbs(counts, options: options, threads: 2)
    #expect(Set(learned.model.documentPrior).count == 4 && learned.beta != 0.01)
    options.documentPrior = .symmetric
    #expect(
      Set(LDAModel.gibbs(counts, options: options, threads: 2).model.documentPrior).count == 1)
    options.documentPrior = .fixed
    options.learnsBeta = false
    let fixed = LDAModel.gibbs(counts, options: options, threads: 2)
    #expect(fixed.model.documentPrior == [0.1, 0.1, 0.1, 0.1] && fixed.beta == 0.01)
  }

  @Test func `sampling stops when it gets no better, and tells how far it is`() {
    var options = options()
    options.sweeps = 500
    options.tolerance = 0.05
    var told: [FitProgress] = []
    let fit = LDAModel.gibbs(counts, options: options, threads: 2) { told.append($0) }
    #expect(fit.sweeps < 200)
    #expect(told.map(\.done) == Array(1...fit.sweeps))
    #expect(told.allSatisfy { $0.done <= $0.total })
    #expect(fit.logLikelihoods.last ?? 0 > fit.logLikelihoods[0] + 0.5)
  }

  @Test func `one topic, one word and a topic more than there are tokens are no trouble`() {
    let small = DocumentTermMatrix(["word", "word word", ""]).counts
    for topics in [1, 20] {
      let model = LDAModel.gibbs(small, options: options(topics: topics), threads: 1).model
      let shares = model.shares(of: small, threads: 1)
      #expect(abs(sum(shares[row: 1]) - 1) < 1e-5)
      #expect(sum(shares[row: 2]) == 0)
      #expect(shares.elements.allSatisfy { $0.isFinite })
    }
  }
}
