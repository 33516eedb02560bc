import Recommendation
import Testing

@Suite struct ProductPrecisionTests {
  private let known = ProductPrecision(interests: [
    0: [["Pans", "Knives"], ["Pans"], ["Boots"], ["Knives", "Pans"]],
    1: [["A"], ["B"], ["C"], ["A"], ["D"]], 2: [],
  ])

  @Test func `a category suits if half of the members like it, or else the most`() {
    #expect(known.suiting == [0: ["Pans", "Knives"], 1: ["A"]])
  }

  @Test func `precision counts places, those that are empty too`() {
    let list = ["Pans", "Boots", "Knives", "Pans"]
    #expect(known.precision(cluster: 0, list, at: 2) == 0.5)
    #expect(known.precision(cluster: 0, list, at: 4) == 0.75)
    #expect(known.precision(cluster: 0, list, at: 5) == 0.6)
    #expect(known.precision(cluster: 2, list, at: 5) == nil)
  }

  @Test func `the measures are the mean, the lowest and each`() {
    let measures = known.measures([0: ["Pans", "Pans"], 1: ["A", "B"]], at: 2)
    #expect(
      measures.map(\.name) == [
        "precision_at_2", "lowest_precision_at_2", "precision_at_2_cluster_0",
        "precision_at_2_cluster_1",
      ])
    #expect(measures.map(\.value) == [0.75, 0.5, 1, 0.5])
    #expect(ProductPrecision(suiting: [:]).measures([:], at: 5).isEmpty)
  }
}
