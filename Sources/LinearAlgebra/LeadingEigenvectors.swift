/// Finds the eigenvectors of a sparse symmetric matrix with the largest eigenvalues.
///
/// By the way of [Lanczos 1950]: products with the matrix span a small space, in which the problem is
/// solved densely.
///
/// Every vector of that space is made orthogonal to all others twice, since rounding would else bring
/// back what was found. Sums run over fixed parts of the vectors in a fixed order, so the result does
/// not depend on `threads`.
///
/// - Parameters:
///   - matrix: A symmetric matrix of shape (*n*, *n*).
///   - count: The number of eigenvectors; fewer are returned if the matrix is too small.
///   - known: An eigenvector that is to be left out, of length 1.
///   - steps: The number of products. Eigenvalues that stand apart from the next ones need few.
///   - seed: The seed of the random vector to start from.
///   - threads: The largest number of threads.
/// - Returns: The eigenvectors as rows, of shape (`count`, *n*), the largest eigenvalue first.
/// - Complexity: O(*steps* × *stored elements* + *steps*² × *n*), and *steps* × *n* numbers of memory.
///
/// [Lanczos 1950]: https://doi.org/10.6028/jres.045.026
public func leadingEigenvectors(
  _ matrix: SparseMatrix, count: Int, avoiding known: [Float], steps: Int = 120, seed: UInt64,
  threads: Int
) -> Matrix {
  let n = matrix.rows
  var generator = KeyedGenerator(seed: seed, purpose: "Lanczos vectors")
  let available = max(0, min(steps, n - 1))
  var basis = [known]
  var projections: [[Double]] = []
  var vector = (0..<n).map { _ in Float(generator.gaussian()) }
  for _ in 0..<available {
    if !makeOrthonormal(&vector, to: basis, threads: threads) {
      // The space is closed: what is left of the matrix lies in others, as where eigenvalues repeat.
      vector = (0..<n).map { _ in Float(generator.gaussian()) }
      guard makeOrthonormal(&vector, to: basis, threads: threads) else { break }
    }
    basis.append(vector)
    vector = matrix.multiplied(by: vector, threads: threads)
    projections.append(inner(vector, basis, threads: threads))
  }
  return combined(basis, projections, count: count, threads: threads)
}

/// Makes a vector orthogonal to others and of length 1, unless rounding is all that is left of it.
private func makeOrthonormal(
  _ vector: inout [Float], to basis: [[Float]], threads: Int
) -> Bool {
  orthogonalize(&vector, against: basis, threads: threads)
  orthogonalize(&vector, against: basis, threads: threads)
  var span = vector.mutableSpan
  return normalize(&span) > 1e-6
}

/// The eigenvectors of the matrix within the space of the basis, without its first vector.
private func combined(
  _ basis: [[Float]], _ projections: [[Double]], count: Int, threads: Int
) -> Matrix {
  let order = projections.count
  var small = [Double](repeating: 0, count: order * order)
  for row in 0..<order {
    // The product with vector `row` is known along the vectors up to it.
    for column in 0...row {
      small[row * order + column] = projections[row][column + 1]
      small[column * order + row] = projections[row][column + 1]
    }
  }
  let n = basis[0].count
  let kept = min(count, order)
  guard kept > 0 else { return Matrix(rows: 0, columns: n) }
  let vectors = symmetricEigen(small, order: order).vectors
  var result = Matrix(rows: kept, columns: n)
  for row in 0..<kept {
    result.withMutableRow(row) { sum in
      for column in 0..<order {
        let vector = basis[column + 1]
        addScaled(vector.span, times: Float(vectors[row * order + column]), to: &sum)
      }
    }
  }
  return result
}

/// The inner products of a vector with others.
private func inner(_ vector: [Float], _ basis: [[Float]], threads: Int) -> [Double] {
  let parts = parallelMap(count: vector.count, chunk: 8192, threads: threads) { range in
    basis.map { Double(dot(vector.span.extracting(range), $0.span.extracting(range))) }
  }
  var sums = [Double](repeating: 0, count: basis.count)
  for part in parts { for index in sums.indices { sums[index] += part[index] } }
  return sums
}

/// Takes from a vector what it has in the directions of others, each of length 1.
private func orthogonalize(_ vector: inout [Float], against basis: [[Float]], threads: Int) {
  let products = inner(vector, basis, threads: threads)
  var row = Matrix(rows: vector.count, columns: 1, elements: vector)
  row.forEachRowChunk(8192, threads: threads) { range, part in
    for (other, product) in zip(basis, products) {
      addScaled(other.span.extracting(range), times: Float(-product), to: &part)
    }
  }
  vector = row.elements
}

extension SparseMatrix {
  /// The product with a vector.
  fileprivate func multiplied(by vector: [Float], threads: Int) -> [Float] {
    multiplied(by: Matrix(rows: vector.count, columns: 1, elements: vector), threads: threads)
      .elements
  }
}
