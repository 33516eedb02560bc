import LinearAlgebra

/// The rows of a group of outputs in memory, padded to whole vectors of eight numbers; a row that stands for
/// none must be there too.
@safe struct OutputRows {
  private let a: UnsafeMutablePointer<Float>
  private let b: UnsafeMutablePointer<Float>
  private let c: UnsafeMutablePointer<Float>
  private let d: UnsafeMutablePointer<Float>
  private let e: UnsafeMutablePointer<Float>
  private let f: UnsafeMutablePointer<Float>
  /// The length of a row.
  private let stride: Int

  @inline(__always)
  @unsafe init(_ outputs: UnsafeMutablePointer<Float>, _ rows: SIMD8<Int32>, stride: Int) {
    unsafe a = outputs + Int(rows[0]) * stride
    unsafe b = outputs + Int(rows[1]) * stride
    unsafe c = outputs + Int(rows[2]) * stride
    unsafe d = outputs + Int(rows[3]) * stride
    unsafe e = outputs + Int(rows[4]) * stride
    unsafe f = outputs + Int(rows[5]) * stride
    self.stride = stride
  }

  /// Asks for the rows, so that they are in the cache when their turn comes.
  @inline(__always)
  @unsafe func prefetch() {
    unsafe prefetchRow(a, stride)
    unsafe prefetchRow(b, stride)
    unsafe prefetchRow(c, stride)
    unsafe prefetchRow(d, stride)
    unsafe prefetchRow(e, stride)
    unsafe prefetchRow(f, stride)
  }

  /// The inner products of two inputs and the outputs, 16 numbers.
  @inline(__always)
  @unsafe func products(
    _ x: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>,
    _ result: UnsafeMutablePointer<Float>
  ) {
    var (xa, xb, xc, xd, xe, xf) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
    var (ya, yb, yc, yd, ye, yf) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
    var i = 0
    while i < stride {
      let (u, v) = unsafe (lanes(x + i), lanes(y + i))
      var w = unsafe lanes(a + i)
      xa = multiplyAdd(u, w, xa)
      ya = multiplyAdd(v, w, ya)
      w = unsafe lanes(b + i)
      xb = multiplyAdd(u, w, xb)
      yb = multiplyAdd(v, w, yb)
      w = unsafe lanes(c + i)
      xc = multiplyAdd(u, w, xc)
      yc = multiplyAdd(v, w, yc)
      w = unsafe lanes(d + i)
      xd = multiplyAdd(u, w, xd)
      yd = multiplyAdd(v, w, yd)
      w = unsafe lanes(e + i)
      xe = multiplyAdd(u, w, xe)
      ye = multiplyAdd(v, w, ye)
      w = unsafe lanes(f + i)
      xf = multiplyAdd(u, w, xf)
      yf = multiplyAdd(v, w, yf)
      i += 8
    }
    let (x4, y4) = (totals(xa, xb, xc, xd), totals(ya, yb, yc, yd))
    let last = totals(xe, xf, ye, yf)
    unsafe store(Lanes(lowHalf: x4, highHalf: last), result)
    unsafe store(
      Lanes(lowHalf: y4, highHalf: SIMD4(lowHalf: last.highHalf, highHalf: .zero)), result + 8)
  }

  /// The inner products of one input and the outputs, 8 numbers.
  @inline(__always)
  @unsafe func product(
    _ x: UnsafeMutablePointer<Float>, _ result: UnsafeMutablePointer<Float>
  ) {
    var (xa, xb, xc, xd, xe, xf) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
    var i = 0
    while i < stride {
      let u = unsafe lanes(x + i)
      xa = unsafe multiplyAdd(u, lanes(a + i), xa)
      xb = unsafe multiplyAdd(u, lanes(b + i), xb)
      xc = unsafe multiplyAdd(u, lanes(c + i), xc)
      xd = unsafe multiplyAdd(u, lanes(d + i), xd)
      xe = unsafe multiplyAdd(u, lanes(e + i), xe)
      xf = unsafe multiplyAdd(u, lanes(f + i), xf)
      i += 8
    }
    let zero = Lanes()
    unsafe store(
      Lanes(lowHalf: totals(xa, xb, xc, xd), highHalf: totals(xe, xf, zero, zero)), result)
  }

  /// Moves inputs and outputs towards or away from each other, eight columns at a time.
  @inline(__always)
  @unsafe func update(
    _ inputs: UnsafeMutablePointer<Float>, _ rows: UnsafePointer<Int32>, _ count: Int,
    _ errors: UnsafeMutablePointer<Float>
  ) {
    var i = 0
    while i < stride {
      let (oa, ob, oc) = unsafe (lanes(a + i), lanes(b + i), lanes(c + i))
      let (od, oe, of) = unsafe (lanes(d + i), lanes(e + i), lanes(f + i))
      var (na, nb, nc, nd, ne, nf) = (oa, ob, oc, od, oe, of)
      for index in 0..<count {
        let place = unsafe inputs + Int(rows[index]) * stride + i
        let error = unsafe errors + 8 * index
        let x = unsafe lanes(place)
        var sum = x
        var factor = unsafe Lanes(repeating: error[0])
        sum = multiplyAdd(factor, oa, sum)
        na = multiplyAdd(factor, x, na)
        factor = unsafe Lanes(repeating: error[1])
        sum = multiplyAdd(factor, ob, sum)
        nb = multiplyAdd(factor, x, nb)
        factor = unsafe Lanes(repeating: error[2])
        sum = multiplyAdd(factor, oc, sum)
        nc = multiplyAdd(factor, x, nc)
        factor = unsafe Lanes(repeating: error[3])
        sum = multiplyAdd(factor, od, sum)
        nd = multiplyAdd(factor, x, nd)
        factor = unsafe Lanes(repeating: error[4])
        sum = multiplyAdd(factor, oe, sum)
        ne = multiplyAdd(factor, x, ne)
        factor = unsafe Lanes(repeating: error[5])
        sum = multiplyAdd(factor, of, sum)
        nf = multiplyAdd(factor, x, nf)
        unsafe store(sum, place)
      }
      unsafe store(na, a + i)
      unsafe store(nb, b + i)
      unsafe store(nc, c + i)
      unsafe store(nd, d + i)
      unsafe store(ne, e + i)
      unsafe store(nf, f + i)
      i += 8
    }
  }
  /// Moves one input towards or away from the outputs, which stay.
  @inline(__always)
  @unsafe func pull(_ x: UnsafeMutablePointer<Float>, _ errors: Lanes) {
    let (ea, eb, ec) = (errors[0], errors[1], errors[2])
    let (ed, ee, ef) = (errors[3], errors[4], errors[5])
    var i = 0
    while i < stride {
      var sum = unsafe multiplyAdd(Lanes(repeating: ea), lanes(a + i), lanes(x + i))
      var other = unsafe Lanes(repeating: eb) * lanes(b + i)
      sum = unsafe multiplyAdd(Lanes(repeating: ec), lanes(c + i), sum)
      other = unsafe multiplyAdd(Lanes(repeating: ed), lanes(d + i), other)
      sum = unsafe multiplyAdd(Lanes(repeating: ee), lanes(e + i), sum)
      other = unsafe multiplyAdd(Lanes(repeating: ef), lanes(f + i), other)
      unsafe store(sum + other, x + i)
      i += 8
    }
  }
}
