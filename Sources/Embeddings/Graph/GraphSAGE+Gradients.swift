import LinearAlgebra
import NeuralNetworks

extension GraphSAGE {
  /// Adds the gradients of the mean loss of some pairs to those of the parameters, and returns the loss;
  /// `activations` is what ``forward(_:_:threads:)`` computes.
  mutating func addGradients(
    _ features: NodeFeatures, _ blocks: [GraphBlock], _ pairs: EdgePairs,
    _ activations: Activations,
    threads: Int
  ) -> Double {
    let result = EdgeLoss(
      pairs, activations.vectors.rows, scale: scale.values[0], bias: bias.values[0],
      threads: threads)
    scale.gradient[0] += Float(result.scale)
    bias.gradient[0] += Float(result.bias)
    backward(features, blocks, activations, gradient: result.gradient, threads: threads)
    return result.loss
  }

  /// The same over a whole graph, from the vectors on.
  package mutating func addGradients(
    _ features: NodeFeatures, _ graph: HeterogeneousGraph, _ pairs: EdgePairs, threads: Int
  ) -> Double {
    let block = GraphBlock(graph)
    let blocks = [block, block]
    return addGradients(
      features, blocks, pairs, forward(features, blocks, threads: threads), threads: threads)
  }
}
