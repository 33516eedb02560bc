import LinearAlgebra

/// Vectors of items and of their tags, learned from who clicked what: items that the same users click
/// are near to each other, and a tag is near the items that have it.
///
///     let embedding = try ClickEmbedding(histories, tags, options, seed: 42, threads: 2)
///     let similarity = dot(embedding.items[row: 0], embedding.items[row: 1])
///
/// A user is a sentence and an item a word (item2vec, [Barkan and Koenigstein 2016]), as
/// ``ClickSentences`` has them, and ``Word2Vec`` learns their vectors. Histories are sets unless their
/// order is asked for: each pass shuffles every one anew, which is what shuffled copies of all of them
/// would do, without their memory.
///
/// [Barkan and Koenigstein 2016]: https://arxiv.org/abs/1603.04259
public struct ClickEmbedding: Sendable {
  /// How the vectors are learned.
  public struct Options: Sendable {
    /// What the trainer is told; ``Word2Vec/Options/shufflesSentences`` says whether histories are sets.
    public var training: Word2Vec.Options
    /// The least number of users of an item that is learned from clicks. Of rarer ones too little is
    /// known.
    public var minimumUsers = 5
    /// The share of all words above which an item is left out of a history now and then; nil for 1e-3,
    /// and where there are less than a thousand items for what each would have if all were clicked
    /// alike: those that are clicked no more than that are always learned from. 0 leaves out none.
    public var subsample: Double?
    /// The directions common to all items that are taken out of the vectors: 0 for none, 1 for their
    /// mean, and from 2 on the directions in which they vary most; see ``CommonDirections``.
    public var commonDirections = 1

    /// The standard options: skip-gram over whole histories, ten passes, each in a new order.
    public init() {
      training = Word2Vec.Options()
      training.shufflesSentences = true
      training.epochs = 10
      training.window = 50
    }
  }

  /// What the rows are.
  public let vocabulary: ClickVocabulary
  /// The vectors of the items, of shape (items, dimensions) and length 1.
  public let items: Matrix
  /// The vectors of the tags, of shape (tags, dimensions) and length 1.
  public let tags: Matrix
  /// What was trained: the weights of items, then of tags; a later run can start from them.
  public let weights: ClickWeights
  /// The mean loss of a word in each pass, in nats; empty for an embedding that was read.
  public let losses: [Double]

  /// Creates an embedding from its parts, as a model folder holds them.
  public init(
    vocabulary: ClickVocabulary, items: Matrix, tags: Matrix, weights: ClickWeights,
    losses: [Double] = []
  ) {
    precondition(
      items.rows == vocabulary.items.count && tags.rows == vocabulary.tags.count,
      "\(items.rows) items and \(tags.rows) tags are not those of the vocabulary")
    (self.vocabulary, self.items, self.tags) = (vocabulary, items, tags)
    (self.weights, self.losses) = (weights, losses)
  }

  /// Learns vectors.
  ///
  /// - Parameters:
  ///   - histories: Who clicked what.
  ///   - tags: The tags of the items of the histories.
  ///   - vocabulary: Which items and tags get vectors.
  ///   - options: How they are learned.
  ///   - seed: The seed of everything random.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - start: An earlier embedding of as many dimensions, from whose weights the items and tags that
  ///     both have start.
  ///   - progress: Is called now and then, on the calling thread.
  /// - Throws: ``Word2Vec/Divergence`` if the weights grow without bounds.
  /// - Precondition: The vocabulary has items, and some user has two of them.
  /// - Complexity: That of ``Word2Vec``.
  public init(
    _ histories: ClickHistories, _ tags: ItemTags, vocabulary: ClickVocabulary,
    _ options: Options, seed: UInt64, threads: Int, startingFrom start: ClickEmbedding? = nil,
    progress: ((Word2Vec.Progress) -> Void)? = nil
  ) throws(Word2Vec.Divergence) {
    let sentences = ClickSentences.sentences(histories, tags, vocabulary)
    var training = options.training
    training.subsample =
      options.subsample ?? max(training.subsample, 1 / Double(max(1, vocabulary.items.count)))
    let model = try Word2Vec(
      training: sentences, counts: sentences.counts(vocabulary: vocabulary.count),
      options: training, seed: seed, threads: threads,
      startingFrom: start.map { vocabulary.start(from: $0) }, progress: progress)
    let (all, count) = (model.vectors, vocabulary.items.count)
    let common = CommonDirections(
      of: all.rows(0..<count), count: options.commonDirections, threads: threads)
    self.init(
      vocabulary: vocabulary, items: common.removed(from: all.rows(0..<count), threads: threads),
      tags: common.removed(from: all.rows(count..<all.rows), threads: threads),
      weights: ClickWeights(vectors: all, contexts: model.contexts), losses: model.losses)
  }

  /// Whether there is a user whose history tells what goes with what.
  public static func canLearn(_ histories: ClickHistories, _ vocabulary: ClickVocabulary) -> Bool {
    let words = vocabulary.words(of: histories.items)
    return histories.users.indices.contains { user in
      histories[user].lazy.filter { words[Int($0)] != nil }.prefix(2).count == 2
    }
  }
}

extension ClickVocabulary {
  /// The weights of an embedding, for the items and tags that it has too.
  fileprivate func start(from earlier: ClickEmbedding) -> Word2Vec.Start {
    let rows =
      earlier.vocabulary.words(of: items) + earlier.vocabulary.words(ofTags: tags)
    return Word2Vec.Start(
      rows: rows.map { $0 ?? -1 }, vectors: earlier.weights.vectors,
      contexts: earlier.weights.contexts)
  }
}
