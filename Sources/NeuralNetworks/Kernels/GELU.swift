import RealModule

/// The function between the two products of a layer's feed-forward part.
///
/// The Gaussian error linear unit of [Hendrycks and Gimpel 2016](https://doi.org/10.48550/arXiv.1606.08415),
/// *x* · Φ(*x*), exactly or by its approximation with tanh; or the rectifier.
package enum Activation: String, Sendable, CaseIterable {
  /// *x* · ½ (1 + erf(*x* / √2)).
  case gelu
  /// *x* · ½ (1 + tanh(√(2/π) (*x* + 0.044715 *x*³))); `gelu_pytorch_tanh` is the same.
  case geluTanh = "gelu_new"
  /// max(*x*, 0).
  case relu

  /// Replaces each number by the function of it.
  ///
  /// - Complexity: O(*n*), vectorized.
  package func apply(to x: inout MutableSpan<Float>) {
    switch self {
    case .gelu: for i in x.indices { x[i] = gaussianErrorLinear(x[i]) }
    case .geluTanh: for i in x.indices { x[i] = gaussianErrorLinearTanh(x[i]) }
    case .relu: for i in x.indices { x[i] = x[i] > 0 ? x[i] : 0 }
    }
  }
}

/// Returns *x* · Φ(*x*).
@inline(__always)
func gaussianErrorLinear(_ x: Float) -> Float {
  let half = 0.5 * x
  return Relaxed.multiplyAdd(half, errorFunctionOfRoot(x), half)
}

/// Returns erf(*x* / √2).
///
/// It is a quotient of polynomials, odd over even, on [-4, 4], beyond which it rounds to ±1: the
/// minimax approximation that Eigen and XLA use, to within 4 units in the last place.
@inline(__always)
func errorFunctionOfRoot(_ x: Float) -> Float {
  var z = x * 0.707_106_78
  z = z > -4 ? z : -4
  z = z < 4 ? z : 4
  let square = z * z
  var p = Relaxed.multiplyAdd(-2.726_142_26e-10, square, 2.770_681_42e-8)
  p = Relaxed.multiplyAdd(p, square, -2.101_024_02e-6)
  p = Relaxed.multiplyAdd(p, square, -5.692_506_39e-5)
  p = Relaxed.multiplyAdd(p, square, -7.349_906_30e-4)
  p = Relaxed.multiplyAdd(p, square, -2.954_599_81e-3)
  p = Relaxed.multiplyAdd(p, square, -1.609_603_33e-2)
  var q = Relaxed.multiplyAdd(-1.456_607_18e-5, square, -2.133_740_55e-4)
  q = Relaxed.multiplyAdd(q, square, -1.682_826_97e-3)
  q = Relaxed.multiplyAdd(q, square, -7.373_329_17e-3)
  q = Relaxed.multiplyAdd(q, square, -1.426_473_91e-2)
  return z * p / q
}

/// Returns the approximation of *x* · Φ(*x*) by tanh, as *x* · σ(2 *y*), since ½ (1 + tanh *y*) =
/// σ(2 *y*).
@inline(__always)
func gaussianErrorLinearTanh(_ x: Float) -> Float {
  let y = x * Relaxed.multiplyAdd(0.071_354_816 * x, x, 1.595_769_1)
  // e^-y overflows no single-precision number from -87 on.
  return x / (1 + exponential(y > -87 ? -y : 87))
}
