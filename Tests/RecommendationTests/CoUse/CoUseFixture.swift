import Artifacts
import LinearAlgebra
import Testing
import TestSupport

/// What Tests/References/co_use.py wrote into Fixtures.
struct CoUseFixture {
  /// Of shape (users, items).
  let interactions: SparseMatrix
  /// The weights of EASE with a regularization of 3, row after row.
  let ease: [Double]
  /// The three nearest items of each, by `implicit`: the cosines, row after row.
  let cosines: [Double]
  /// Factors of the items, of shape (items, 4).
  let factors: Matrix
  /// What `implicit` solves for each user with them, row after row: with a penalty of 0.5, and a
  /// confidence of 5 for a use.
  let users: [Double]

  init() throws {
    let folder = "\(projectFolder)/Tests/RecommendationTests/Fixtures"
    let table = try Table(contentsOf: "\(folder)/co-use-interactions.tsv")
    let (user, item) = (try table.integers("user"), try table.integers("item"))
    let count = (user.last ?? -1) + 1
    interactions = SparseMatrix(
      rows: count, columns: (item.max() ?? -1) + 1,
      rowOffsets: (0...count).map { row in user.count { $0 < row } },
      columnIndexes: item.map(Int32.init), values: try table.numbers("weight").map { Float($0) })
    func numbers(_ name: String) throws -> [Double] {
      try VectorFile("\(folder)/\(name).npy").matrix().elements.map { Double($0) }
    }
    ease = try numbers("co-use-ease")
    cosines = try numbers("co-use-cosines")
    factors = try VectorFile("\(folder)/co-use-factors.npy").matrix()
    users = try numbers("co-use-users")
  }
}
