import LinearAlgebra
import RealModule

/// Adam with decoupled weight decay ([Loshchilov and Hutter 2019](https://arxiv.org/abs/1711.05101)), as
/// `torch.optim.AdamW` takes its steps.
///
/// In step *t* a number *w* with the gradient *g* changes by
///
///     w ← w - rate × decay × w
///     m ← β₁ m + (1 - β₁) g        v ← β₂ v + (1 - β₂) g²
///     w ← w - rate / (1 - β₁ᵗ) × m / (√v / √(1 - β₂ᵗ) + ε)
///
/// so a first step has about the length of the rate, whatever the scale of the gradient. Numbers are
/// independent of each other: the result does not depend on `threads`.
public struct AdamW: Sendable {
  /// β₁, the share of the mean gradient that a step keeps.
  public var firstDecay = 0.9
  /// β₂, the share of the mean square that a step keeps.
  public var secondDecay = 0.999
  /// What keeps a division by zero away.
  public var epsilon = 1e-8
  /// The share of a number, times the rate, by which a step shrinks it; only where
  /// ``Parameter/decays``.
  public var weightDecay: Double

  /// The steps that are done.
  public private(set) var steps = 0
  /// *m* of each parameter, in their order.
  private var means: [[Float]] = []
  /// *v* of each parameter.
  private var squares: [[Float]] = []

  /// An optimizer before its first step.
  public init(weightDecay: Double = 0.01) { self.weightDecay = weightDecay }

  /// Takes a step against the gradients, which stay as they are.
  ///
  /// - Parameters:
  ///   - network: The same network in every step.
  ///   - rate: The learning rate of this step.
  ///   - threads: The largest number of threads.
  /// - Complexity: O(*n*) for *n* numbers in all parameters.
  public mutating func step(_ network: inout some Trainable, rate: Double, threads: Int = 1) {
    steps += 1
    if means.isEmpty {
      means = network.parameters.map { [Float](repeating: 0, count: $0.count) }
      squares = means
    }
    var index = 0
    network.forEachParameter { parameter in
      precondition(
        index < means.count && means[index].count == parameter.count,
        "\(parameter.name) is not of the network of the first step")
      Step(self, rate: rate, decays: parameter.decays).apply(
        to: &parameter.values, parameter.gradient, &means[index], &squares[index],
        threads: threads)
      index += 1
    }
  }

  /// The numbers that a step has in common for all of a parameter.
  private struct Step {
    let shrink: Float
    let first: Float
    let second: Float
    let rate: Float
    let root: Float
    let epsilon: Float

    init(_ adam: AdamW, rate: Double, decays: Bool) {
      shrink = decays ? Float(1 - rate * adam.weightDecay) : 1
      first = Float(adam.firstDecay)
      second = Float(adam.secondDecay)
      let power = Double(adam.steps)
      self.rate = Float(rate / (1 - Double.pow(adam.firstDecay, power)))
      root = Float((1 - Double.pow(adam.secondDecay, power)).squareRoot())
      epsilon = Float(adam.epsilon)
    }

    func apply(
      to values: inout [Float], _ gradient: [Float], _ m: inout [Float], _ v: inout [Float],
      threads: Int
    ) {
      let count = values.count
      unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe m.withUnsafeMutableBufferPointer { m in
          unsafe v.withUnsafeMutableBufferPointer { v in
            // The ranges of `parallelFor` do not overlap, and neither do the spans made from them.
            nonisolated(unsafe) let values = unsafe values
            nonisolated(unsafe) let m = unsafe m
            nonisolated(unsafe) let v = unsafe v
            parallelFor(count: count, chunk: 1 << 15, threads: threads) { range in
              var some = unsafe MutableSpan(
                _unsafeElements: UnsafeMutableBufferPointer(rebasing: values[range]))
              var first = unsafe MutableSpan(
                _unsafeElements: UnsafeMutableBufferPointer(rebasing: m[range]))
              var second = unsafe MutableSpan(
                _unsafeElements: UnsafeMutableBufferPointer(rebasing: v[range]))
              move(&some, gradient.span.extracting(range), &first, &second)
            }
          }
        }
      }
    }

    private func move(
      _ values: inout MutableSpan<Float>, _ gradient: Span<Float>, _ m: inout MutableSpan<Float>,
      _ v: inout MutableSpan<Float>
    ) {
      for i in gradient.indices {
        let g = gradient[i]
        let mean = m[i] + (g - m[i]) * (1 - first)
        let square = second * v[i] + (1 - second) * g * g
        m[i] = mean
        v[i] = square
        values[i] = values[i] * shrink - rate * mean / (square.squareRoot() / root + epsilon)
      }
    }
  }
}
