import Embeddings
import LinearAlgebra
import Testing

@Suite struct Word2VecTests {
  private func options(
    _ architecture: Word2Vec.Architecture, _ loss: Word2Vec.Loss = .negativeSampling
  ) -> Word2Vec.Options {
    var options = Word2Vec.Options()
    (options.architecture, options.loss) = (architecture, loss)
    (options.dimensions, options.epochs, options.window) = (20, 3, 3)
    options.subsample = 0
    options.learningRate = 0.05
    return options
  }

  private func train(
    _ sentences: Sentences, _ options: Word2Vec.Options, seed: UInt64 = 42, threads: Int = 1,
    start: Word2Vec.Start? = nil
  ) throws -> Word2Vec {
    try Word2Vec(
      training: sentences, counts: sentences.counts(vocabulary: 50), options: options, seed: seed,
      threads: threads, startingFrom: start)
  }

  @Test(arguments: Word2Vec.Architecture.allCases, Word2Vec.Loss.allCases)
  func `one chunk is trained as the plain loops do`(
    architecture: Word2Vec.Architecture, loss: Word2Vec.Loss
  ) throws {
    let sentences = distinctSentences(200)
    var options = options(architecture, loss)
    options.chunkLength = 1_000_000
    // More outputs than fit in a group, and words that are left out.
    (options.negatives, options.subsample) = (8, 0.02)
    let model = try train(sentences, options)
    let reference = Word2Vec.reference(
      training: sentences, counts: sentences.counts(vocabulary: 50), options: options, seed: 42)
    let inputs = model.vectors.elements + model.documents.elements
    expectNear(inputs, reference.inputs.flatMap { $0 })
    expectNear(model.contexts.elements, reference.outputs.flatMap { $0 })
  }

  private func expectNear(_ fast: [Float], _ reference: [Double]) {
    #expect(fast.count == reference.count)
    let largest = zip(fast, reference).map { abs(Double($0) - $1) }.max() ?? .infinity
    #expect(largest < 1e-5, "they differ by \(largest)")
    #expect(reference.contains { abs($0) > 0.06 }, "nothing was learned")
  }

  @Test(arguments: Word2Vec.Architecture.allCases, Word2Vec.Loss.allCases)
  func `the numbers are the same for any threads`(
    architecture: Word2Vec.Architecture, loss: Word2Vec.Loss
  ) throws {
    let sentences = subjectSentences(1000)
    let one = try train(sentences, options(architecture, loss))
    for threads in [2, 4] {
      let several = try train(sentences, options(architecture, loss), threads: threads)
      #expect(several.vectors == one.vectors && several.contexts == one.contexts)
      #expect(several.documents == one.documents && several.losses == one.losses)
    }
    #expect(try train(sentences, options(architecture, loss), seed: 43).contexts != one.contexts)
  }

  @Test(
    arguments: [Word2Vec.Architecture.skipGram, .cbow], Word2Vec.Loss.allCases)
  func `words in each other's company get near`(
    architecture: Word2Vec.Architecture, loss: Word2Vec.Loss
  ) throws {
    let model = try train(subjectSentences(3000), options(architecture, loss))
    #expect(separation(model.vectors) > 0.4, "\(separation(model.vectors))")
    #expect(model.losses.count == 3 && model.losses[2] < model.losses[0], "\(model.losses)")
  }

  @Test func `an untrained model has the loss of six even guesses`() throws {
    var options = options(.skipGram)
    (options.epochs, options.learningRate, options.minimumLearningRate) = (1, 0, 0)
    let loss = try train(subjectSentences(200), options).losses[0]
    // Negative examples that happen to be the word itself do not count.
    #expect(loss < 6 * 0.6932 && loss > 5.5 * 0.6931, "\(loss)")
  }

  @Test func `training goes on from known vectors`() throws {
    let sentences = subjectSentences(1000)
    let first = try train(sentences, options(.skipGram))
    var rows = Array(0..<50)
    rows[7] = -1
    var options = options(.skipGram)
    (options.epochs, options.learningRate, options.minimumLearningRate) = (1, 1e-9, 0)
    let next = try train(
      sentences, options,
      start: Word2Vec.Start(rows: rows, vectors: first.vectors, contexts: first.contexts))
    #expect(abs(next.vectors[3, 5] - first.vectors[3, 5]) < 1e-5)
    #expect(abs(next.contexts[3, 5] - first.contexts[3, 5]) < 1e-5)
    #expect(norm(next.vectors[row: 7]) < 1 && norm(first.vectors[row: 7]) > 1)
    #expect(next.losses[0] < 0.9 * first.losses[0])
  }

  @Test func `a training that diverges is an error`() throws {
    var options = options(.skipGram)
    options.learningRate = 1e30
    #expect(throws: Word2Vec.Divergence.self) {
      try self.train(subjectSentences(500), options)
    }
  }

  @Test func `the order within sentences can be left to chance`() throws {
    var options = options(.skipGram)
    options.shufflesSentences = true
    let model = try train(subjectSentences(3000), options)
    #expect(separation(model.vectors) > 0.4)
  }

  @Test func `progress counts every word of every epoch`() throws {
    let sentences = subjectSentences(500)
    var seen: [Word2Vec.Progress] = []
    _ = try Word2Vec(
      training: sentences, counts: sentences.counts(vocabulary: 50), options: options(.cbow),
      seed: 1, threads: 2
    ) { seen.append($0) }
    #expect(seen.last?.words == 3 * sentences.words.count && seen.last?.epoch == 2)
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.words < $1.words })
  }
}
