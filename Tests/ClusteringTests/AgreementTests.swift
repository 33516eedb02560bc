import Artifacts
import Clustering
import Testing

@Suite struct AgreementTests {
  @Test func `the measures are scikit-learn's`() throws {
    let table = try Table(contentsOf: fixture("agreement.tsv"))
    let (a, b) = (try labelings(table, "a"), try labelings(table, "b"))
    let (rand, information) = (
      try table.numbers("adjusted_rand"), try table.numbers("mutual_information")
    )
    #expect(table.count == 11)
    for row in 0..<table.count {
      #expect(abs(Agreement.adjustedRand(a[row], b[row]) - rand[row]) < 1e-12)
      let found = Agreement.normalizedMutualInformation(a[row], b[row])
      #expect(abs(found - information[row]) < 1e-12)
    }
  }

  @Test func `names do not matter`() {
    let numbers = [0, 0, 1, 2, 2, 2]
    let words = ["pets", "pets", "food", "music", "music", "music"]
    #expect(Agreement.adjustedRand(numbers, words) == 1)
    #expect(abs(Agreement.normalizedMutualInformation(numbers, words) - 1) < 1e-12)
  }

  private func labelings(_ table: Table, _ name: String) throws -> [[String]] {
    try table.column(name).map { $0.split(separator: " ").map(String.init) }
  }
}
