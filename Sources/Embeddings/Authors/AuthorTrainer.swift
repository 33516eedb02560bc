import LinearAlgebra
import NeuralNetworks

/// The training of an ``AuthorNetwork``, epoch by epoch: samples of one author are drawn together and those of
/// different authors pushed apart.
///
/// A step takes some authors and some samples of each, no two of which have a post in common. Authors that
/// are held out measure each epoch; the network of the best one is kept, by ``AuthorRetrieval/Score/overall``,
/// which may be the first, untrained one. The batch is divided into chunks of fixed bounds, so the result does
/// not depend on threads.
public struct AuthorTrainer: Sendable {
  /// What an epoch came to.
  public struct Epoch: Sendable {
    /// The mean loss of its steps; nil before training.
    public var loss: Double?
    /// The share of triplets whose margin is violated; nil before training and without triplets.
    public var violations: Double?
    /// How well authors that are held out are found again; nil if there are none.
    public var retrieval: AuthorRetrieval.Score?
  }

  /// The authors that are trained on.
  public let trained: [Int]
  /// The authors that measure.
  public let heldOut: [Int]
  /// The epochs so far; the first is the network before training.
  public private(set) var epochs: [Epoch] = []
  /// The epoch whose network is ``best``.
  public private(set) var bestEpoch = 0
  /// The network that is kept: that of the best epoch, or the last one if no authors are held out.
  public private(set) var best: AuthorNetwork
  /// The steps of an epoch, in which about every post is drawn once.
  public let stepsPerEpoch: Int

  /// The largest number of epochs.
  public let plannedEpochs: Int

  private var network: AuthorNetwork
  private let posts: AuthorPosts
  private let options: Options
  private var optimizer: AdamW
  private let schedule: LearningRateSchedule
  private var steps = 0
  private var lossSum = 0.0
  private var tripletSum = 0
  private var violationSum = 0

  /// The fewest authors that can measure: of fewer, chance would choose the epoch.
  public static let fewestHeldOut = 3

  /// Divides authors into those to be trained on and those held out.
  ///
  /// - Parameters:
  ///   - authors: The authors to use, of two posts or more.
  ///   - share: The share that is held out, but at least ``fewestHeldOut`` unless it is 0; none of fewer
  ///     than three times as many authors.
  ///   - seed: The seed of the choice.
  /// - Returns: Both, as they were ordered.
  public static func divide(
    _ authors: [Int], heldOut share: Double, seed: UInt64
  ) -> (trained: [Int], heldOut: [Int]) {
    var shuffled = authors
    var generator = KeyedGenerator(seed: seed, purpose: "held-out authors")
    generator.shuffle(&shuffled)
    let isPossible = share > 0 && authors.count >= 3 * fewestHeldOut
    let count =
      isPossible
      ? min(
        max(fewestHeldOut, Int((share * Double(authors.count)).rounded())), authors.count - 2) : 0
    return (shuffled[count...].sorted(), shuffled[..<count].sorted())
  }

  /// Prepares to train a network, and measures it as it is.
  ///
  /// - Parameters:
  ///   - network: Where training starts.
  ///   - posts: The posts of all authors.
  ///   - trained: The authors to train on, two or more, each of two posts or more.
  ///   - heldOut: The authors that measure.
  ///   - options: How training goes.
  ///   - threads: The largest number of threads.
  public init(
    _ network: AuthorNetwork, _ posts: AuthorPosts, trained: [Int], heldOut: [Int],
    _ options: Options, threads: Int
  ) {
    precondition(trained.count >= 2, "\(trained.count) authors cannot be told apart")
    (self.network, best, self.posts, self.options) = (network, network, posts, options)
    (self.trained, self.heldOut) = (trained, heldOut)
    let inBatch = min(options.authorsPerBatch, trained.count)
    let drawn = inBatch * options.samplesPerAuthor * network.sample
    let all = trained.reduce(0) { $0 + posts.posts[$1].count }
    stepsPerEpoch = min(200, max(20, all / drawn))
    optimizer = AdamW(weightDecay: options.weightDecay)
    plannedEpochs = options.epochs ?? (heldOut.isEmpty ? 2 : 20)
    let total = stepsPerEpoch * plannedEpochs
    schedule = LearningRateSchedule(
      peak: options.learningRate, warmUp: total / 10, steps: total, decay: .linear)
    epochs.append(Epoch(loss: nil, violations: nil, retrieval: retrieval(threads: threads)))
  }

