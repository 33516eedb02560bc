import Foundation
import Recommendation
import Testing

@Suite struct ProductPopularityTests {
  private func values(_ popularity: [Double], exponent: Double = 1) -> [Double] {
    ProductPopularity(
      popularity.map { Product(id: "", title: "", category: "", popularity: $0) },
      exponent: exponent
    ).values
  }

  @Test func `popularity is damped by the logarithm`() {
    let found = values([0, 9, 999])
    #expect(found[0] == 0 && found[2] == 1)
    #expect(abs(found[1] - 1.0 / 3) < 1e-12)
  }

  @Test func `the exponent makes the rest catch up`() {
    #expect(abs(values([9, 999], exponent: 0.5)[0] - sqrt(1.0 / 3)) < 1e-12)
  }

  @Test func `products of no known popularity gain nothing`() {
    #expect(values([0, 0]) == [0, 0])
    #expect(values([]).isEmpty)
  }
}
