import LinearAlgebra

/// Draws a few neighbors of nodes, so that a step of training touches part of a large graph ([Hamilton,
/// Ying and Leskovec 2017], section 3.1).
///
/// A node with more edges than the fanout gets as many draws with replacement, each neighbor with a
/// probability proportional to the weight of its edge: their plain mean is on average the weighted mean of
/// all. A node with fewer keeps them all.
///
/// [Hamilton, Ying and Leskovec 2017]: https://arxiv.org/abs/1706.02216
package struct NeighborSampling: Sendable {
  private let adjacency: SparseMatrix
  /// The sum of a row's weights up to each element.
  private let sums: [Float]
  /// The neighbors of a node of the pairs, and then those of each of these.
  private let fanout: [Int]

  /// Prepares to sample the edges of a graph.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - fanout: The neighbors of a node whose vector is wanted, and then those of each neighbor: the last
  ///     layer first.
  package init(_ graph: HeterogeneousGraph, fanout: [Int]) {
    adjacency = graph.adjacency
    self.fanout = fanout
    var sums: [Float] = []
    sums.reserveCapacity(adjacency.values.count)
    for row in 0..<adjacency.rows {
      var sum = 0.0
      for value in adjacency.values[adjacency.rowOffsets[row]..<adjacency.rowOffsets[row + 1]] {
        sum += Double(value)
        sums.append(Float(sum))
      }
    }
    self.sums = sums
  }

  /// What a step of training computes: blocks whose last destinations are the nodes of the pairs.
  package struct Plan: Sendable {
    /// The nodes whose features come in, the sources of the first block.
    package let nodes: [Int32]
    /// A block for each layer, the first layer first.
    package let blocks: [GraphBlock]
    /// The pairs with the numbers of destinations instead of nodes.
    package let pairs: EdgePairs
  }

  /// Samples the neighborhoods of the nodes of some pairs.
  ///
  /// - Complexity: O(*p* × *f* log *d*) for *p* pairs and *f* the product of the fanouts.
  package func plan(_ batch: EdgePairs, _ generator: inout KeyedGenerator) -> Plan {
    var nodes = Array(Set(batch.pairs.flatMap { [$0.source, $0.target] })).sorted()
    var places: [Int32: Int32] = [:]
    for (place, node) in nodes.enumerated() { places[node] = Int32(place) }
    let pairs = batch.pairs.map {
      GraphEdge(places[$0.source, default: 0], places[$0.target, default: 0])
    }
    var blocks: [GraphBlock] = []
    for count in fanout {
      blocks.insert(block(&nodes, &places, count, &generator), at: 0)
    }
    return Plan(
      nodes: nodes, blocks: blocks, pairs: EdgePairs(pairs: pairs, edges: batch.edges))
  }

  /// The block whose destinations are `nodes`; the neighbors it needs are added to these.
  private func block(
    _ nodes: inout [Int32], _ places: inout [Int32: Int32], _ count: Int,
    _ generator: inout KeyedGenerator
  ) -> GraphBlock {
    let destinations = nodes
    var (offsets, columns, values): ([Int], [Int32], [Float]) = ([0], [], [])
    for node in destinations {
      let row = adjacency.rowOffsets[Int(node)]..<adjacency.rowOffsets[Int(node) + 1]
      let isWhole = row.count <= count
      let positions = isWhole ? Array(row) : (0..<count).map { _ in draw(row, &generator) }
      let total = isWhole ? (row.isEmpty ? 1 : sums[row.upperBound - 1]) : Float(count)
      for position in positions {
        let neighbor = adjacency.columnIndexes[position]
        let place = places[neighbor] ?? Int32(nodes.count)
        if place == Int32(nodes.count) {
          places[neighbor] = place
          nodes.append(neighbor)
        }
        columns.append(place)
        values.append((isWhole ? adjacency.values[position] : 1) / total)
      }
      offsets.append(columns.count)
    }
    return GraphBlock(
      means: SparseMatrix(
        rows: destinations.count, columns: nodes.count, rowOffsets: offsets,
        columnIndexes: columns, values: values))
  }

  /// The position of a neighbor drawn by the weight of its edge.
  private func draw(_ row: Range<Int>, _ generator: inout KeyedGenerator) -> Int {
    let point = generator.uniformFloat() * sums[row.upperBound - 1]
    var (low, high) = (row.lowerBound, row.upperBound - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > point { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
