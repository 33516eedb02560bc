import LinearAlgebra

/// Replaces each number by its exponential, after subtracting the largest, and returns their sum.
///
/// Dividing by the sum would make the numbers probabilities; attention divides its result instead,
/// which is shorter.
///
/// - Precondition: There are a multiple of eight numbers, at least eight. Fill up with numbers far
///   below the others, as -1e30: their exponentials vanish in the sum.
/// - Complexity: O(*n*), eight at a time.
@inline(__always)
package func exponentiate(_ x: inout MutableSpan<Float>) -> Float {
  precondition(x.count > 0 && x.count % 8 == 0, "\(x.count) numbers do not fill vectors of eight")
  return unsafe x.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return 0 }
    var largest = unsafe lanes(start)
    for j in stride(from: 8, to: buffer.count, by: 8) {
      let next = unsafe lanes(start + j)
      largest.replace(with: next, where: next .> largest)
    }
    let top = Lanes(repeating: maximum(largest))
    var sum = Lanes.zero
    for j in stride(from: 0, to: buffer.count, by: 8) {
      let power = unsafe exponential(lanes(start + j) - top)
      unsafe store(power, start + j)
      sum += power
    }
    return total(sum)
  }
}
