import RealModule

/// The extent of attention over one text.
package struct AttentionShape {
  /// The number of heads, which divides ``hidden``.
  package let heads: Int
  /// The length of a token's vector.
  package let hidden: Int

  /// Describes attention with `heads` heads over vectors of `hidden` numbers.
  package init(heads: Int, hidden: Int) {
    precondition(heads > 0 && hidden % heads == 0, "\(heads) heads over \(hidden) numbers")
    self.heads = heads
    self.hidden = hidden
  }

  /// The length of a head's vectors.
  var size: Int { hidden / heads }

  /// The number of numbers that ``attend(_:rows:shape:scratch:into:)`` needs for `tokens` tokens.
  package func scratchCount(tokens: Int) -> Int { (size + 4) * padded(tokens) }

  /// A number of keys rounded up, so that blocks of them have no rest.
  func padded(_ tokens: Int) -> Int { (tokens + 15) / 16 * 16 }
}

/// Lets each token of a text take up from all of its tokens, as much as their keys match its query:
/// softmax(*Q* · *K*ᵀ) · *V* for each head, [Vaswani et al. 2017](https://doi.org/10.48550/arXiv.1706.03762).
///
/// The division by √(head size) is expected to have been done: it belongs to the weights of the
/// queries. The result for a text depends on nothing but its own rows.
///
/// - Parameters:
///   - inputs: Queries, keys and values of the tokens of many texts, side by side, of shape (tokens,
///     3 × hidden).
///   - rows: The tokens of the text.
///   - shape: The number of heads and their size.
///   - scratch: At least `shape.scratchCount(tokens: rows.count)` numbers.
///   - context: The result, of shape (tokens, hidden); only `rows` are written.
/// - Complexity: O(*t*² × *hidden*) for *t* tokens, in blocks of 4 queries and 16 keys.
package func attend(
  _ inputs: Span<Float>, rows: Range<Int>, shape: AttentionShape,
  scratch: inout MutableSpan<Float>, into context: inout MutableSpan<Float>
) {
  let hidden = shape.hidden
  precondition(
    rows.lowerBound >= 0 && rows.upperBound * 3 * hidden <= inputs.count
      && rows.upperBound * hidden <= context.count
      && scratch.count >= shape.scratchCount(tokens: rows.count), "shapes differ")
  if rows.isEmpty { return }
  unsafe inputs.withUnsafeBufferPointer { inputs in
    unsafe scratch.withUnsafeMutableBufferPointer { scratch in
      unsafe context.withUnsafeMutableBufferPointer { context in
        guard let inputs = inputs.baseAddress, let scratch = scratch.baseAddress,
          let context = context.baseAddress
        else { return }
        for head in 0..<shape.heads {
          let column = head * shape.size
          let text = unsafe HeadOfText(
            queries: inputs + rows.lowerBound * 3 * hidden + column,
            context: context + rows.lowerBound * hidden + column, scratch: scratch,
            tokens: rows.count, padded: shape.padded(rows.count), size: shape.size,
            hidden: hidden)
          text.transposeKeys()
          for first in stride(from: 0, to: rows.count, by: 4) { text.attend(from: first) }
        }
      }
    }
  }
}

/// What one head reads and writes of one text. The extents are checked by `attend`.
@safe private struct HeadOfText {
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
