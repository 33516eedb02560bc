import LinearAlgebra
import NeuralNetworks

/// A layer of GraphSAGE with the mean aggregator ([Hamilton, Ying and Leskovec 2017], algorithm 1): a node
/// becomes a mixture of what it was and of the mean of its neighbors.
///
///     y = x W + (M x) V + b
///
/// for the features *x* of shape (sources, inputs), *W* and *V* of shape (inputs, outputs), and the means
/// *M* of a ``GraphBlock``. Concatenating *x* and *M x* before one product, as the paper writes it, is the
/// same. Here neighbors are projected first and averaged afterwards, *M (x V)*, which is cheaper where
/// outputs are fewer than inputs, and keeps sparse features sparse.
///
/// [Hamilton, Ying and Leskovec 2017]: https://arxiv.org/abs/1706.02216
struct SAGELayer: Trainable {
  /// *W*, of shape (inputs, outputs).
  var selfWeight: Parameter
  /// *V*, of shape (inputs, outputs).
  var neighborWeight: Parameter
  /// *b*, of shape (outputs).
  var bias: Parameter

  var inputs: Int { selfWeight.shape[0] }
  var outputs: Int { selfWeight.shape[1] }

  /// Creates a layer of random weights ([Glorot and Bengio 2010]) and biases of 0.
  ///
  /// [Glorot and Bengio 2010]: https://proceedings.mlr.press/v9/glorot10a.html
  init(_ name: String, inputs: Int, outputs: Int, seed: UInt64) {
    let shape = [inputs, outputs]
    selfWeight = Parameter("\(name).self.weight", shape: shape, .xavierUniform(), seed: seed)
    neighborWeight = Parameter(
      "\(name).neighbors.weight", shape: shape, .xavierUniform(), seed: seed)
    bias = Parameter(
      "\(name).bias", shape: [outputs], .constant(0), seed: seed, decays: false)
  }

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&selfWeight)
    try body(&neighborWeight)
    try body(&bias)
  }

  /// The features of nodes as their neighbors get them, *x V*, of shape (nodes, outputs).
  func projected(_ x: NodeFeatures, threads: Int) -> Matrix {
    x.multiplied(by: neighborWeight.matrix, threads: threads)
  }

  /// What comes out, of shape (destinations, outputs).
  ///
  /// - Parameters:
  ///   - x: The features of the destinations, of shape (destinations, inputs).
  ///   - means: The weights of their neighbors, of shape (destinations, sources).
  ///   - projected: The projected features of all sources; see ``projected(_:threads:)``.
  ///   - threads: The largest number of threads.
  /// - Returns: The numbers before any rectifier.
  func outputs(
    _ x: NodeFeatures, means: SparseMatrix, projected: Matrix, threads: Int
  ) -> Matrix {
    var y = means.multiplied(by: projected, threads: threads)
    let own = x.multiplied(by: selfWeight.matrix, threads: threads)
    let bias = bias.values
    y.forEachRow(threads: threads) { node, row in
      let (own, bias) = (own[row: node], bias.span)
      for column in row.indices { row[column] += own[column] + bias[column] }
    }
    return y
  }

  /// What comes out for the destinations of a block.
  func forward(_ x: NodeFeatures, _ block: GraphBlock, threads: Int) -> Matrix {
    outputs(
      x.prefix(block.destinations), means: block.means, projected: projected(x, threads: threads),
      threads: threads)
  }

  /// Adds to the gradients of the parameters.
  ///
  /// - Parameters:
  ///   - x: The features that came in, of shape (sources, inputs).
  ///   - block: The block they came in with.
  ///   - gradient: The gradient of the loss in what came out, of shape (destinations, outputs).
  ///   - threads: The largest number of threads.
  /// - Returns: The gradient in the projected features, of shape (sources, outputs).
  @discardableResult
  mutating func addGradients(
    _ x: NodeFeatures, _ block: GraphBlock, gradient: Matrix, threads: Int
  ) -> Matrix {
    let projected = block.transposed.multiplied(by: gradient, threads: threads)
    let own = x.prefix(block.destinations).transposeMultiplied(by: gradient, threads: threads)
    let neighbors = x.transposeMultiplied(by: projected, threads: threads)
    selfWeight.addGradient(own.elements)
    neighborWeight.addGradient(neighbors.elements)
    addColumnSums(gradient, to: &bias.gradient)
    return projected
  }

  /// Adds to the gradients of the parameters, and returns the gradient in the features that came in, of
  /// shape (sources, inputs).
  mutating func backward(
    _ x: NodeFeatures, _ block: GraphBlock, gradient: Matrix, threads: Int
  ) -> Matrix {
    let projected = addGradients(x, block, gradient: gradient, threads: threads)
    var result = productTransposed(projected, neighborWeight.matrix, threads: threads)
    let own = productTransposed(gradient, selfWeight.matrix, threads: threads)
    result.forEachRow(threads: threads) { node, row in
      guard node < own.rows else { return }
      addScaled(own[row: node], times: 1, to: &row)
    }
    return result
  }
}

extension Parameter {
  /// A tensor of two dimensions as a matrix, which shares its numbers.
  var matrix: Matrix { Matrix(rows: shape[0], columns: shape[1], elements: values) }
}
