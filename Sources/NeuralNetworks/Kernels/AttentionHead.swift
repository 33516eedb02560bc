import LinearAlgebra

/// What one head of attention reads and writes of one text. The extents are checked by `attend`.
@safe struct AttentionHead {
  /// The head's query of the first token; rows are 3 × `hidden` apart, keys and values `hidden` and
  /// 2 × `hidden` further.
  let queries: UnsafePointer<Float>
  let context: UnsafeMutablePointer<Float>  // of the first token; rows are `hidden` apart
  let scratch: UnsafeMutablePointer<Float>  // keys, (size, padded), then scores, (4, padded)
  let tokens: Int
  let padded: Int
  let size: Int
  let hidden: Int

  private var scores: UnsafeMutablePointer<Float> { unsafe scratch + size * padded }
  private var values: UnsafePointer<Float> { unsafe queries + 2 * hidden }

  /// Copies the keys side by side, of shape (size, padded), so that neighboring keys are neighbors in
  /// memory; those behind the last are zeros.
  func transposeKeys() {
    for j in 0..<tokens {
      let key = unsafe queries + hidden + j * 3 * hidden
      var target = unsafe scratch + j
      for c in 0..<size {
        unsafe target.pointee = key[c]
        unsafe target += padded
      }
    }
    for c in 0..<size {
      let row = unsafe scratch + c * padded
      for j in tokens..<padded { unsafe row[j] = 0 }
    }
  }

  /// Computes the results of four tokens from `first` on. Behind the end, the last token is computed
  /// again, with the same result.
  func attend(from first: Int) {
    let rows = (
      first, min(first + 1, tokens - 1), min(first + 2, tokens - 1), min(first + 3, tokens - 1)
    )
    for j in stride(from: 0, to: padded, by: 16) { score(rows, keys: j) }
    let factors = powers()
    var c = 0
    while c + 16 <= size {
      combine16(rows, factors, column: c)
      c += 16
    }
    while c < size {
      combine(rows, factors, column: c)
      c += 1
    }
  }

  private typealias Rows = (Int, Int, Int, Int)
  private typealias Factors = SIMD4<Float>

  /// The inner products of four queries and 16 keys.
  @inline(__always)
  private func score(_ rows: Rows, keys j: Int) {
    let stride = 3 * hidden
    let (q0, q1) = unsafe (queries + rows.0 * stride, queries + rows.1 * stride)
    let (q2, q3) = unsafe (queries + rows.2 * stride, queries + rows.3 * stride)
    var (a0, b0, a1, b1) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var (a2, b2, a3, b3) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    for c in 0..<size {
      let key = unsafe scratch + c * padded + j
      let (k, l) = unsafe (lanes(key), lanes(key + 8))
      unsafe add(q0[c], k, l, &a0, &b0)
      unsafe add(q1[c], k, l, &a1, &b1)
      unsafe add(q2[c], k, l, &a2, &b2)
      unsafe add(q3[c], k, l, &a3, &b3)
    }
    let target = unsafe scores + j
    unsafe store(a0, b0, target)
    unsafe store(a1, b1, target + padded)
    unsafe store(a2, b2, target + 2 * padded)
    unsafe store(a3, b3, target + 3 * padded)
  }

  /// Turns the four rows of scores into powers, and returns the inverses of their sums.
  @inline(__always)
  private func powers() -> Factors {
    var sums = Factors()
    for i in 0..<4 {
      let row = unsafe scores + i * padded
      for j in tokens..<padded { unsafe row[j] = -1e30 }
      var span = unsafe MutableSpan(_unsafeStart: row, count: padded)
      sums[i] = exponentiate(&span)
    }
    return 1 / sums
  }

  /// The sums of the values of 16 columns, weighted for four tokens.
  @inline(__always)
  private func combine16(_ rows: Rows, _ factors: Factors, column c: Int) {
    var (a0, b0, a1, b1) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var (a2, b2, a3, b3) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    let (p0, p1) = unsafe (scores, scores + padded)
    let (p2, p3) = unsafe (scores + 2 * padded, scores + 3 * padded)
    for j in 0..<tokens {
      let value = unsafe values + j * 3 * hidden + c
      let (v, w) = unsafe (lanes(value), lanes(value + 8))
      unsafe add(p0[j], v, w, &a0, &b0)
      unsafe add(p1[j], v, w, &a1, &b1)
      unsafe add(p2[j], v, w, &a2, &b2)
      unsafe add(p3[j], v, w, &a3, &b3)
    }
    let target = unsafe context + c
    unsafe store(a0 * factors[0], b0 * factors[0], target + rows.0 * hidden)
    unsafe store(a1 * factors[1], b1 * factors[1], target + rows.1 * hidden)
    unsafe store(a2 * factors[2], b2 * factors[2], target + rows.2 * hidden)
    unsafe store(a3 * factors[3], b3 * factors[3], target + rows.3 * hidden)
  }

  /// The same for one column, where a head's size is no multiple of 16.
  private func combine(_ rows: Rows, _ factors: Factors, column c: Int) {
    let rows = [rows.0, rows.1, rows.2, rows.3]
    for i in 0..<4 {
      var sum: Float = 0
      for j in 0..<tokens { unsafe sum += scores[i * padded + j] * values[j * 3 * hidden + c] }
      unsafe context[rows[i] * hidden + c] = sum * factors[i]
    }
  }
}

@inline(__always)
private func store(_ a: Lanes, _ b: Lanes, _ start: UnsafeMutablePointer<Float>) {
  unsafe store(a, start)
  unsafe store(b, start + 8)
}

/// Adds `s` × `x` to `a` and `s` × `y` to `b`.
@inline(__always)
private func add(_ s: Float, _ x: Lanes, _ y: Lanes, _ a: inout Lanes, _ b: inout Lanes) {
  let s = Lanes(repeating: s)
  a = multiplyAdd(s, x, a)
  b = multiplyAdd(s, y, b)
}
