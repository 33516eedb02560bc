/// Eight numbers that are computed at once: what an instruction of a processor with AVX2 works on.
typealias Lanes = SIMD8<Float>

/// Reads eight numbers, aligned or not.
@inline(__always)
func lanes(_ start: UnsafePointer<Float>) -> Lanes {
  unsafe UnsafeRawPointer(start).loadUnaligned(as: Lanes.self)
}

/// Reads eight numbers, aligned or not.
@inline(__always)
func lanes(_ start: UnsafeMutablePointer<Float>) -> Lanes {
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

/// Returns the sum of eight numbers, always in the same order.
@inline(__always)
func total(_ x: Lanes) -> Float {
  let four = x.lowHalf + x.highHalf
  let two = four.lowHalf + four.highHalf
  return two[0] + two[1]
}

/// Returns the sums of four vectors of eight numbers.
@inline(__always)
func totals(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> SIMD4<Float> {
  let ab = Lanes(lowHalf: a.lowHalf + a.highHalf, highHalf: b.lowHalf + b.highHalf)
  let cd = Lanes(lowHalf: c.lowHalf + c.highHalf, highHalf: d.lowHalf + d.highHalf)
  let sums = Lanes(lowHalf: ab.evenHalf + ab.oddHalf, highHalf: cd.evenHalf + cd.oddHalf)
  return sums.evenHalf + sums.oddHalf
}
