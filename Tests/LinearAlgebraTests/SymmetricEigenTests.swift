import LinearAlgebra
import Testing

@Suite struct SymmetricEigenTests {
  @Test func `a matrix of order two`() {
    // Along (1, 1) it stretches by 3, along (1, -1) by 1.
    let (values, vectors) = symmetricEigen([2, 1, 1, 2], order: 2)
    let expected = [0.5, 0.5, 0.5, -0.5].map { $0 * 2.0.squareRoot() }
    #expect(zip(values, [3, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(vectors, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test(arguments: [0, 1, 2, 5, 40])
  func `the matrix stretches its eigenvectors`(order n: Int) {
    let a = gram(randomMatrix(n + 3, n), threads: 1)
    let (values, vectors) = symmetricEigen(a, order: n)
    #expect(values == values.sorted(by: >))
    for vector in 0..<n {
      let components = vectors[vector * n..<(vector + 1) * n]
      for i in 0..<n {
        let image = zip(a[i * n..<(i + 1) * n], components).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(image - values[vector] * vectors[vector * n + i]) < 1e-10)
      }
      #expect(abs(components.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
      let largest = components.max { abs($0) < abs($1) }
      #expect((largest ?? 0) > 0)
    }
  }

  @Test func `infinities and NaNs are refused`() async {
    await #expect(processExitsWith: .failure) { _ = symmetricEigen([.nan], order: 1) }
    await #expect(processExitsWith: .failure) { _ = symmetricEigen([.infinity], order: 1) }
  }
}
