import LinearAlgebra
import RealModule

/// The random values that the training of a parameter starts with.
///
/// The names and bounds are PyTorch's. For a shape (outputs, inputs), the fan in is *inputs* and the fan
/// out *outputs*; a vector has no fans, and must be given a bound.
public enum Initializer: Sendable {
  /// The same number everywhere.
  case constant(Float)
  /// Evenly between -`bound` and `bound`.
  case uniform(bound: Double)
  /// A normal distribution around 0.
  case normal(deviation: Double)
  /// Evenly up to `gain` × √(6 / (fan in + fan out)), which keeps the variance of values and gradients
  /// through layers whose activation is near the identity ([Glorot and Bengio 2010]).
  ///
  /// [Glorot and Bengio 2010]: https://proceedings.mlr.press/v9/glorot10a.html
  case xavierUniform(gain: Double = 1)
  /// Evenly up to √(6 / ((1 + `slope`²) × fan in)), which does so for rectifiers with a slope below 0
  /// ([He et al. 2015](https://doi.org/10.1109/ICCV.2015.123)). The slope √5 gives the 1 / √(fan in) that
  /// PyTorch's `Linear` begins with.
  case kaimingUniform(slope: Double = 0)

  /// The numbers of a tensor, row by row, drawn one after the other.
  ///
  /// - Parameters:
  ///   - shape: The lengths of its dimensions.
  ///   - seed: The seed of the program.
  ///   - name: The name of the tensor, which makes its numbers independent of those of others.
  /// - Returns: As many numbers as the shape says.
  public func values(_ shape: [Int], seed: UInt64, name: String) -> [Float] {
    let count = shape.reduce(1, *)
    var generator = KeyedGenerator(seed: seed, purpose: "parameter \(name)")
    switch self {
    case .constant(let value): return [Float](repeating: value, count: count)
    case .normal(let deviation):
      return (0..<count).map { _ in Float(deviation * generator.gaussian()) }
    case .uniform, .xavierUniform, .kaimingUniform:
      let bound = bound(shape)
      return (0..<count).map { _ in Float(bound * (2 * generator.uniform() - 1)) }
    }
  }

  private func bound(_ shape: [Int]) -> Double {
    if case .uniform(let bound) = self { return bound }
    precondition(shape.count == 2, "a tensor of shape \(shape) has no fan in and fan out")
    let (fanOut, fanIn) = (Double(shape[0]), Double(shape[1]))
    switch self {
    case .xavierUniform(let gain): return gain * (6 / (fanIn + fanOut)).squareRoot()
    case .kaimingUniform(let slope): return (6 / ((1 + slope * slope) * fanIn)).squareRoot()
    case .constant, .normal, .uniform: return 0
    }
  }
}
