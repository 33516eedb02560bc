import LinearAlgebra

/// Learns a vector for each document and each target of links, so that the cosine of two tells whether
/// one links to the other (Koehrsen 2018, "Building a Recommendation System Using Neural Network
/// Embeddings").
///
///     var trainer = LinkTrainer(
///       graph, options, documents: options.startOfDocuments(graph.documents),
///       targets: options.startOfTargets(graph.targets))
///     while trainer.stepsLeft > 0 { trainer.run(steps: 32, threads: 2) }
///     let vectors = trainer.documents(threads: 2)
///
/// Each step takes a batch of links and twice as many made-up pairs, and moves their rows along the
/// gradient of the mean loss, with Adam as Keras has it: rows that a batch does not touch go on by
/// their momentum, which here is made up for when they are next touched (``AdamSchedule``). Everything
/// is the same for any number of threads: batches are drawn by step, and the gradient of a row is
/// added up by one thread in the order of the batch.
public struct LinkTrainer: ~Copyable {
  /// How vectors are learned.
  public struct Options: Sendable {
    /// The number of numbers in a vector.
    public var dimensions = 50
    /// What the cosine should tell.
    public var objective = LinkObjective.Kind.regression
    /// Made-up pairs for each link. More make documents with few common links less alike.
    public var negatives = 2
    /// Links in a step.
    public var batch = 1024
    /// How often the links are gone through.
    public var epochs = 15
    /// How far a step goes at first.
    public var learningRate = 0.001
    /// The seed of everything random.
    public var seed: UInt64 = 42

    /// The default options, those of Koehrsen.
    public init() {}
  }

  /// What the cosine is made of, as far as it is trained.
  public private(set) var objective: LinkObjective
  /// The mean loss of each epoch that is done.
  public private(set) var losses: [Double] = []

  private let options: Options
  private let batches: LinkBatches
  private let rows: LinkRows
  private var schedule: AdamSchedule
  /// The moments of scale and bias: (m, v) of each.
  private var moments: [SIMD2<Double>] = [.zero, .zero]
  private var epochLoss = 0.0
  private var order: [Int32] = []

  /// Prepares the training of `graph` from the vectors to start with.
  ///
  /// - Parameters:
  ///   - graph: The links; every document and target has one or more, and not every pair is a link.
  ///   - options: How to train.
  ///   - documents: The documents' vectors to start with, of shape (documents, dimensions); see
  ///     ``Options/startOfDocuments(_:)``.
  ///   - targets: The targets' vectors to start with, of shape (targets, dimensions).
  ///   - objective: The objective to start with; default: one that is not trained yet.
  public init(
    _ graph: LinkGraph, _ options: Options, documents: Matrix, targets: Matrix,
    objective: LinkObjective? = nil
  ) {
    precondition(
      documents.rows == graph.documents.count && targets.rows == graph.targets.count,
      "\(documents.rows) and \(targets.rows) vectors for another graph")
    self.options = options
    self.objective = objective ?? LinkObjective(options.objective)
    batches = LinkBatches(
      graph, size: options.batch, negatives: options.negatives, seed: options.seed)
    schedule = AdamSchedule(rate: options.learningRate)
    rows = LinkRows(
      documents: documents, targets: targets, pairs: batches.size * (1 + options.negatives))
  }

  /// The number of steps in all.
  public var steps: Int { batches.steps * options.epochs }
  /// The number of steps that are still to do.
  public var stepsLeft: Int { steps - schedule.completed }
  /// The mean loss of the current epoch so far, or of the last one if none has begun.
  public var loss: Double {
    let done = schedule.completed % batches.steps
    return done == 0 ? losses.last ?? .nan : epochLoss / Double(done)
  }

  /// Takes up to `steps` steps, those of one epoch.
  ///
  /// - Complexity: O(*b* × *d*) a step for *b* pairs of *d* dimensions, whatever the number of rows.
  public mutating func run(steps: Int, threads: Int) {
    let (epoch, first) = schedule.completed.quotientAndRemainder(dividingBy: batches.steps)
    if first == 0 { (order, epochLoss) = (batches.order(ofEpoch: epoch), 0) }
    let count = min(steps, stepsLeft, batches.steps - first)
    let (batches, order) = (batches, order)
    let plans = parallelMap(count: count, chunk: 1, threads: threads) { range in
      RowGroups.both(of: batches.batch(first + range.lowerBound, ofEpoch: epoch, order: order))
    }
    for plan in plans { epochLoss += step(plan, threads: threads) }
    if first + count == batches.steps { losses.append(epochLoss / Double(batches.steps)) }
  }

  /// Takes a step with a batch that the caller made, and returns its mean loss.
  package mutating func step(links: [LinkPair], others: [LinkPair], threads: Int) -> Double {
    step(
      RowGroups.both(of: LinkBatch(pairs: links + others, links: links.count)), threads: threads)
  }

  /// The documents' vectors as trained, of shape (documents, dimensions).
  public func documents(threads: Int) -> Matrix {
    rows.documents.vectors(schedule, threads: threads)
  }

  /// The targets' vectors as trained, of shape (targets, dimensions).
  public func targets(threads: Int) -> Matrix { rows.targets.vectors(schedule, threads: threads) }

  private mutating func step(
    _ batch: (documents: RowGroups, targets: RowGroups), threads: Int
  ) -> Double {
    let sums = rows.step(batch, objective, schedule, threads: threads)
    let pairs = Double(batch.documents.partners.count)
    if objective.kind == .classification { moveScalars(sums.slopes / pairs) }
    schedule.complete()
    return sums.loss / pairs
  }

  /// Takes the step of scale and bias, which have a gradient in every step.
  private mutating func moveScalars(_ gradients: SIMD2<Double>) {
    let decay = SIMD2(AdamSchedule.firstDecay, AdamSchedule.secondDecay)
    let moves = (0..<2).map { index in
      let gradient = gradients[index]
      moments[index] = moments[index] * decay + SIMD2(gradient, gradient * gradient) * (1 - decay)
      let root = moments[index].y.squareRoot() + Double(AdamSchedule.epsilon)
      return schedule.nextRate * moments[index].x / root
    }
    objective.scale -= Float(moves[0])
    objective.bias -= Float(moves[1])
  }
}
