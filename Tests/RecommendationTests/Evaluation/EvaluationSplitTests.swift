import Artifacts
import LinearAlgebra
import Testing

import Recommendation

@Suite struct EvaluationSplitTests {
  private static func interactions(times: Bool = true) -> Interactions {
    var generator = KeyedGenerator(seed: 2, purpose: "rows")
    var rows: [(user: String, item: String, weight: Float, time: String)] = []
    for user in 0..<100 {
      for place in 0..<(1 + generator.below(8)) {
        rows.append(
          ("u\(user)", "i\(generator.below(30))", 1, times ? "\(user + 10 * place)" : ""))
      }
    }
    return Interactions(rows)
  }

  private static func row(_ matrix: SparseMatrix, _ row: Int) -> [Int32] {
    Array(matrix.columnIndexes[matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1]])
  }

  /// Histories and targets together are the interactions, and no user is asked who has only one side.
  @Test(arguments: EvaluationSplit.Method.allCases)
  func `nothing is lost and nothing is seen`(method: EvaluationSplit.Method) {
    let interactions = Self.interactions()
    let split = EvaluationSplit(interactions, by: method, seed: 1)
    #expect(!split.users.isEmpty && split.users.count + split.skipped == 100)
    for (user, targets) in zip(split.users, split.targets) {
      let history = Self.row(split.histories, user)
      #expect(!history.isEmpty && !targets.isEmpty)
      #expect(Set(history).isDisjoint(with: targets))
      #expect((history + targets).sorted() == Self.row(interactions.matrix, user).sorted())
      let training = Self.row(split.training.matrix, user)
      #expect(training == (method == .users ? [] : history))
    }
  }

  @Test func `last holds out the last item of everybody with two`() {
    let interactions = Self.interactions()
    let split = EvaluationSplit(interactions, by: .last, seed: 1)
    for (user, targets) in zip(split.users, split.targets) {
      #expect(targets == Self.row(interactions.matrix, user).suffix(1))
    }
    let able = (0..<100).count { Self.row(interactions.matrix, $0).count > 1 }
    #expect(split.users.count == able)
  }

  @Test func `time holds out what came later`() {
    let interactions = Self.interactions()
    let split = EvaluationSplit(interactions, by: .time, share: 0.3, seed: 1)
    let total = interactions.matrix.values.count
    let training = split.training.times
    #expect(abs(Double(total - training.count) / Double(total) - 0.3) < 0.05)
    let cut = interactions.times.sorted()[training.count]
    #expect(training.allSatisfy { $0 < cut })
  }

  @Test func `users holds out a share of the users`() {
    let split = EvaluationSplit(Self.interactions(), by: .users, share: 0.25, seed: 1)
    #expect(split.users.count > 15 && split.users.count < 26)
  }

  @Test func `the seed draws, and nothing else`() {
    let interactions = Self.interactions(times: false)
    for method in [EvaluationSplit.Method.random, .users] {
      let first = EvaluationSplit(interactions, by: method, seed: 1)
      #expect(EvaluationSplit(interactions, by: method, seed: 1).targets == first.targets)
      #expect(EvaluationSplit(interactions, by: method, seed: 2).targets != first.targets)
    }
  }
}
