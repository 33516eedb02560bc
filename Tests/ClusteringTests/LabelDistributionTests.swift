import Clustering
import LinearAlgebra
import Testing

@Suite struct LabelDistributionTests {
  private typealias Entry = LabelDistribution.Entry

  @Test func `z is the adjusted residual of a table of counts`() throws {
    // 12 of 20 members of one cluster have the value, and 6 of 40 of the other.
    let labels = [Int](repeating: 0, count: 20) + [Int](repeating: 1, count: 40)
    let entries = (Array(0..<12) + Array(20..<26)).map { Entry(member: $0, value: 0, share: 1) }
    let cells = LabelDistribution(entries, values: 1, labels: labels, clusters: 2).cells
    let expected = 20.0 * 18 / 60
    let residual = (12 - expected) / (expected * (1 - 20.0 / 60) * (1 - 18.0 / 60)).squareRoot()
    let cell = try #require(cells[0].first)
    #expect((cell.members, cell.share, cell.overall) == (12, 0.6, 0.3))
    #expect(abs(cell.z - residual * (59.0 / 60).squareRoot()) < 1e-12)
    // What one of two clusters has more often, the other has less often, equally clearly.
    #expect(abs(cells[1][0].z + cell.z) < 1e-12)
  }

  @Test func `shares have the mean and the spread that draws without replacement have`() {
    var generator = KeyedGenerator(seed: 1, purpose: "label distribution")
    let shares = (0..<30).map { _ in generator.uniform() }
    let entries = shares.enumerated().map { Entry(member: $0.offset, value: 0, share: $0.element) }
    // The mean square of z over all ways to draw a cluster is 1; here over many of them.
    var squares = 0.0
    let draws = 4000
    for _ in 0..<draws {
      var labels = [Int](repeating: -1, count: 30)
      var left = 7
      while left > 0 {
        let member = Int(generator.next() % 30)
        if labels[member] < 0 {
          labels[member] = 0
          left -= 1
        }
      }
      let z = LabelDistribution(entries, values: 1, labels: labels, clusters: 1).cells[0][0].z
      squares += z * z
    }
    #expect(abs(squares / Double(draws) - 1) < 0.08)
  }

  @Test func `members of no cluster count among all`() {
    let entries = [0, 1, 4].map { Entry(member: $0, value: 0, share: 1) }
    let cells = LabelDistribution(entries, values: 1, labels: [0, 0, 0, 0, -1], clusters: 1).cells
    #expect(cells[0][0].share == 0.5 && cells[0][0].overall == 0.6 && cells[0][0].z < 0)
  }

  @Test func `what all members have, and the values of one cluster alone, say nothing`() {
    let entries = (0..<9).map { Entry(member: $0, value: 0, share: 1) }
    let labels = [0, 0, 0, 0, 1, 1, 1, 1, 1]
    let cells = LabelDistribution(entries, values: 1, labels: labels, clusters: 2).cells
    #expect(cells.allSatisfy { $0.map(\.z) == [0] })
    let some = Array(entries.prefix(3))
    let one = LabelDistribution(
      some, values: 1, labels: [Int](repeating: 0, count: 9), clusters: 1)
    #expect(one.cells[0].map(\.z) == [0])
    #expect(LabelDistribution([], values: 0, labels: [], clusters: 2).cells == [[], []])
  }

  @Test func `the clearest values come first, equal ones by their number`() {
    let labels = [0, 0, 0, 1, 1, 1, 1]
    let entries = [(0, 2), (1, 2), (2, 2), (0, 1), (0, 0), (1, 3), (3, 3), (4, 3), (5, 3)]
      .map { Entry(member: $0.0, value: $0.1, share: 1) }
    let cells = LabelDistribution(entries, values: 4, labels: labels, clusters: 2).cells
    #expect(cells[0].map(\.value) == [2, 0, 1, 3])
  }
}
