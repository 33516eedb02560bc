import Embeddings
import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct GraphTrainerTests {
  private func options(_ change: (inout GraphTrainer.Options) -> Void = { _ in })
    -> GraphTrainer.Options
  {
    var options = GraphTrainer.Options()
    (options.hidden, options.dimensions, options.epochs) = (16, 8, 60)
    (options.heldOut, options.batch) = (0.1, 64)
    change(&options)
    return options
  }

  private func trained(
    _ threads: Int, _ change: (inout GraphTrainer.Options) -> Void = { _ in }
  ) -> GraphTrainer {
    let (graph, features) = groupedEdges()
    var trainer = GraphTrainer(graph, features, options(change), threads: threads)
    while !trainer.isFinished { trainer.runEpoch(threads: threads) }
    return trainer
  }

  @Test(arguments: [nil, [4, 3]])
  func `edges are told from other pairs, better than by the features`(fanout: [Int]?) throws {
    let trainer = trained(2) { $0.fanout = fanout }
    let best = trainer.epochs[trainer.bestEpoch - 1]
    #expect(best.loss < 0.75 * trainer.epochs[0].loss)
    let (graph, features) = groupedEdges()
    guard case .dense(var raw) = features.storage else { return }
    raw.forEachRow(threads: 1) { _, row in normalize(&row) }
    let negatives = NegativeEdges(graph, .uniform, seed: 42)
    let area = try #require(EdgeAUC(of: trainer.heldOut, negatives, threads: 1))
    #expect(try #require(best.area) > area.area(raw, threads: 1) + 0.05)
    let vectors = trainer.best.vectors(features, graph, threads: 1)
    let nearest = (0..<graph.nodeCount).map { node in
      (0..<graph.nodeCount).filter { $0 != node }
        .max {
          dot(vectors[row: node], vectors[row: $0]) < dot(vectors[row: node], vectors[row: $1])
        }
        ?? node
    }
    #expect(nearest.enumerated().count { $0 / 20 == $1 / 20 } > 68)
  }

  @Test(arguments: [nil, [4, 3]])
  func `the numbers are the same for any threads`(fanout: [Int]?) {
    func numbers(_ threads: Int) -> ([GraphTrainer.Epoch], [[Float]]) {
      let trainer = trained(threads) { ($0.fanout, $0.epochs) = (fanout, 4) }
      return (trainer.epochs, trainer.best.parameters.map(\.values))
    }
    let one = numbers(1)
    for threads in [2, 4] {
      let other = numbers(threads)
      #expect(other.0 == one.0 && other.1 == one.1)
    }
  }

  @Test func `training ends some epochs after the best, and without edges held out with the last`()
  {
    let stopped = trained(1) { ($0.patience, $0.learningRate) = (3, 0.5) }
    #expect(stopped.epochs.count == min(60, stopped.bestEpoch + 3))
    let all = trained(1) { ($0.heldOut, $0.epochs) = (0, 5) }
    #expect(all.epochs.count == 5 && all.bestEpoch == 5 && all.heldOut.isEmpty)
    #expect(all.epochs.allSatisfy { $0.area == nil })
  }

  @Test func `an epoch over the whole graph starts with the vectors that judged the one before`() {
    // Without edges held out nothing is judged, and every step computes its own.
    let (graph, features) = groupedEdges()
    let settings = options {
      ($0.heldOut, $0.epochs, $0.negativeSampling, $0.maskedShare) = (0, 3, .degree, 0)
    }
    var trainer = GraphTrainer(graph, features, settings, threads: 1)
    while !trainer.isFinished { trainer.runEpoch(threads: 1) }
    var network = GraphSAGE(features: 12, hidden: 16, dimensions: 8, seed: settings.seed)
    var optimizer = AdamW(weightDecay: settings.weightDecay)
    let negatives = NegativeEdges(graph, .degree, seed: settings.seed)
    for epoch in 0..<3 {
      let others = negatives.pairs(
        for: graph.edges, count: 1, purpose: "pairs without edge \(epoch)", threads: 1)
      let pairs = EdgePairs(pairs: graph.edges + others, edges: graph.edgeCount)
      network.clearGradients()
      #expect(
        network.addGradients(features, graph, pairs, threads: 1) == trainer.epochs[epoch].loss)
      optimizer.step(&network, rate: settings.learningRate)
    }
    #expect(trainer.best.parameters.map(\.values) == network.parameters.map(\.values))
  }
}
