import LinearAlgebra

/// A fully connected layer to be trained: *y* = *x* · *W*ᵀ + *b*, PyTorch's `Linear`.
///
/// Its cheaper sibling ``Linear`` is for inference alone.
public struct DenseLayer: Trainable {
  /// *W*, of shape (outputs, inputs).
  public var weight: Parameter
  /// *b*, of shape (outputs); nil for a layer without.
  public var bias: Parameter?

  /// The length of a row that comes in.
  public var inputs: Int { weight.shape[1] }
  /// The length of a row that comes out.
  public var outputs: Int { weight.shape[0] }

  /// Creates a layer from its parameters, of shapes (outputs, inputs) and (outputs).
  public init(weight: Parameter, bias: Parameter?) {
    precondition(weight.shape.count == 2 && bias?.shape ?? [weight.shape[0]] == [weight.shape[0]])
    self.weight = weight
    self.bias = bias
  }

  /// Creates a layer of random weights, as PyTorch begins: all of them, and the biases, evenly up to
  /// 1 / √(inputs).
  ///
  /// - Parameters:
  ///   - name: What stands before `.weight` and `.bias` in the model file.
  ///   - inputs: The length of a row that comes in.
  ///   - outputs: The length of a row that comes out.
  ///   - hasBias: Whether something is added to the products.
  ///   - initializer: Other values of the weights; biases are then 0.
  ///   - seed: The seed of the program.
  public init(
    _ name: String, inputs: Int, outputs: Int, hasBias: Bool = true,
    initializer: Initializer? = nil, seed: UInt64
  ) {
    let bound = Initializer.uniform(bound: 1 / Double(max(1, inputs)).squareRoot())
    weight = Parameter(
      name + ".weight", shape: [outputs, inputs], initializer ?? bound, seed: seed)
    guard hasBias else {
      bias = nil
      return
    }
    bias = Parameter(
      name + ".bias", shape: [outputs], initializer == nil ? bound : .constant(0), seed: seed,
      decays: false)
  }

  /// Calls `body` with the weights, then with the biases.
  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&weight)
    try bias?.forEachParameter(body)
  }

  /// Computes the rows that come out, of shape (rows, ``outputs``).
  ///
  /// - Parameters:
  ///   - x: The rows that come in, of shape (rows, ``inputs``).
  ///   - threads: The largest number of threads, each for blocks of rows.
  /// - Returns: The products, and the biases added.
  /// - Complexity: O(*rows* × *inputs* × *outputs*)
  public func forward(_ x: Matrix, threads: Int = 1) -> Matrix {
    var y = productTransposed(x, weightMatrix, threads: threads)
    if let bias { y.addRow(bias.values, threads: threads) }
    return y
  }

  /// Adds to the gradients of the parameters.
  ///
  /// - Parameters:
  ///   - x: The rows that came in, of shape (rows, ``inputs``).
  ///   - outputGradient: The gradient of the loss in what came out, of shape (rows, ``outputs``).
  ///   - threads: The largest number of threads, each for blocks of rows.
  /// - Complexity: O(*rows* × *inputs* × *outputs*)
  public mutating func addGradients(_ x: Matrix, outputGradient: Matrix, threads: Int = 1) {
    addCrossProduct(outputGradient, x, to: &weight.gradient, threads: threads)
    bias?.addColumnSums(outputGradient)
  }

  /// Adds to the gradients of the parameters and returns the gradient in what came in, of shape (rows,
  /// ``inputs``); see ``addGradients(_:outputGradient:threads:)``.
  public mutating func backward(
    _ x: Matrix, outputGradient: Matrix, threads: Int = 1
  ) -> Matrix {
    addGradients(x, outputGradient: outputGradient, threads: threads)
    return inputGradient(outputGradient, threads: threads)
  }

  /// The gradient in what came in, of shape (rows, ``inputs``).
  public func inputGradient(_ outputGradient: Matrix, threads: Int = 1) -> Matrix {
    product(outputGradient, weightMatrix, threads: threads)
  }

  /// *W*, sharing its numbers with the parameter.
  private var weightMatrix: Matrix {
    Matrix(rows: outputs, columns: inputs, elements: weight.values)
  }
}
