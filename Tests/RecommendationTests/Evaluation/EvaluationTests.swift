import LinearAlgebra
import Testing

import Recommendation

@Suite struct EvaluationTests {
  /// Users with tastes, as interactions.
  private static let interactions: Interactions = {
    let baskets = Baskets.matrix(users: 600, items: 60)
    var rows: [(user: String, item: String, weight: Float, time: String)] = []
    for user in 0..<baskets.rows {
      for k in baskets.rowOffsets[user]..<baskets.rowOffsets[user + 1] {
        rows.append(("u\(user)", "i\(baskets.columnIndexes[k])", 1, ""))
      }
    }
    return Interactions(rows)
  }()

  private static func evaluation(
    _ method: CoUseOptions.Method, _ split: EvaluationSplit, threads: Int = 2
  ) throws -> Evaluation {
    var options = CoUseOptions()
    options.method = method
    (options.regularization, options.als.factors) = (20, 8)
    let model = try options.model(split.training.matrix, seed: 1, threads: threads)
    let lists = UserLists(model).lists(split.histories, users: split.users, threads: threads)
    return Evaluation(
      lists.map { $0.map(\.item) }, split, count: 10,
      diversity: ListDiversity(split.training.matrix), seed: 1, threads: threads)
  }

  @Test(arguments: [EvaluationSplit.Method.random, .users])
  func `models that know tastes beat popularity`(method: EvaluationSplit.Method) throws {
    let split = EvaluationSplit(Self.interactions, by: method, seed: 1)
    let popular = try Self.evaluation(.popularity, split)
    for model in [CoUseOptions.Method.ease, .knn, .als] {
      let evaluation = try Self.evaluation(model, split)
      #expect(evaluation["ndcg_at_10"] > 1.3 * popular["ndcg_at_10"], "\(model)")
      #expect(evaluation["coverage"] > popular["coverage"])
      #expect(evaluation["gini"] < popular["gini"])
    }
  }

  @Test func `means lie within their intervals, and threads do not matter`() throws {
    let split = EvaluationSplit(Self.interactions, by: .random, seed: 1)
    let evaluation = try Self.evaluation(.als, split, threads: 1)
    #expect(evaluation.measures.count == 10)
    for measure in evaluation.measures {
      if let interval = measure.interval { #expect(interval.contains(measure.value)) }
    }
    #expect(try Self.evaluation(.als, split, threads: 4).measures == evaluation.measures)
    // One item is held out of each user.
    #expect(evaluation["recall_at_10"] == evaluation["hit_rate_at_10"])
    #expect(evaluation["map_at_10"] == evaluation["mrr_at_10"])
  }
}
