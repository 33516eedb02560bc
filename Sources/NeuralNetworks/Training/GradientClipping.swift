/// Scales the gradients of a network down so that their norm, all numbers taken together, is at most
/// `norm` ([Pascanu, Mikolov and Bengio 2013]): one steep batch cannot throw a network off.
///
/// As `torch.nn.utils.clip_grad_norm_`; squares are added in double precision, in the order of the
/// parameters.
///
/// - Returns: The norm before; infinite or not a number if a gradient is, which is then left alone: the
///   training diverges.
/// - Complexity: O(*n*) for *n* numbers in all parameters.
///
/// [Pascanu, Mikolov and Bengio 2013]: https://arxiv.org/abs/1211.5063
@discardableResult
public func clipGradients(of network: inout some Trainable, norm: Double) -> Double {
  var squares = 0.0
  network.forEachParameter { squares += sumOfSquares($0.gradient.span) }
  let before = squares.squareRoot()
  let factor = norm / (before + 1e-6)
  if factor < 1, before.isFinite { network.scaleGradients(by: Float(factor)) }
  return before
}

/// The sum of the squares in double precision: four sums over every fourth number, for speed.
func sumOfSquares(_ x: Span<Float>) -> Double {
  var sums = SIMD4<Double>()
  let whole = x.count / 4 * 4
  for i in stride(from: 0, to: whole, by: 4) {
    let four = SIMD4(Double(x[i]), Double(x[i + 1]), Double(x[i + 2]), Double(x[i + 3]))
    sums += four * four
  }
  for i in whole..<x.count { sums[0] += Double(x[i]) * Double(x[i]) }
  return sums[0] + sums[1] + sums[2] + sums[3]
}