  /// Whether training is over: all epochs are done, or none was better for some time.
  public var isDone: Bool {
    epochs.count > plannedEpochs
      || (!heldOut.isEmpty && epochs.count - 1 - bestEpoch >= options.patience)
  }

  /// The mean loss of the steps of this epoch so far.
  public var loss: Double { lossSum / Double(max(1, steps % stepsPerEpoch)) }

  /// Takes the next step; after the last of an epoch, the epoch is measured.
  ///
  /// - Complexity: as ``AuthorNetwork`` for the posts of the batch, three times over.
  public mutating func step(threads: Int) {
    let (samples, classes) = batch()
    let (network, posts) = (network, posts)
    let chunk = AuthorNetwork.chunk
    let activations = parallelMap(count: samples.count, chunk: chunk, threads: threads) { range in
      let some = samples[range]
      return network.forward(posts.matrix(some.flatMap(\.self)), lengths: some.map(\.count))
    }
    let vectors = UnitRows(
      Matrix(
        rows: samples.count, columns: network.dimensions,
        elements: activations.flatMap(\.raw.elements)))
    let gradient = vectors.backward(lossGradient(vectors.rows, classes))
    let parts = parallelMap(count: samples.count, chunk: chunk, threads: threads) { range in
      var part = network
      part.backward(activations[range.lowerBound / chunk], outputGradient: gradient.rows(range))
      return part
    }
    for part in parts { self.network.addGradients(of: part) }
    clipGradients(of: &self.network, norm: 1)
    optimizer.step(&self.network, rate: schedule.rate(steps), threads: threads)
    self.network.clearGradients()
    steps += 1
    if steps % stepsPerEpoch == 0 { finishEpoch(threads: threads) }
  }

  /// The samples of the next step, those of an author one after the other, and their authors.
  private func batch() -> (samples: [[Int]], classes: [Int]) {
    var generator = KeyedGenerator(seed: options.seed, purpose: "author batches", index: steps)
    var authors = trained
    generator.shuffle(&authors)
    var (samples, classes): ([[Int]], [Int]) = ([], [])
    for author in authors.prefix(options.authorsPerBatch) {
      let some = AuthorSamples.disjoint(
        posts.posts[author], size: network.sample, count: options.samplesPerAuthor,
        using: &generator)
      samples += some
      classes += some.map { _ in author }
    }
    return (samples, classes)
  }

  /// Notes the loss of a batch, and returns its gradient in the vectors.
  private mutating func lossGradient(_ vectors: Matrix, _ classes: [Int]) -> Matrix {
    switch options.objective {
    case .triplet:
      let result = options.triplets(vectors, classes: classes)
      lossSum += result.loss
      tripletSum += result.triplets
      violationSum += result.violations
      return result.gradient
    case .ranking:
      let result = rankingLoss(ofSamples: vectors, classes: classes)
      lossSum += result.loss
      return result.gradient
    }
  }

  private mutating func finishEpoch(threads: Int) {
    let measured = retrieval(threads: threads)
    let violations = tripletSum > 0 ? Double(violationSum) / Double(tripletSum) : nil
    epochs.append(
      Epoch(
        loss: lossSum / Double(stepsPerEpoch), violations: violations, retrieval: measured))
    let before = epochs[bestEpoch].retrieval?.overall ?? 0
    if measured.map({ $0.overall > before }) ?? true {
      (best, bestEpoch) = (network, epochs.count - 1)
    }
    (lossSum, tripletSum, violationSum) = (0, 0, 0)
  }

  private func retrieval(threads: Int) -> AuthorRetrieval.Score? {
    if heldOut.isEmpty { return nil }
    return AuthorRetrieval(
      of: heldOut, posts, sample: network.sample, rounds: 20, seed: options.seed
    ) { network.vectors(ofSamples: $0, posts, threads: threads) }.mean
  }
}
