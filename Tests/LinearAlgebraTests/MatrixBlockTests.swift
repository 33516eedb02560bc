import LinearAlgebra
import Testing

struct MatrixBlockTests {
  @Test(arguments: [false, true], [false, true])
  func `blocks multiply as the matrices that they hold`(transposingA: Bool, transposingB: Bool) {
    let (m, n, k) = (5, 4, 3)
    var generator = KeyedGenerator(seed: 1, purpose: "blocks")
    func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in Float(generator.gaussian()) } }
    // Every block begins behind two columns of a matrix of nine.
    func block(_ rows: Int, _ columns: Int) -> MatrixBlock {
      MatrixBlock(from: 2, rows: rows, columns: columns, stride: 9)
    }
    let (a, b, before) = (numbers(45), numbers(45), numbers(45))
    for adding in [false, true] {
      var c = before
      var span = c.mutableSpan
      multiply(
        a.span, transposingA ? block(k, m) : block(m, k), transposingA: transposingA, by: b.span,
        transposingB ? block(n, k) : block(k, n), transposingB: transposingB, factor: 0.5,
        adding: adding, into: &span, block(m, n))
      for i in 0..<m {
        for j in 0..<9 {
          var expected = before[i * 9 + j]
          if j >= 2, j < 2 + n {
            let sum = (0..<k).reduce(Float(0)) { sum, l in
              sum + a[2 + (transposingA ? l * 9 + i : i * 9 + l)]
                * b[2 + (transposingB ? (j - 2) * 9 + l : l * 9 + j - 2)]
            }
            expected = 0.5 * sum + (adding ? expected : 0)
          }
          #expect(abs(c[i * 9 + j] - expected) < 1e-5)
        }
      }
    }
  }
}
