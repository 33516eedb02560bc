import COpenBLAS

/// The one door to OpenBLAS and its LAPACK, row-major and always on the calling thread.
///
/// ``parallelFor(count:chunk:threads:_:)`` divides work instead, into chunks that do not depend on
/// the number of threads; OpenBLAS would divide by their number, and round differently.
///
/// The functions check the lengths that C cannot check. They take empty operands too, which BLAS
/// would refuse for their row length of 0.
enum BLAS {
  /// Read before each call, so that it is set before the first one.
  static let restrictedToOneThread: Void = openblas_set_num_threads(1)

  /// Stores in `c`, of shape (`m`, `n`), the product of `a`, of shape (`m`, `k`), and `b`, of shape
  /// (`k`, `n`), or adds it. An operand to be transposed is stored in the opposite shape.
  static func multiply(
    _ a: Span<Float>, _ b: Span<Float>, transposingA: Bool = false, transposingB: Bool = false,
    m: Int, n: Int, k: Int, adding: Bool = false, into c: inout MutableSpan<Float>
  ) {
    precondition(a.count == m * k && b.count == k * n && c.count == m * n, "shapes differ")
    guard m > 0, n > 0, k > 0 else {
      for i in c.indices where !adding { c[i] = 0 }
      return
    }
    restrictedToOneThread
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe c.withUnsafeMutableBufferPointer { c in
          unsafe cblas_sgemm(
            CblasRowMajor, transposingA ? CblasTrans : CblasNoTrans,
            transposingB ? CblasTrans : CblasNoTrans, blasint(m), blasint(n), blasint(k),
            1, a.baseAddress, blasint(transposingA ? m : k),
            b.baseAddress, blasint(transposingB ? k : n), adding ? 1 : 0, c.baseAddress,
            blasint(n))
        }
      }
    }
  }

  /// Stores in a block of `c` the product of blocks of `a` and `b` times `factor`, or adds it to what
  /// is there. An operand to be transposed is stored in the opposite shape.
  static func multiply(
    _ a: Span<Float>, _ aBlock: MatrixBlock, transposingA: Bool,
    _ b: Span<Float>, _ bBlock: MatrixBlock, transposingB: Bool,
    factor: Float, adding: Bool, into c: inout MutableSpan<Float>, _ cBlock: MatrixBlock
  ) {
    let (m, n) = (cBlock.rows, cBlock.columns)
    let k = transposingA ? aBlock.rows : aBlock.columns
    precondition(
      m == (transposingA ? aBlock.columns : aBlock.rows)
        && k == (transposingB ? bBlock.columns : bBlock.rows)
        && n == (transposingB ? bBlock.rows : bBlock.columns), "shapes differ")
    precondition(
      aBlock.isWithin(a.count) && bBlock.isWithin(b.count) && cBlock.isWithin(c.count),
      "a block reaches beyond its matrix")
    guard m > 0, n > 0, k > 0 else {
      precondition(adding || m == 0 || n == 0, "a product of no terms")
      return
    }
    restrictedToOneThread
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe c.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          unsafe cblas_sgemm(
            CblasRowMajor, transposingA ? CblasTrans : CblasNoTrans,
            transposingB ? CblasTrans : CblasNoTrans, blasint(m), blasint(n), blasint(k),
            factor, a + aBlock.start, blasint(aBlock.stride),
            b + bBlock.start, blasint(bBlock.stride), adding ? 1 : 0,
            c + cBlock.start, blasint(cBlock.stride))
        }
      }
    }
  }

  /// Stores in `c`, of shape (`m`, `n`), the product of `a`, of shape (`m`, `k`), and the transpose of
  /// `b`, of shape (`n`, `k`), in double precision.
  static func multiplyTransposed(
    _ a: Span<Double>, _ b: Span<Double>, m: Int, n: Int, k: Int, into c: inout MutableSpan<Double>
  ) {
    precondition(a.count == m * k && b.count == k * n && c.count == m * n, "shapes differ")
    guard m > 0, n > 0, k > 0 else {
      for i in c.indices { c[i] = 0 }
      return
    }
    restrictedToOneThread
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe c.withUnsafeMutableBufferPointer { c in
          unsafe cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, blasint(m), blasint(n), blasint(k), 1,
            a.baseAddress, blasint(k), b.baseAddress, blasint(k), 0, c.baseAddress, blasint(n))
        }
      }
    }
  }

  /// Subtracts from `c`, of shape (`m`, `n`), the product of `a`, of shape (`m`, `k`), and the transpose
  /// of `b`, of shape (`n`, `k`), in double precision.
  static func subtractTransposedProduct(
    _ a: Span<Double>, _ b: Span<Double>, m: Int, n: Int, k: Int,
    from c: inout MutableSpan<Double>
  ) {
    precondition(a.count == m * k && b.count == k * n && c.count == m * n, "shapes differ")
    guard m > 0, n > 0, k > 0 else { return }
    restrictedToOneThread
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe c.withUnsafeMutableBufferPointer { c in
          unsafe cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, blasint(m), blasint(n), blasint(k), -1,
            a.baseAddress, blasint(k), b.baseAddress, blasint(k), 1, c.baseAddress, blasint(n))
        }
      }
    }
  }

  /// Adds the upper triangle of `a`ᵀ · `a` to that of `sum`, of shape (`n`, `n`), for `a` of shape
  /// (`k`, `n`).
  static func addUpperGram(_ a: Span<Double>, n: Int, k: Int, to sum: inout [Double]) {
    precondition(a.count == k * n && sum.count == n * n, "shapes differ")
    guard n > 0, k > 0 else { return }
    restrictedToOneThread
    unsafe a.withUnsafeBufferPointer { a in
      unsafe sum.withUnsafeMutableBufferPointer { sum in
        unsafe cblas_dsyrk(
          CblasRowMajor, CblasUpper, CblasTrans, blasint(n), blasint(k), 1, a.baseAddress,
          blasint(n), 1, sum.baseAddress, blasint(n))
      }
    }
  }

  /// Replaces `x`, of shape (`m`, `n`), by the solution *y* of *y* · `upper` = `x`, for an upper
  /// triangular matrix of shape (`n`, `n`).
  static func divide(_ x: inout MutableSpan<Float>, byUpper upper: Span<Float>, m: Int, n: Int) {
    precondition(x.count == m * n && upper.count == n * n, "shapes differ")
    guard m > 0, n > 0 else { return }
    restrictedToOneThread
    unsafe upper.withUnsafeBufferPointer { upper in
      unsafe x.withUnsafeMutableBufferPointer { x in
        unsafe cblas_strsm(
          CblasRowMajor, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, blasint(m),
          blasint(n), 1, upper.baseAddress, blasint(n), x.baseAddress, blasint(n))
      }
    }
  }
}
