import LinearAlgebra

/// A tensor that training changes, with the gradient of the loss in it.
///
/// Gradients add up until ``Trainable/clearGradients()``, as in PyTorch, so that a batch may be worked
/// off in parts. A copy shares its numbers with the original until one of the two writes: a thread that
/// works on a copy of a network pays for the gradients alone.
public struct Parameter: Trainable {
  /// The name of the tensor in a model file.
  public let name: String
  /// The lengths of the dimensions, outermost first.
  public let shape: [Int]
  /// The numbers, row by row.
  public var values: [Float]
  /// The derivative of the loss in each number, row by row; as long as ``values``.
  public var gradient: [Float]
  /// Whether weight decay draws the numbers to zero; biases and the scales of normalizations are
  /// usually left alone.
  public var decays: Bool

  /// Creates a parameter without a gradient.
  ///
  /// - Precondition: There are as many values as the shape says.
  public init(_ name: String, shape: [Int], values: [Float], decays: Bool = true) {
    precondition(
      shape.reduce(1, *) == values.count, "\(values.count) numbers are not of shape \(shape)")
    self.name = name
    self.shape = shape
    self.values = values
    self.decays = decays
    gradient = [Float](repeating: 0, count: values.count)
  }

  /// Creates a parameter of random values, which depend on `seed` and `name` alone.
  public init(
    _ name: String, shape: [Int], _ initializer: Initializer, seed: UInt64, decays: Bool = true
  ) {
    self.init(
      name, shape: shape, values: initializer.values(shape, seed: seed, name: name), decays: decays)
  }

  /// The number of numbers.
  public var count: Int { values.count }

  /// Adds to the gradient, number by number.
  ///
  /// - Precondition: There are ``count`` numbers.
  public mutating func addGradient(_ numbers: [Float]) {
    precondition(numbers.count == gradient.count, "\(numbers.count) for \(gradient.count) numbers")
    let numbers = numbers.span
    var target = gradient.mutableSpan
    for i in numbers.indices { target[i] += numbers[i] }
  }

  /// Multiplies the gradient by a number.
  mutating func scaleGradient(by factor: Float) {
    var target = gradient.mutableSpan
    scale(&target, by: factor)
  }

  /// Adds the sum of each column to the gradient: that of biases.
  mutating func addColumnSums(_ rows: Matrix) {
    LinearAlgebra.addColumnSums(rows, to: &gradient)
  }

  /// Calls `body` with this parameter.
  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&self)
  }
}
