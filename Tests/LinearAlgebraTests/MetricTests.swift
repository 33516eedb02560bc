import LinearAlgebra
import Testing

@Suite struct MetricTests {
  @Test func `distances of a right triangle`() {
    let a: [Float] = [3, 0]
    let b: [Float] = [0, 4]
    #expect(Metric.euclidean.distance(a.span, b.span) == 5)
    #expect(Metric.squaredEuclidean.distance(a.span, b.span) == 25)
    #expect(Metric.cosine.distance(a.span, b.span) == 1)
    #expect(Metric.innerProduct.distance(a.span, b.span) == 1)
  }

  @Test(arguments: Metric.allCases)
  func `distances are symmetric`(metric: Metric) {
    let m = randomMatrix(2, 37)
    let (there, back) = (
      metric.distance(m[row: 0], m[row: 1]), metric.distance(m[row: 1], m[row: 0])
    )
    #expect(there == back)
  }

  @Test(arguments: [Metric.euclidean, .squaredEuclidean, .cosine])
  func `a vector is at distance zero from itself`(metric: Metric) {
    let m = randomMatrix(1, 37)
    #expect(metric.distance(m[row: 0], m[row: 0]) < 1e-6)
  }

  @Test func `cosine ignores length and ends at opposite vectors`() {
    let a: [Float] = [1, 2, 3]
    let longer: [Float] = [10, 20, 30]
    let opposite: [Float] = [-1, -2, -3]
    let zero: [Float] = [0, 0, 0]
    #expect(Metric.cosine.distance(a.span, longer.span) < 1e-6)
    #expect(abs(Metric.cosine.distance(a.span, opposite.span) - 2) < 1e-6)
    #expect(Metric.cosine.distance(a.span, zero.span) == 1)
  }

  @Test func `cosine and inner product agree on unit vectors`() {
    var m = randomMatrix(2, 50)
    m.forEachRow(threads: 1) { _, row in normalize(&row) }
    let cosine = Metric.cosine.distance(m[row: 0], m[row: 1])
    #expect(abs(cosine - Metric.innerProduct.distance(m[row: 0], m[row: 1])) < 1e-6)
  }
}
