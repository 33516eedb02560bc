/// Returns the eigenvalues and eigenvectors of the symmetric matrix `a`.
///
/// The signs of eigenvectors are a matter of choice. Here the component of largest magnitude is
/// positive; of several, the first.
///
/// - Parameters:
///   - a: The elements, row after row.
///   - n: The number of rows and columns.
/// - Returns: The eigenvalues in descending order, and the eigenvectors as the rows of a matrix of
///   shape (`n`, `n`): the one of `values[i]` is `vectors[i * n..<(i + 1) * n]`, of length 1.
/// - Precondition: The elements are finite.
/// - Complexity: O(*n*³) by LAPACK's divide and conquer (`dsyevd`), on one thread.
public func symmetricEigen(
  _ a: [Double], order n: Int
) -> (values: [Double], vectors: [Double]) {
  precondition(a.count == n * n, "\(a.count) elements are not of shape (\(n), \(n))")
  // LAPACK may loop over a NaN.
  precondition(a.allSatisfy(\.isFinite), "the matrix contains an infinity or a NaN")
  var ascending = a
  guard let values = BLAS.diagonalize(&ascending, n: n) else {
    preconditionFailure("the eigenvalues of a matrix of order \(n) were not found")
  }
  var vectors: [Double] = []
  vectors.reserveCapacity(n * n)
  for i in (0..<n).reversed() {
    let vector = ascending[i * n..<(i + 1) * n]
    let sign = signOfLargest(vector)
    vectors += vector.map { $0 * sign }
  }
  return (values.reversed(), vectors)
}

/// -1 if the first component of largest magnitude is negative, else 1.
private func signOfLargest(_ vector: ArraySlice<Double>) -> Double {
  var largest = 0.0
  for component in vector where abs(component) > abs(largest) { largest = component }
  return largest < 0 ? -1 : 1
}
