import LinearAlgebra

/// Returns the sums of four vectors of eight numbers.
@inline(__always)
func totals(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> SIMD4<Float> {
  let ab = Lanes(lowHalf: a.lowHalf + a.highHalf, highHalf: b.lowHalf + b.highHalf)
  let cd = Lanes(lowHalf: c.lowHalf + c.highHalf, highHalf: d.lowHalf + d.highHalf)
  let sums = Lanes(lowHalf: ab.evenHalf + ab.oddHalf, highHalf: cd.evenHalf + cd.oddHalf)
  return sums.evenHalf + sums.oddHalf
}
