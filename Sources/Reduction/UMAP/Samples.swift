/// Eight rows. Scalars, which a vector of integers would be taken apart to anyway.
struct EightRows {
  let (a, b, c, d): (Int, Int, Int, Int)
  let (e, f, g, h): (Int, Int, Int, Int)

  /// The rows in an array.
  var numbers: InlineArray<8, Int32> {
    [Int32(a), Int32(b), Int32(c), Int32(d), Int32(e), Int32(f), Int32(g), Int32(h)]
  }

  /// The rows with another one in the first lane.
  @inline(__always)
  func with(first row: Int32) -> EightRows {
    EightRows(a: Int(row), b: b, c: c, d: d, e: e, f: f, g: g, h: h)
  }
}

/// Random points that push, by SplitMix64 from a state that names them.
struct Samples {
  var state: UInt64
  let count: UInt64
  let excluded: Int

  /// Draws eight points, two from each number; the next one instead of the excluded.
  @inline(__always)
  mutating func next() -> EightRows {
    let (p, q, r, s) = (bits(), bits(), bits(), bits())
    return EightRows(
      a: row(p >> 32), b: row(p & 0xffff_ffff), c: row(q >> 32), d: row(q & 0xffff_ffff),
      e: row(r >> 32), f: row(r & 0xffff_ffff), g: row(s >> 32), h: row(s & 0xffff_ffff))
  }

  /// A row from 32 bits.
  @inline(__always)
  private func row(_ bits: UInt64) -> Int {
    let drawn = Int(truncatingIfNeeded: (bits &* count) >> 32)
    let next = drawn &+ (drawn == excluded ? 1 : 0)
    return next == Int(truncatingIfNeeded: count) ? 0 : next
  }

  @inline(__always)
  private mutating func bits() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
