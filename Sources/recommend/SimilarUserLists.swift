import Artifacts
import LinearAlgebra
import NearestNeighbors
import Recommendation
import StageSupport

/// Lists the users who are most alike, by their vectors or the items they share.
struct SimilarUserLists {
  private let lists: UserListArguments
  private let common: CommonOptions

  /// Creates lists as the arguments want them.
  init(_ lists: UserListArguments, _ common: CommonOptions) {
    (self.lists, self.common) = (lists, common)
  }

  /// Writes `similar-users.tsv`, if it is wanted.
  ///
  /// - Throws: `FileError` if the vectors are malformed or the disk fails.
  func write(
    _ interactions: Interactions, _ output: inout StageOutput
  ) throws {
    guard lists.similarUsers > 0 else { return }
    let vectors = try output.optionalInput(lists.userVectors, "embed/users.npy")
    var writer = try TableWriter(
      path: output.file("similar-users.tsv"), columns: Schema.similarUsers)
    if let vectors {
      try append(VectorTable(contentsOf: vectors), to: &writer)
    } else {
      try append(SimilarUsers(interactions.matrix), interactions.users, to: &writer)
    }
    try writer.commit()
  }

  /// Users who are alike by the items they share.
  private func append(
    _ search: SimilarUsers, _ users: [String], to writer: inout TableWriter
  ) throws {
    for start in stride(from: 0, to: users.count, by: UsersRun.block) {
      let range = start..<min(start + UsersRun.block, users.count)
      let found = search.neighbors(
        of: range, count: lists.similarUsers, threads: common.threads)
      for (user, others) in zip(range, found) {
        for (place, other) in others.enumerated() {
          try writer.append([
            users[user], String(place + 1), users[Int(other.user)], decimal(other.similarity),
          ])
        }
      }
    }
  }

  /// Users who are alike by their vectors.
  private func append(_ table: VectorTable, to writer: inout TableWriter) throws {
    let order = bytewiseOrder(table.ids)
    let search = NeighborSearch(
      PointSource(table.vectors.rows(order)), metric: .cosine, seed: common.seed)
    let graph = search.run(neighbors: lists.similarUsers, threads: common.threads).graph
    for (row, source) in order.enumerated() {
      let others = zip(graph.neighbors(of: row), graph.distances(of: row))
      for (place, other) in others.enumerated() {
        try writer.append([
          table.ids[source], String(place + 1), table.ids[order[Int(other.0)]],
          decimal(1 - other.1),
        ])
      }
    }
  }
}
