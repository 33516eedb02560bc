import Artifacts
import LinearAlgebra
import Recommendation
import StageSupport

/// Suggests items to users: `recommend users`, and a part of `recommend` where there are interactions.
struct UsersRun {
  let coUse: CoUseArguments
  let lists: UserListArguments
  let common: CommonOptions

  /// What was done.
  struct Result {
    /// The number of users.
    var users = 0
    /// The number of users who got a list.
    var served = 0
    /// The measures, in the order in which they are written.
    var measures: [(name: String, value: Double)] = []
    /// What was done, in a few words.
    var summary = ""
  }

  /// The users whose lists are made before they are written.
  static let block = 16_384

  /// Writes `users.tsv`, `related.tsv`, `similar-users.tsv`, `user-rejects.tsv` and the model.
  ///
  /// - Throws: `FileError` if a table is malformed or the disk fails, `UsageError` if it is not known
  ///   where one is.
  func run(_ output: inout StageOutput) throws -> Result {
    let path = try output.input(coUse.interactions, "clean/interactions.tsv")
    let (saved, interactions) = try model(path, &output)
    let facts = try ItemFacts(lists, of: saved.items, &output)
    let emphasis =
      lists.model == nil ? facts.emphasis(lists, users: saved.users) : saved.emphasis
    var complete = saved
    complete.emphasis = emphasis
    var maker = UserLists(complete.model)
    maker.weighting = complete.weighting
    maker.emphasis = emphasis.isEmpty ? nil : emphasis
    maker.count = lists.userItems
    var result = try writeUsers(maker, interactions, facts, output)
    if saved.method != .popularity { try writeRelated(maker, saved.items, output) }
    try SimilarUserLists(lists, common).write(interactions, &output)
    try complete.write(output)
    let (users, items) = (interactions.users.count, saved.items.count)
    result.measures += [
      ("users", Double(users)), ("items", Double(items)),
      ("interactions", Double(interactions.matrix.values.count)),
      ("interactions_repeated", Double(interactions.repeats)),
      ("interactions_unknown", Double(interactions.unknownItems.reduce(0) { $0 + $1.rows })),
    ]
    result.summary =
      "\(users) users, \(items) items → lists of \(result.served) users by \(saved.method.rawValue)"
    return result
  }

  /// The model, fitted or opened, and the interactions of its items.
  private func model(
    _ path: String, _ output: inout StageOutput
  ) throws -> (SavedCoUse, Interactions) {
    if let folder = lists.model {
      let saved = try SavedCoUse(folder, &output)
      return (saved, try readInteractions(path, items: saved.items, log: output.log))
    }
    let options = coUse.options(lists.method)
    var (vectors, known): (Matrix?, [String]?) = (nil, nil)
    if lists.method == .vectors {
      // Items that nobody used yet can be suggested too.
      let path = try output.input(coUse.itemVectors, "embed/vectors.npy")
      let items = try VectorTable(contentsOf: path).ids.sorted(by: precedesBytewise)
      (vectors, known) = (try itemVectors(path, of: items), items)
    }
    let interactions = try readInteractions(path, items: known, log: output.log)
    let items = interactions.items
    if options.isSparse(items: items.count) {
      output.log.info(
        "\(items.count) items, more than --dense-items \(options.denseItems): each is predicted "
          + "from \(options.candidates) others, the sparse approximation of ease")
    }
    var line = ProgressLine("turns of als", total: options.als.iterations, log: output.log)
    let model = try fitted(path) {
      try options.model(
        interactions.matrix, vectors: vectors, seed: common.seed, threads: common.threads
      ) { line.update($0) }
    }
    line.finish()
    let saved = SavedCoUse(
      options, items: items, users: interactions.usersOfItems(),
      emphasis: ItemEmphasis(items: items.count), model: model)
    return (saved, interactions)
  }

  private func writeUsers(
    _ maker: UserLists, _ interactions: Interactions, _ facts: ItemFacts,
    _ output: borrowing StageOutput
  ) throws -> Result {
    var writer = try TableWriter(path: output.file("users.tsv"), columns: Schema.userItems)
    var progress = ProgressLine("users", total: interactions.users.count, log: output.log)
    var (rejects, listed) = (
      Self.unknownItems(interactions), [Int](repeating: 0, count: maker.model.items)
    )
    var result = Result(users: interactions.users.count)
    for start in stride(from: 0, to: interactions.users.count, by: Self.block) {
      let users = Array(start..<min(start + Self.block, interactions.users.count))
      let lists = maker.lists(interactions.matrix, users: users, threads: common.threads)
      for (user, list) in zip(users, lists) {
        if list.isEmpty {
          rejects.append(Self.reject(user, interactions))
        } else {
          result.served += 1
        }
        for (place, suggested) in list.enumerated() {
          let item = Int(suggested.item)
          listed[item] += 1
          try writer.append([
            interactions.users[user], String(place + 1), interactions.items[item],
            facts.titles[item], decimal(suggested.score),
            suggested.because.map { interactions.items[Int($0)] }.joined(separator: "|"),
          ])
        }
      }
      progress.update(start + users.count)
    }
    progress.finish()
    try writer.commit()
    try writeTable(
      output.file("user-rejects.tsv"), columns: Schema.interactionRejects, rejects)
    result.measures = Self.measures(listed, facts)
    return result
  }

  /// Why a user got no list.
  private static func reject(_ user: Int, _ interactions: Interactions) -> [String] {
    let items = interactions.matrix.rowOffsets[user + 1] - interactions.matrix.rowOffsets[user]
    return [
      "user", interactions.users[user], items == 0 ? "no-known-item" : "nothing-to-suggest",
      String(items),
    ]
  }

  private static func unknownItems(_ interactions: Interactions) -> [[String]] {
    interactions.unknownItems.map { ["item", $0.item, "unknown-item", String($0.rows)] }
  }

  private static func measures(
    _ listed: [Int], _ facts: ItemFacts
  ) -> [(name: String, value: Double)] {
    var measures = [
      (
        name: "user_coverage",
        value: Double(listed.count { $0 > 0 }) / Double(max(1, listed.count))
      )
    ]
    let suggested = listed.enumerated().lazy.flatMap { item, times in
      repeatElement(item, count: times)
    }
    if let all = facts.meanRate(listed.indices), let own = facts.meanRate(suggested) {
      measures += [("ctr_items", all), ("ctr_suggested", own)]
    }
    return measures
  }

  private func writeRelated(
    _ maker: UserLists, _ items: [String], _ output: borrowing StageOutput
  ) throws {
    guard lists.relatedItems > 0 else { return }
    var maker = maker
    maker.count = lists.relatedItems
    var writer = try TableWriter(path: output.file("related.tsv"), columns: Schema.relatedItems)
    for start in stride(from: 0, to: items.count, by: Self.block) {
      let range = start..<min(start + Self.block, items.count)
      for (item, list) in zip(range, maker.related(to: range, threads: common.threads)) {
        for (place, other) in list.enumerated() {
          try writer.append([
            items[item], String(place + 1), items[Int(other.item)], decimal(other.score),
          ])
        }
      }
    }
    try writer.commit()
  }
}
