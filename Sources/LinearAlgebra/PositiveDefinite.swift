/// Replaces `b` by the solution *x* of `a` · *x* = `b`, for a symmetric positive definite matrix.
///
/// - Parameters:
///   - a: The elements, row after row, of shape (`b.count`, `b.count`); their new contents mean nothing.
///   - b: The right-hand side.
/// - Returns: Whether `a` is positive definite; otherwise the new contents of `b` mean nothing.
/// - Complexity: O(*n*³) by LAPACK's Cholesky decomposition (`dposv`), on one thread.
public func solvePositiveDefinite(_ a: inout [Double], _ b: inout [Double]) -> Bool {
  BLAS.solvePositiveDefinite(&a, &b, n: b.count)
}
