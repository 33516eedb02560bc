import Artifacts
import LinearAlgebra
import Recommendation
import StageSupport

/// The evaluation of several methods on one split.
struct EvaluateRun {
  /// A method with its options and how good its lists are.
  struct Row {
    let options: CoUseOptions
    let evaluation: Evaluation
    /// The method, and its options if it has some.
    var name: String {
      options.settings.isEmpty
        ? options.method.rawValue : "\(options.method.rawValue) (\(options.settings))"
    }
  }

  let split: EvaluationSplit
  private let command: Evaluate
  private let path: String
  private let interactions: Interactions
  private let vectors: Matrix?
  private let diversity: ListDiversity
  private var threads: Int { command.common.threads }
  private var seed: UInt64 { command.common.seed }

  /// Divides the interactions.
  ///
  /// - Throws: `UsageError` if a split needs times that there are not, and `FileError` of the kind `empty`
  ///   if nobody has items on both sides.
  init(
    _ command: Evaluate, _ path: String, _ interactions: Interactions, _ vectors: Matrix?
  ) throws {
    (self.command, self.path, self.interactions) = (command, path, interactions)
    self.vectors = vectors
    split = try Self.split(interactions, command, path, seed: command.common.seed)
    diversity = ListDiversity(split.training.matrix, vectors: vectors)
  }

  private static func split(
    _ interactions: Interactions, _ command: Evaluate, _ path: String, seed: UInt64
  ) throws -> EvaluationSplit {
    let method = command.split ?? (interactions.hasTimes ? .last : .random)
    if [.last, .time].contains(method), !interactions.hasTimes {
      throw UsageError(
        "recommend evaluate: --split \(method.rawValue) needs times, and \(path) has none; "
          + "use --split random or users")
    }
    let split = EvaluationSplit(interactions, by: method, share: command.share, seed: seed)
    guard !split.users.isEmpty else {
      throw FileError(
        .empty, path, "no user has items on both sides of --split \(method.rawValue)",
        remedy: "bring more interactions, or hold out in another way")
    }
    return split
  }

  /// The number of held-out items that nobody of the training used: no method could find them.
  var coldTargets: Int {
    let users = split.training.usersOfItems()
    return split.targets.reduce(0) { sum, items in sum + items.count { users[Int($0)] == 0 } }
  }

  /// Evaluates each method.
  func rows(_ tuning: Tuning?, _ log: Log) throws -> [Row] {
    return try methods.map { method in
      let options = tuning?.chosen(method) ?? command.coUse.options(method)
      if options.isSparse(items: interactions.items.count) {
        log.info("more than \(options.denseItems) items: the sparse approximation of ease")
      }
      let start = ContinuousClock.now
      let model = try fitted(path) { try fit(options, split) }
      let learned = start.duration(to: .now) / .seconds(1)
      let evaluation = Evaluation(
        lists(model, options, split), split, count: command.top, diversity: diversity,
        seed: seed, threads: threads)
      let row = Row(options: options, evaluation: evaluation)
      let gain = evaluation["ndcg_at_\(command.top)"]
      log.info("\(row.name): NDCG \(fourDigits(gain)), learned in \(fourDigits(learned)) s")
      return row
    }
  }

  /// Tries the options of each method on a part of the training.
  ///
  /// - Throws: `FileError` of the kind `empty` if the training is too small.
  func tuning(_ log: Log) throws -> Tuning {
    // Another seed: with the same, the items drawn would be those of the places held out before.
    let inner = try Self.split(split.training, command, path, seed: seed &+ 1)
    return Tuning(
      try methods.flatMap { method in
        let trials = command.coUse.options(method).alternatives
        guard trials.count > 1 else { return [Tuning.Trial]() }
        return try trials.map { options in
          let model = try fitted(path) { try fit(options, inner) }
          let gains = zip(lists(model, options, inner), inner.targets).map {
            RankingMeasures($0, targets: $1, count: command.top).gain
          }
          let mean = gains.reduce(0, +) / Double(gains.count)
          log.info("\(method.rawValue) (\(options.settings)): validation NDCG \(fourDigits(mean))")
          return Tuning.Trial(options: options, gain: mean)
        }
      })
  }

  private var methods: [CoUseOptions.Method] {
    guard command.methods.isEmpty else { return command.methods }
    return [.popularity, .knn, .als] + (vectors == nil ? [] : [.vectors]) + [.ease]
  }

  private func fit(_ options: CoUseOptions, _ split: EvaluationSplit) throws -> any CoUseModel {
    try options.model(
      split.training.matrix, vectors: vectors, seed: seed, threads: threads)
  }

  /// The items that a model suggests to the users of a split.
  private func lists(
    _ model: any CoUseModel, _ options: CoUseOptions, _ split: EvaluationSplit
  ) -> [[Int32]] {
    var maker = UserLists(model)
    (maker.weighting, maker.count, maker.reasons) = (options.weighting, command.top, 0)
    return maker.lists(split.histories, users: split.users, threads: threads)
      .map { $0.map(\.item) }
  }
}
