import LinearAlgebra

/// The pairs of one step of training: links first, then as many made-up pairs as there are for each.
package struct LinkBatch: Sendable, Equatable {
  package var pairs: [LinkPair]
  /// The number of links, which are the first of the pairs.
  package var links: Int

  package init(pairs: [LinkPair], links: Int) { (self.pairs, self.links) = (pairs, links) }
}

/// Draws the batches of all steps.
///
/// In each epoch the links, each as often as it occurs, are put into another random order and taken
/// `size` at a time; what is left over at the end of the order waits for another epoch. Made-up pairs
/// are uniform among those of any document and any target that are no links. The numbers of a step
/// come from a generator of its own, so steps can be drawn by several threads.
package struct LinkBatches: Sendable {
  package let graph: LinkGraph
  /// The number of links in a batch.
  package let size: Int
  /// The number of made-up pairs for each link.
  package let negatives: Int
  package let seed: UInt64
  private let pairs: [LinkPair]

  package init(_ graph: LinkGraph, size: Int, negatives: Int, seed: UInt64) {
    pairs = graph.pairs
    (self.graph, self.size) = (graph, min(size, pairs.count))
    (self.negatives, self.seed) = (negatives, seed)
  }

  /// The number of steps in an epoch.
  package var steps: Int { pairs.count / size }

  /// The order of the links in an epoch.
  package func order(ofEpoch epoch: Int) -> [Int32] {
    var generator = KeyedGenerator(seed: seed, purpose: "order of links", index: epoch)
    var order = Array(0..<Int32(pairs.count))
    generator.shuffle(&order)
    return order
  }

  /// The batch of a step within an epoch whose order is given.
  package func batch(_ step: Int, ofEpoch epoch: Int, order: [Int32]) -> LinkBatch {
    var batch: [LinkPair] = []
    batch.reserveCapacity(size * (1 + negatives))
    for place in step * size..<(step + 1) * size { batch.append(pairs[Int(order[place])]) }
    var generator = KeyedGenerator(
      seed: seed, purpose: "pairs without link", index: epoch * steps + step)
    for _ in 0..<size * negatives {
      batch.append(graph.pairWithoutLink(&generator))
    }
    return LinkBatch(pairs: batch, links: size)
  }
}

extension LinkGraph {
  /// A random pair of a document and a target that is no link.
  ///
  /// - Precondition: There is such a pair.
  func pairWithoutLink(_ generator: inout KeyedGenerator) -> LinkPair {
    while true {
      let pair = LinkPair(
        document: Int32(generator.below(documents.count)),
        target: Int32(generator.below(targets.count)))
      if !contains(pair) { return pair }
    }
  }
}
