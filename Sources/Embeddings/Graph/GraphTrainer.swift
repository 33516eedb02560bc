import LinearAlgebra
import NeuralNetworks

/// Trains a ``GraphSAGE`` to tell the edges of a graph from other pairs.
///
///     var trainer = GraphTrainer(graph, features, options, threads: 2)
///     while !trainer.isFinished { trainer.runEpoch(threads: 2) }
///     let vectors = trainer.best.vectors(features, graph, threads: 2)
///
/// An epoch goes through all edges: in one step over the whole graph, or with a fanout in steps of some
/// edges, of whose neighborhoods a sample is computed. Edges that are held out, and are no neighbors in
/// training either, tell after each epoch how well edges are predicted; the best epoch is kept, and training
/// ends when none was better for a while.
public struct GraphTrainer: Sendable {
  /// What an epoch came to.
  public struct Epoch: Sendable, Equatable {
    /// The mean loss of its pairs.
    public var loss: Double
    /// The area under the ROC curve of the edges held out; nil if there are none.
    public var area: Double?
  }

  /// The epochs that are done.
  public private(set) var epochs: [Epoch] = []
  /// The network after the best epoch, counted from 1; before any, the one that training starts with.
  public private(set) var best: GraphSAGE
  /// The best epoch, counted from 1; 0 before any.
  public private(set) var bestEpoch = 0
  /// The edges that are held out.
  public let heldOut: [GraphEdge]

  private let options: Options
  private let features: NodeFeatures
  private let edges: [GraphEdge]
  private let block: GraphBlock
  private let mask: EdgeMask?
  private let sampling: NeighborSampling?
  private let negatives: NegativeEdges
  private let area: EdgeAUC?
  private var network: GraphSAGE
  private var optimizer: AdamW
  /// What the network now computes of the whole graph, if that is known.
  private var activations: GraphSAGE.Activations?

  /// Prepares the training of a graph.
  ///
  /// - Parameters:
  ///   - graph: The nodes and edges; there are some edges, and pairs that are none.
  ///   - features: The features of its nodes.
  ///   - options: How to train.
  ///   - start: The network to start with; default: one of random weights.
  ///   - threads: The largest number of threads.
  public init(
    _ graph: HeterogeneousGraph, _ features: NodeFeatures, _ options: Options,
    startingFrom start: GraphSAGE? = nil, threads: Int
  ) {
    precondition(features.rows == graph.nodeCount, "features of \(features.rows) nodes")
    let (training, heldOut) = graph.holdingOut(options.heldOut, seed: options.seed)
    self.options = options
    self.features = features
    self.heldOut = heldOut
    edges = training.edges
    block = GraphBlock(training)
    mask =
      options.maskedShare > 0 && options.fanout == nil
      ? EdgeMask(training, share: options.maskedShare, seed: options.seed) : nil
    sampling = options.fanout.map { NeighborSampling(training, fanout: $0) }
    negatives = NegativeEdges(graph, options.negativeSampling, seed: options.seed)
    area = EdgeAUC(
      of: heldOut, NegativeEdges(graph, .uniform, seed: options.seed), threads: threads)
    network =
      start
      ?? GraphSAGE(
        features: features.columns, hidden: options.hidden, dimensions: options.dimensions,
        seed: options.seed)
    best = network
    optimizer = AdamW(weightDecay: options.weightDecay)
  }

  /// Whether all epochs are done, or none was better for a while.
  public var isFinished: Bool {
    epochs.count >= options.epochs
      || (area != nil && epochs.count - bestEpoch >= options.patience)
  }

  /// The number of edges that are trained with.
  public var edgeCount: Int { edges.count }

  /// Goes through all edges once.
  ///
  /// - Parameters:
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - progress: Called after each step with the edges of this epoch that are done.
  public mutating func runEpoch(threads: Int, progress: (_ edges: Int) -> Void = { _ in }) {
    let loss =
      sampling == nil
      ? wholeStep(threads: threads) : sampledSteps(threads: threads, progress: progress)
    progress(edges.count)
    var reached: Double?
    if let area {
      let now = network.forward(features, [block, block], threads: threads)
      reached = area.area(now.vectors.rows, threads: threads)
      activations = mask == nil ? now : nil
    }
    epochs.append(Epoch(loss: loss, area: reached))
    let previous = bestEpoch > 0 ? epochs[bestEpoch - 1].area ?? 0 : -1
    if reached ?? 0 > previous || area == nil { (best, bestEpoch) = (network, epochs.count) }
  }

  /// A step over the whole graph, all edges at once; returns its loss.
  private mutating func wholeStep(threads: Int) -> Double {
    let (edges, block) = mask?.divided(epoch: epochs.count) ?? (edges, block)
    let others = negatives.pairs(
      for: edges, count: options.negatives, purpose: "pairs without edge \(epochs.count)",
      threads: threads)
    // Without a mask, the vectors that judged the epoch before are those that this one begins with.
    let pairs = EdgePairs(pairs: edges + others, edges: edges.count)
    guard !pairs.pairs.isEmpty else { return epochs.last?.loss ?? 0 }
    return step(features, [block, block], pairs, activations, threads: threads)
  }

  /// Steps over samples of the graph; returns their mean loss.
  private mutating func sampledSteps(threads: Int, progress: (Int) -> Void) -> Double {
    let epoch = epochs.count
    var order = Array(edges.indices)
    var generator = KeyedGenerator(
      seed: options.seed, purpose: "order of edges", index: epoch)
    generator.shuffle(&order)
    let size = min(options.batch, edges.count)
    let steps = max(1, edges.count / size)
    var loss = 0.0
    // Samples are drawn side by side, the steps taken one after the other.
    for first in stride(from: 0, to: steps, by: 8) {
      let count = min(8, steps - first)
      for plan in plans(first..<first + count, size: size, epoch: epoch, order, threads: threads) {
        loss += step(
          features.selecting(plan.nodes.map { Int($0) }), plan.blocks, plan.pairs, threads: threads)
      }
      progress((first + count) * size)
    }
    return loss / Double(steps)
  }

  /// What some steps of an epoch compute.
  private func plans(
    _ steps: Range<Int>, size: Int, epoch: Int, _ order: [Int], threads: Int
  ) -> [NeighborSampling.Plan] {
    parallelMap(count: steps.count, chunk: 1, threads: threads) { range in
      let step = steps.lowerBound + range.lowerBound
      let some = order[step * size..<(step + 1) * size].map { edges[$0] }
      let others = negatives.pairs(
        for: some, count: options.negatives, purpose: "pairs without edge \(epoch)",
        from: step * size, threads: 1)
      var generator = KeyedGenerator(
        seed: options.seed, purpose: "sampled neighbors \(epoch)", index: step)
      return sampling?.plan(EdgePairs(pairs: some + others, edges: some.count), &generator)
    }.compactMap(\.self)
  }

  /// Takes a step along the gradient of the mean loss of some pairs, and returns that loss.
  private mutating func step(
    _ features: NodeFeatures, _ blocks: [GraphBlock], _ pairs: EdgePairs,
    _ known: GraphSAGE.Activations? = nil, threads: Int
  ) -> Double {
    let activations = known ?? network.forward(features, blocks, threads: threads)
    network.clearGradients()
    let loss = network.addGradients(features, blocks, pairs, activations, threads: threads)
    optimizer.step(&network, rate: options.learningRate, threads: threads)
    return loss
  }
}
