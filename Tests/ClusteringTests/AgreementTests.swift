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
    let adjusted = try table.numbers("adjusted_information")
    let accuracies = try table.numbers("accuracy")
    #expect(table.count == 11)
    for row in 0..<table.count {
      #expect(abs(Agreement.adjustedRand(a[row], b[row]) - rand[row]) < 1e-12)
      let found = Agreement.normalizedMutualInformation(a[row], b[row])
      #expect(abs(found - information[row]) < 1e-12)
      #expect(abs(Agreement.adjustedMutualInformation(a[row], b[row]) - adjusted[row]) < 1e-9)
      #expect(abs(Agreement.accuracy(a[row], b[row]) - accuracies[row]) < 1e-12)
    }
  }

  @Test func `names do not matter`() {
    let numbers = [0, 0, 1, 2, 2, 2]
    let words = ["pets", "pets", "food", "music", "music", "music"]
    #expect(Agreement.adjustedRand(numbers, words) == 1)
    #expect(abs(Agreement.normalizedMutualInformation(numbers, words) - 1) < 1e-12)
  }

  @Test func `clusters are paired with classes such that most items agree`() {
    #expect(Agreement.accuracy([1, 1, 1, 0, 0, 2], ["a", "a", "b", "b", "b", "c"]) == 5.0 / 6)
    // More clusters than classes: one is left over.
    #expect(Agreement.accuracy([0, 0, 1, 1, 2], [7, 7, 7, 8, 8]) == 3.0 / 5)
    #expect(Agreement.accuracy([Int](), [Int]()) == 1)
  }

  private func labelings(_ table: Table, _ name: String) throws -> [[String]] {
    try table.column(name).map { $0.split(separator: " ").map(String.init) }
  }
}
