import Foundation
import LinearAlgebra
import Recommendation
import Testing

@Suite struct TermSimilaritiesTests {
  private let catalogue = [
    Product(id: "peel", title: "", category: "", tokens: ["pizza", "wood", "pizza", "set"]),
    Product(id: "strings", title: "", category: "", tokens: ["guitar", "set"]),
    Product(id: "poster", title: "", category: ""),
  ]
  private let terms = [
    ClusterTerms([
      Term(token: "pizza", word: "pizza", weight: 3), Term(token: "oven", word: "oven", weight: 4),
      Term(token: "wood", word: "wood", weight: -1),
    ]),
    ClusterTerms([]),
  ]

  @Test func `the cosine weighs rare tokens and the terms of the cluster`() {
    let values = TermSimilarities(catalogue, terms).values
    let rare = 1 + log(4.0 / 2)
    let common = 1 + log(4.0 / 3)
    let pizza = (1 + log(2.0)) * rare
    let length = (pizza * pizza + rare * rare + common * common).squareRoot()
    #expect(abs(Double(values[0, 0]) - pizza / length * 0.6) < 1e-6)
    #expect(values[1, 0] == 0 && values[2, 0] == 0)
  }

  @Test func `a cluster without terms is like nothing`() {
    let values = TermSimilarities(catalogue, terms).values
    #expect((0..<3).allSatisfy { values[$0, 1] == 0 })
  }
}
