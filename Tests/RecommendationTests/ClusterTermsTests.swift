import Recommendation
import Testing

@Suite struct ClusterTermsTests {
  private let terms = ClusterTerms([
    Term(token: "bake", word: "baking", weight: 0.2),
    Term(token: "oven", word: "oven", weight: 0.5),
    Term(token: "bake", word: "baking", weight: 0.9),
    Term(token: "dough", word: "dough", weight: 0.5),
    Term(token: "flour", word: "flour", weight: 0.1),
  ])

  @Test func `a term of several topics stands once, with its largest weight`() {
    #expect(terms.terms.map(\.token) == ["bake", "oven", "dough", "flour"])
    #expect(terms.terms.first?.weight == 0.9)
  }

  @Test func `shared words are spelled for people, the weightiest first`() {
    let product = Product(
      id: "set", title: "", category: "", tokens: ["flour", "dough", "set", "oven", "bake", "oven"])
    #expect(terms.shared(with: product) == ["baking", "oven", "dough"])
    #expect(terms.shared(with: product, limit: 1) == ["baking"])
  }

  @Test func `nothing is shared with a product of other words`() {
    let product = Product(id: "g", title: "", category: "", tokens: ["guitar", "ovens"])
    #expect(terms.shared(with: product).isEmpty)
  }
}
