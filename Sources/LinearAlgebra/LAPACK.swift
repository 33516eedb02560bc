import COpenBLAS

extension BLAS {
  /// Replaces the upper triangle of the symmetric matrix `a`, of shape (`n`, `n`), by its Cholesky
  /// factor *u*, for which *u*ᵀ · *u* = `a`.
  ///
  /// - Returns: Whether `a` is positive definite; otherwise its new contents mean nothing.
  static func factorCholesky(_ a: inout [Double], n: Int) -> Bool {
    precondition(a.count == n * n, "\(a.count) elements are not of shape (\(n), \(n))")
    guard n > 0 else { return true }
    restrictedToOneThread
    var order = blasint(n)
    var info: blasint = 0
    // LAPACK is column-major: its lower triangle is our upper one.
    var triangle = CChar(UInt8(ascii: "L"))
    var leading = order
    unsafe dpotrf_(&triangle, &order, &a, &leading, &info)
    return info == 0
  }

  /// Replaces the symmetric positive definite matrix `a`, of shape (`n`, `n`), by its inverse; its upper
  /// triangle is read, both are written.
  ///
  /// - Returns: Whether `a` is positive definite; otherwise its new contents mean nothing.
  static func invertPositiveDefinite(_ a: inout [Double], n: Int) -> Bool {
    guard factorCholesky(&a, n: n) else { return false }
    guard n > 0 else { return true }
    var order = blasint(n)
    var info: blasint = 0
    var triangle = CChar(UInt8(ascii: "L"))
    var leading = order
    unsafe dpotri_(&triangle, &order, &a, &leading, &info)
    for i in 0..<n {
      for j in 0..<i { a[i * n + j] = a[j * n + i] }
    }
    return info == 0
  }

  /// Replaces `b`, of length `n`, by the solution *x* of `a` · *x* = `b` for a symmetric positive
  /// definite matrix `a`, of shape (`n`, `n`), whose upper triangle is replaced by its Cholesky factor.
  ///
  /// - Returns: Whether `a` is positive definite; otherwise the new contents of `b` mean nothing.
  static func solvePositiveDefinite(_ a: inout [Double], _ b: inout [Double], n: Int) -> Bool {
    precondition(a.count == n * n && b.count == n, "shapes differ")
    guard n > 0 else { return true }
    restrictedToOneThread
    var (order, columns) = (blasint(n), blasint(1))
    var info: blasint = 0
    var triangle = CChar(UInt8(ascii: "L"))
    var (leading, length) = (order, order)
    unsafe dposv_(&triangle, &order, &columns, &a, &leading, &b, &length, &info)
    return info == 0
  }

  /// Replaces the symmetric matrix `a`, of shape (`n`, `n`), by its eigenvectors, one per row.
  ///
  /// - Returns: The eigenvalues in ascending order, or `nil` if LAPACK does not find them, which
  ///   happens for infinities and NaNs.
  static func diagonalize(_ a: inout [Double], n: Int) -> [Double]? {
    precondition(a.count == n * n, "\(a.count) elements are not of shape (\(n), \(n))")
    guard n > 0 else { return [] }
    restrictedToOneThread
    var (job, triangle) = (CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "L")))
    var order = blasint(n)
    var leading = order
    var info: blasint = 0
    var values = [Double](repeating: 0, count: n)
    // The documented minimum for eigenvectors.
    var workCount = blasint(1 + 6 * n + 2 * n * n)
    var integerCount = blasint(3 + 5 * n)
    var work = [Double](repeating: 0, count: Int(workCount))
    var integers = [blasint](repeating: 0, count: Int(integerCount))
    // Column-major columns are row-major rows.
    unsafe dsyevd_(
      &job, &triangle, &order, &a, &leading, &values, &work, &workCount, &integers, &integerCount,
      &info)
    return info == 0 ? values : nil
  }
}
