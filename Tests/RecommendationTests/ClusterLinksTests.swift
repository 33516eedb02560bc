import Recommendation
import Testing

@Suite struct ClusterLinksTests {
  private let links = ClusterLinks([
    ["Russia", "Napoleon", "Russia"], ["Russia", "Leo Tolstoy"], ["Leo Tolstoy", "Moscow"], [],
  ])

  @Test func `a share counts each member once`() {
    #expect(links.share(of: "Russia") == 0.5)
    #expect(links.share(of: "Moscow") == 0.25)
    #expect(links.share(of: "Dublin") == 0)
  }

  @Test func `shared links are those of the most members, in the product's order`() {
    let product = Product(
      id: "atlas", title: "", category: "",
      links: ["Dublin", "Moscow", "Leo Tolstoy", "Russia", "Leo Tolstoy"])
    #expect(links.shared(with: product) == ["Leo Tolstoy", "Russia", "Moscow"])
    #expect(links.shared(with: product, limit: 2) == ["Leo Tolstoy", "Russia"])
  }
}
