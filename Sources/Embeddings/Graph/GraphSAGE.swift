import LinearAlgebra
import NeuralNetworks

/// A graph network of two layers: GraphSAGE with the mean aggregator ([Hamilton, Ying and Leskovec 2017]),
/// trained without labels to tell edges from other pairs by the cosine of two nodes.
///
///     h = relu(layer₁(features))      z = layer₂(h)      vector = z / |z|
///     P(edge) = 1 / (1 + exp(-(scale × cosine + bias)))
///
/// As weights belong to features and not to nodes, nodes that were not there in training get vectors too.
///
/// [Hamilton, Ying and Leskovec 2017]: https://arxiv.org/abs/1706.02216
public struct GraphSAGE: Trainable {
  var layers: [SAGELayer]
  /// What a cosine is multiplied by, of shape (1).
  var scale: Parameter
  /// What is added to it, of shape (1).
  var bias: Parameter

  /// The number of features of a node.
  public var features: Int { layers[0].inputs }
  /// The number of numbers of a node after the first layer.
  public var hidden: Int { layers[0].outputs }
  /// The number of numbers in a vector.
  public var dimensions: Int { layers[1].outputs }

  /// Creates a network of random weights, which depend on `seed` alone.
  public init(features: Int, hidden: Int, dimensions: Int, seed: UInt64) {
    layers = [
      SAGELayer("layers.0", inputs: features, outputs: hidden, seed: seed),
      SAGELayer("layers.1", inputs: hidden, outputs: dimensions, seed: seed),
    ]
    // A cosine of 1 should be able to say that there is an edge almost surely, from the first step on.
    scale = Parameter("score.scale", shape: [1], values: [5], decays: false)
    bias = Parameter("score.bias", shape: [1], values: [0], decays: false)
  }

  /// Calls `body` with each parameter, always in the same order.
  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    for index in layers.indices { try layers[index].forEachParameter(body) }
    try body(&scale)
    try body(&bias)
  }

  /// What a forward pass computes on its way, for the way back.
  package struct Activations: Sendable {
    /// After the first layer and its rectifier, of shape (sources of the second block, hidden).
    package let hidden: Matrix
    /// The vectors, of shape (destinations, dimensions), and their lengths before.
    package let vectors: UnitRows
  }

  /// Computes the vectors of the destinations of the second block.
  ///
  /// - Parameters:
  ///   - features: The features of the sources of the first block.
  ///   - blocks: A block for each layer; the destinations of the first are the sources of the second.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The vectors, and what the way back needs.
  package func forward(_ features: NodeFeatures, _ blocks: [GraphBlock], threads: Int)
    -> Activations
  {
    var hidden = layers[0].forward(features, blocks[0], threads: threads)
    rectify(&hidden, threads: threads)
    let outputs = layers[1].forward(NodeFeatures(hidden), blocks[1], threads: threads)
    return Activations(hidden: hidden, vectors: UnitRows(outputs))
  }

  /// Adds to the gradients of the layers.
  ///
  /// `activations` is what ``forward(_:_:threads:)`` computed of `features` and `blocks`, `gradient` the
  /// gradient of the loss in the vectors, of shape (destinations, dimensions).
  mutating func backward(
    _ features: NodeFeatures, _ blocks: [GraphBlock], _ activations: Activations, gradient: Matrix,
    threads: Int
  ) {
    let outputs = activations.vectors.backward(gradient)
    var hidden = layers[1].backward(
      NodeFeatures(activations.hidden), blocks[1], gradient: outputs, threads: threads)
    let rectified = activations.hidden
    hidden.forEachRow(threads: threads) { node, row in
      let values = rectified[row: node]
      for column in row.indices { row[column] = values[column] > 0 ? row[column] : 0 }
    }
    layers[0].addGradients(features, blocks[0], gradient: hidden, threads: threads)
  }

  /// The vectors of all nodes of a graph, of shape (nodes, ``dimensions``) and length 1.
  ///
  /// - Complexity: O(*n* × (*f* + *d*) × *h* + *e* × (*h* + *d*)) for *n* nodes of *f* features, *e* edges,
  ///   *h* hidden numbers and *d* dimensions.
  public func vectors(
    _ features: NodeFeatures, _ graph: HeterogeneousGraph, threads: Int
  ) -> Matrix {
    let block = GraphBlock(graph)
    return forward(features, [block, block], threads: threads).vectors.rows
  }

  /// The vectors of new nodes, of shape (new, ``dimensions``) and length 1, beside the known nodes of
  /// `graph`, which stay as they are.
  ///
  /// - Parameters:
  ///   - edges: The weights of the new nodes' edges, of shape (new, known + new).
  ///   - features: Their features.
  ///   - graph: The known nodes.
  ///   - knownFeatures: The features of the known nodes.
  ///   - threads: The largest number of threads.
  /// - Returns: The vectors.
  func vectors(
    edges: SparseMatrix, _ features: NodeFeatures, beside graph: HeterogeneousGraph,
    _ knownFeatures: NodeFeatures, threads: Int
  ) -> Matrix {
    let (means, knownMeans) = (edges.rowMeans, graph.adjacency.rowMeans)
    let first = layers[0].projected(knownFeatures, threads: threads)
    var known = layers[0].outputs(
      knownFeatures, means: knownMeans, projected: first, threads: threads)
    var new = layers[0].outputs(
      features, means: means,
      projected: stacked(first, layers[0].projected(features, threads: threads)), threads: threads)
    rectify(&known, threads: threads)
    rectify(&new, threads: threads)
    let second = stacked(
      layers[1].projected(NodeFeatures(known), threads: threads),
      layers[1].projected(NodeFeatures(new), threads: threads))
    return UnitRows(
      layers[1].outputs(NodeFeatures(new), means: means, projected: second, threads: threads)
    ).rows
  }
}

/// Replaces negative numbers by 0.
private func rectify(_ x: inout Matrix, threads: Int) {
  x.forEachRow(threads: threads) { _, row in
    for column in row.indices { row[column] = max(row[column], 0) }
  }
}
