/// Eight numbers that are computed at once.
///
/// For loops over a dozen numbers, which the compiler's own vectors leave to a remainder computed one
/// by one.
typealias Lanes = SIMD8<Float>

/// Reads eight numbers, aligned or not.
@inline(__always)
func lanes(_ start: UnsafePointer<Float>) -> Lanes {
  unsafe UnsafeRawPointer(start).loadUnaligned(as: Lanes.self)
}

/// Writes eight numbers, aligned or not.
@inline(__always)
func store(_ numbers: Lanes, _ start: UnsafeMutablePointer<Float>) {
  unsafe UnsafeMutableRawPointer(start).storeBytes(of: numbers, as: Lanes.self)
}

/// Returns `a` × `b` + `c`.
@inline(__always)
func multiplyAdd(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
  #if X86_64_V3 || arch(arm64)
    c.addingProduct(a, b)
  #else
    // Without an instruction for it, addingProduct would be a call for each lane.
    a * b + c
  #endif
}

/// Returns the largest of eight numbers.
@inline(__always)
func maximum(_ x: Lanes) -> Float {
  let four = x.lowHalf.replacing(with: x.highHalf, where: x.highHalf .> x.lowHalf)
  let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
  return two[1] > two[0] ? two[1] : two[0]
}

/// Returns the sum of eight numbers.
@inline(__always)
func total(_ x: Lanes) -> Float {
  let four = x.lowHalf + x.highHalf
  let two = four.lowHalf + four.highHalf
  return two[0] + two[1]
}

/// Returns e to the power of each number; see the function of one number.
@inline(__always)
func exponential(_ x: Lanes) -> Lanes {
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
