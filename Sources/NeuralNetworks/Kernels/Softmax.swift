import RealModule

/// Replaces each number by its exponential, after subtracting the largest, and returns their sum.
///
/// Dividing by the sum would make the numbers probabilities; attention divides its result instead,
/// which is shorter.
///
/// - Complexity: O(*n*), vectorized.
package func exponentiate(_ x: inout MutableSpan<Float>) -> Float {
  var key = Int32.min
  for i in x.indices { key = max(key, orderedKey(x[i])) }
  let largest = number(orderedKey: key)
  var sum: Float = 0
  for i in x.indices {
    let power = exponential(x[i] - largest)
    x[i] = power
    sum = Relaxed.sum(sum, power)
  }
  return sum
}
