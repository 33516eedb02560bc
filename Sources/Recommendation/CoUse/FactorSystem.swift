import LinearAlgebra
import RealModule

/// The linear systems that alternating least squares solves, one for each history:
///
///     (Yᵀ Y + λ I + Σ (c − 1) y yᵀ) x = Σ c y
///
/// The sums run over the items of the history, *Y* are the factors of all items. The matrix is never made:
/// a product with it takes one with *Y*ᵀ*Y*, which all systems share, and one with each item's factors.
package struct FactorSystem: Sendable {
  /// *Y*, of shape (items, factors).
  private let factors: Matrix
  /// *Y*ᵀ *Y* + *λ* *I*, of shape (factors, factors).
  private let gram: Matrix
  private let alpha: Float

  /// Prepares the systems of histories of items with these factors.
  ///
  /// - Complexity: O(*items* × *factors*²)
  package init(_ factors: Matrix, regularization: Float, alpha: Float, threads: Int) {
    (self.factors, self.alpha) = (factors, alpha)
    let products = LinearAlgebra.gram(factors, threads: threads)
    let n = factors.columns
    gram = Matrix(
      rows: n, columns: n,
      elements: products.enumerated().map { place, product in
        Float(product + (place / n == place % n ? Double(regularization) : 0))
      })
  }

  /// Brings `x` nearer to the solution by some steps of conjugate gradients; of an empty history it is
  /// zero.
  package func approach(
    _ x: inout MutableSpan<Float>, _ used: Span<Int32>, _ weights: Span<Float>, steps: Int
  ) {
    guard !used.isEmpty else { return x.update(repeating: 0) }
    var start = [Float](repeating: 0, count: x.count)
    for j in x.indices { start[j] = x[j] }
    let right = rightSide(used, weights)
    let found = solved(right, from: start, used, weights, steps: steps)
    for j in x.indices { x[j] = found[j] }
  }

  /// The solution of the system of a history.
  package func solution(_ used: Span<Int32>, _ weights: Span<Float>) -> [Float] {
    let right = rightSide(used, weights)
    return inverse(used, weights, times: right.span)
  }

  /// The product of the inverse of the matrix of a history and a vector.
  package func inverse(
    _ used: Span<Int32>, _ weights: Span<Float>, times vector: Span<Float>
  ) -> [Float] {
    var right = [Float](repeating: 0, count: vector.count)
    for j in vector.indices { right[j] = vector[j] }
    let zeros = [Float](repeating: 0, count: right.count)
    return solved(right, from: zeros, used, weights, steps: 2 * right.count)
  }

  /// Σ *c y*.
  private func rightSide(_ used: Span<Int32>, _ weights: Span<Float>) -> [Float] {
    var sum = [Float](repeating: 0, count: factors.columns)
    var span = sum.mutableSpan
    for place in used.indices {
      addScaled(
        factors[row: Int(used[place])], times: 1 + alpha * weights[place], to: &span)
    }
    return sum
  }

  /// Conjugate gradients ([Hestenes and Stiefel 1952]), until the residual is a 10⁻⁶ of the right side.
  ///
  /// [Hestenes and Stiefel 1952]: https://doi.org/10.6028/jres.049.044
  private func solved(
    _ right: [Float], from start: [Float], _ used: Span<Int32>, _ weights: Span<Float>, steps: Int
  ) -> [Float] {
    let target = 1e-12 * dot(right.span, right.span)
    var x = start
    var residual = right
    let product = self.product(start, used, weights)
    for j in residual.indices { residual[j] -= product[j] }
    var direction = residual
    var square = dot(residual.span, residual.span)
    for _ in 0..<steps where square > target {
      let image = self.product(direction, used, weights)
      let curvature = dot(direction.span, image.span)
      guard curvature > 0 else { break }
      let length = square / curvature
      for j in x.indices {
        x[j] = Relaxed.multiplyAdd(length, direction[j], x[j])
        residual[j] = Relaxed.multiplyAdd(-length, image[j], residual[j])
      }
      let next = dot(residual.span, residual.span)
      let ratio = next / square
      for j in direction.indices {
        direction[j] = Relaxed.multiplyAdd(ratio, direction[j], residual[j])
      }
      square = next
    }
    return x
  }

  /// The product of the matrix of a history and `x`.
  private func product(
    _ x: [Float], _ used: Span<Int32>, _ weights: Span<Float>
  ) -> [Float] {
    var product = [Float](repeating: 0, count: x.count)
    for j in x.indices { product[j] = dot(gram[row: j], x.span) }
    var span = product.mutableSpan
    for place in used.indices {
      let row = factors[row: Int(used[place])]
      addScaled(row, times: alpha * weights[place] * dot(row, x.span), to: &span)
    }
    return product
  }
}
