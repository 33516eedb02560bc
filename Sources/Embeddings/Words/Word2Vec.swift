import LinearAlgebra

/// Word vectors learned from the company that words keep ([Mikolov et al. 2013]): a word is predicted from
/// those around it, and the vectors by which that succeeds are near for words that are used alike.
///
/// Words are numbers, so anything will do that stands in a row: words of texts, articles that a user
/// reads. The trainer is as fast as unlocked shared weights and yet gives the same bytes for any number of
/// threads: a block of chunks of the corpus starts from the same weights, each chunk is trained on copies of
/// the rows it uses, and the changes are added in the order of the chunks; see ``Damping``. Within a
/// window the negative examples are shared, which makes products of small matrices of it
/// ([Ji et al. 2016]).
///
///     let model = try Word2Vec(
///       training: sentences, counts: sentences.counts(vocabulary: words.count), seed: 42, threads: 2)
///     let similarity = dot(model.vectors[row: 0], model.vectors[row: 1])
///
/// [Mikolov et al. 2013]: https://arxiv.org/abs/1310.4546
/// [Ji et al. 2016]: https://arxiv.org/abs/1611.06172
public struct Word2Vec: Sendable {
  /// The vectors of words, of shape (words, dimensions).
  public let vectors: Matrix
  /// The vectors by which words are predicted, of shape (words, dimensions); with the hierarchical softmax
  /// those of the inner nodes of the tree, one less.
  public let contexts: Matrix
  /// The vectors of documents, of shape (sentences, dimensions); no rows for architectures without.
  public let documents: Matrix
  /// The mean loss of a predicted word in each epoch, in nats: the negative logarithm of the probability
  /// given to it, and to the negative examples of being that. It is watched at one in 16 windows, while
  /// the epoch goes on.
  public let losses: [Double]

  /// How far the training is.
  public struct Progress: Sendable {
    /// The epoch, counted from 0.
    public var epoch: Int
    /// The words that were gone through in all epochs so far, those that were left out at random included.
    public var words: Int
    /// The words of all epochs.
    public var total: Int
    /// The mean loss in this epoch so far.
    public var loss: Double
  }

  /// Vectors to start from, such as yesterday's.
  public struct Start: Sendable {
    /// For each word its row in the matrices, or -1 for a word that is new.
    public var rows: [Int]
    /// The vectors of words.
    public var vectors: Matrix
    /// The vectors by which words are predicted, if they are known; they are of no use with the
    /// hierarchical softmax, whose tree is another.
    public var contexts: Matrix?

    /// Creates a start from matrices of equal shape, of which words have the rows `rows`.
    public init(rows: [Int], vectors: Matrix, contexts: Matrix?) {
      (self.rows, self.vectors, self.contexts) = (rows, vectors, contexts)
    }
  }

  /// A training whose weights grew without bounds.
  public struct Divergence: Error, CustomStringConvertible {
    /// What happened and what to do.
    public let description: String
  }

  /// Learns vectors.
  ///
  /// - Parameters:
  ///   - sentences: The corpus; words are numbers in `0..<counts.count`.
  ///   - counts: How often each word occurs, by which common words are left out and negative examples are
  ///     drawn. Usually `sentences.counts(vocabulary:)`.
  ///   - options: How they are learned.
  ///   - seed: The seed of everything random.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - start: What known words start from; others start with small random numbers.
  ///   - progress: Is called now and then, on the calling thread.
  /// - Throws: ``Divergence`` if the loss or a weight is no longer a finite number.
  /// - Precondition: There are words, and dimensions, windows and epochs are at least 1.
  /// - Complexity: O(*epochs* × *words* × *window* × (1 + *negatives*) × *dimensions*) time; besides the
  ///   weights, memory for the rows that a block of chunks uses.
  public init(
    training sentences: Sentences, counts: [Int], options: Options = Options(), seed: UInt64,
    threads: Int, startingFrom start: Start? = nil, progress: ((Progress) -> Void)? = nil
  ) throws(Divergence) {
    precondition(options.dimensions > 0 && options.window > 0 && options.epochs > 0)
    let sampler = WindowSampler(counts: counts, options, seed: seed)
    let documents = options.architecture.hasDocuments ? sentences.count : 0
    let weights = SharedWeights(
      inputs: counts.count + documents, outputs: sampler.outputs, columns: options.dimensions)
    Self.initialize(weights, start, words: counts.count, seed: seed, threads: threads)
    var training = Training(
      sentences: sentences, sampler: sampler, options: options, seed: seed, threads: threads,
      weights: weights)
    losses = try training.run(progress)
    vectors = weights.inputs.matrix(0..<counts.count)
    self.documents = weights.inputs.matrix(counts.count..<counts.count + documents)
    contexts = weights.outputs.matrix(0..<weights.outputs.capacity)
    guard [vectors, self.documents, contexts].allSatisfy({ sum($0.elements.span).isFinite }) else {
      throw Divergence.weights
    }
  }

  /// Gives inputs small random numbers and leaves outputs zero, except where they are known.
  static func initialize(
    _ weights: SharedWeights, _ start: Start?, words: Int, seed: UInt64, threads: Int
  ) {
    let columns = weights.inputs.columns
    parallelFor(count: weights.inputs.capacity, chunk: 1024, threads: threads) { rows in
      for row in rows {
        var generator = KeyedGenerator(seed: seed, purpose: "first vectors", index: row)
        let numbers = (0..<columns).map { _ in
          (2 * generator.uniformFloat() - 1) / Float(columns)
        }
        weights.inputs.set(row, numbers.span)
      }
    }
    guard let start else { return }
    precondition(start.rows.count == words, "\(start.rows.count) rows for \(words) words")
    for (word, row) in start.rows.enumerated() where row >= 0 {
      weights.inputs.set(word, start.vectors[row: row])
      if let contexts = start.contexts, word < weights.outputs.capacity {
        weights.outputs.set(word, contexts[row: row])
      }
    }
  }
}

extension Word2Vec.Divergence {
  static func loss(epoch: Int) -> Self {
    Self(
      description: "the training diverged: the loss of epoch \(epoch + 1) is no finite number; "
        + "lower the learning rate")
  }

  static let weights = Self(
    description: "the training diverged: a vector is not finite; lower the learning rate")
}
