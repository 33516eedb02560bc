/// Eight numbers that are computed at once: what an instruction of a processor with AVX2 works on. For loops
/// over a dozen numbers, which the compiler's own vectors leave to a remainder computed one by one.
@usableFromInline
package typealias Lanes = SIMD8<Float>

/// Reads eight numbers, aligned or not.
@inlinable
@inline(__always)
package func lanes(_ start: UnsafePointer<Float>) -> Lanes {
  unsafe UnsafeRawPointer(start).loadUnaligned(as: Lanes.self)
}

/// Reads eight numbers, aligned or not.
@inlinable
@inline(__always)
package func lanes(_ start: UnsafeMutablePointer<Float>) -> Lanes {
  unsafe UnsafeRawPointer(start).loadUnaligned(as: Lanes.self)
}

/// Writes eight numbers, aligned or not.
@inlinable
@inline(__always)
package func store(_ numbers: Lanes, _ start: UnsafeMutablePointer<Float>) {
  unsafe UnsafeMutableRawPointer(start).storeBytes(of: numbers, as: Lanes.self)
}

/// Returns `a` × `b` + `c`.
@inlinable
@inline(__always)
package func multiplyAdd(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
  #if X86_64_V3 || arch(arm64)
    c.addingProduct(a, b)
  #else
    // Without an instruction for it, addingProduct would be a call for each lane.
    a * b + c
  #endif
}

/// Returns the sum of eight numbers, always in the same order.
@inlinable
@inline(__always)
package func total(_ x: Lanes) -> Float {
  let four = x.lowHalf + x.highHalf
  let two = four.lowHalf + four.highHalf
  return two[0] + two[1]
}
