import LinearAlgebra
import Testing

@Suite struct LeadingEigenvectorsTests {
  /// A ring of weighted edges with chords, symmetric, each row divided so that rows add to one.
  private func graph(_ n: Int) -> (sparse: SparseMatrix, dense: [Double], known: [Float]) {
    var dense = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for (j, weight) in [((i + 1) % n, 1.0), ((i * i + 3) % n, 0.3)] where i != j {
        dense[i * n + j] += weight
        dense[j * n + i] += weight
      }
    }
    let degrees = (0..<n).map { row in dense[row * n..<(row + 1) * n].reduce(0, +) }
    for i in 0..<n {
      for j in 0..<n { dense[i * n + j] /= (degrees[i] * degrees[j]).squareRoot() }
    }
    let total = degrees.reduce(0, +)
    let sparse = SparseMatrix(
      rows: n, columns: n, rowOffsets: (0...n).map { $0 * n },
      columnIndexes: (0..<n * n).map { Int32($0 % n) }, values: dense.map { Float($0) })
    return (sparse, dense, degrees.map { Float(($0 / total).squareRoot()) })
  }

  @Test(arguments: [5, 40, 110])
  func `vectors are those of the dense decomposition`(n: Int) {
    let (sparse, dense, known) = graph(n)
    let expected = symmetricEigen(dense, order: n).vectors.map { Float($0) }
    let vectors = leadingEigenvectors(sparse, count: 3, avoiding: known, seed: 1, threads: 2)
    #expect(vectors.rows == 3)
    for k in 0..<3 {
      // The first of all is the one to avoid.
      let exact = expected.span.extracting((k + 1) * n..<(k + 2) * n)
      #expect(abs(abs(dot(vectors[row: k], exact)) - 1) < 1e-3)
    }
  }

  @Test func `eigenvalues that repeat have as many vectors`() {
    // Of a complete graph all but the first are equal.
    let n = 6
    let sparse = SparseMatrix(
      rows: n, columns: n, rowOffsets: (0...n).map { $0 * n },
      columnIndexes: (0..<n * n).map { Int32($0 % n) },
      values: (0..<n * n).map { $0 / n == $0 % n ? 0 : 0.2 })
    let known = [Float](repeating: 1 / Float(n).squareRoot(), count: n)
    let vectors = leadingEigenvectors(sparse, count: 3, avoiding: known, seed: 1, threads: 1)
    #expect(vectors.rows == 3)
    for i in 0..<3 {
      #expect(abs(dot(vectors[row: i], known.span)) < 1e-5)
      for j in 0...i {
        #expect(abs(dot(vectors[row: i], vectors[row: j]) - (i == j ? 1 : 0)) < 1e-5)
      }
    }
  }

  @Test func `threads change no bit`() {
    let (sparse, _, known) = graph(90)
    let one = leadingEigenvectors(sparse, count: 2, avoiding: known, seed: 1, threads: 1)
    #expect(leadingEigenvectors(sparse, count: 2, avoiding: known, seed: 1, threads: 4) == one)
  }

  @Test func `a single vertex has no other vector`() {
    let sparse = SparseMatrix(
      rows: 1, columns: 1, rowOffsets: [0, 0], columnIndexes: [], values: [])
    #expect(leadingEigenvectors(sparse, count: 2, avoiding: [1], seed: 1, threads: 1).rows == 0)
  }
}
