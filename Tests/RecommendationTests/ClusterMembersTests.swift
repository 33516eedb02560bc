import Recommendation
import Testing

@Suite struct ClusterMembersTests {
  @Test func `members stand in the order that is given, and noise nowhere`() {
    let members = ClusterMembers(
      labels: [1, -1, 0, 1], clusters: 3, order: [3, 2, 1, 0])
    #expect(members.rows == [[2], [3, 0], []])
    #expect(members.sizes == [1, 2, 0])
    #expect(members.used == [0, 1])
  }

  @Test func `a sample is drawn from large clusters alone, and the same for a seed`() {
    let labels = (0..<200).map { $0 < 150 ? 0 : 1 }
    let members = ClusterMembers(labels: labels, clusters: 2)
    let sample = members.sample(60, seed: 7)
    #expect(sample.sizes == [60, 50])
    #expect(sample.rows[1] == members.rows[1])
    #expect(sample.rows[0] == sample.rows[0].sorted() && Set(sample.rows[0]).count == 60)
    #expect(sample.rows == members.sample(60, seed: 7).rows)
    #expect(sample.rows != members.sample(60, seed: 8).rows)
  }
}
