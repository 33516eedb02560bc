import LinearAlgebra

/// Returns the largest of eight numbers.
@inline(__always)
func maximum(_ x: Lanes) -> Float {
  let four = x.lowHalf.replacing(with: x.highHalf, where: x.highHalf .> x.lowHalf)
  let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
  return two[1] > two[0] ? two[1] : two[0]
}

/// Returns e to the power of each number; see the function of one number.
@inlinable
@inline(__always)
package func exponential(_ x: Lanes) -> Lanes {
  let lowest = Lanes(repeating: -87)
  let x = x.replacing(with: lowest, where: x .< lowest)
  let magic = Lanes(repeating: 12_582_912)
  let shifted = multiplyAdd(x, Lanes(repeating: 1.442_695_04), magic)
  let n = shifted - magic
  let r = multiplyAdd(
    n, Lanes(repeating: 2.121_944_4e-4), multiplyAdd(n, Lanes(repeating: -0.693_359_375), x))
  var p = multiplyAdd(Lanes(repeating: 1.987_569_15e-4), r, Lanes(repeating: 1.398_199_95e-3))
  p = multiplyAdd(p, r, Lanes(repeating: 8.333_451_9e-3))
  p = multiplyAdd(p, r, Lanes(repeating: 4.166_579_6e-2))
  p = multiplyAdd(p, r, Lanes(repeating: 1.666_666_55e-1))
  p = multiplyAdd(p, r, Lanes(repeating: 5.000_000_1e-1))
  p = multiplyAdd(p, r * r, r + 1)
  let exponent = unsafe unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< 23
  return unsafe unsafeBitCast(unsafeBitCast(p, to: SIMD8<Int32>.self) &+ exponent, to: Lanes.self)
}
