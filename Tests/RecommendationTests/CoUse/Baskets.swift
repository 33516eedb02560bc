import LinearAlgebra

/// Random interactions of users with tastes, for tests: a user likes one of four kinds of items.
enum Baskets {
  static func matrix(users: Int, items: Int, seed: UInt64 = 1) -> SparseMatrix {
    var (offsets, columns) = ([0], [Int32]())
    for user in 0..<users {
      var generator = KeyedGenerator(seed: seed, purpose: "baskets", index: user)
      var chosen: Set<Int32> = []
      for _ in 0..<(2 + generator.below(6)) {
        let any = generator.below(items)
        let own = any / 4 * 4 + user % 4
        chosen.insert(Int32(generator.below(5) == 0 || own >= items ? any : own))
      }
      columns += chosen.sorted()
      offsets.append(columns.count)
    }
    return SparseMatrix(
      rows: users, columns: items, rowOffsets: offsets, columnIndexes: columns,
      values: [Float](repeating: 1, count: columns.count))
  }

  /// The scores of a user of the matrix.
  static func scores(_ matrix: SparseMatrix, user: Int, _ score: Scoring) -> [Float] {
    var scores = [Float](repeating: .nan, count: matrix.columns)
    var span = scores.mutableSpan
    score(matrix.columnIndexes(inRow: user), matrix.values(inRow: user), &span)
    return scores
  }

  typealias Scoring = (Span<Int32>, Span<Float>, inout MutableSpan<Float>) -> Void
}
