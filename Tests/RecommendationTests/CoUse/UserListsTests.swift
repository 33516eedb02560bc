import LinearAlgebra
import Testing

import Recommendation

@Suite struct UserListsTests {
  private static func lists(_ baskets: SparseMatrix) throws -> UserLists {
    UserLists(ItemItemModel(.dense(try EASE.weights(baskets, regularization: 5, threads: 1))))
  }

  @Test func `lists hold the best items that the user has not used, with their reasons`() throws {
    let baskets = Baskets.matrix(users: 200, items: 40)
    var maker = try Self.lists(baskets)
    maker.count = 7
    let users = [3, 0, 150]
    for (user, list) in zip(users, maker.lists(baskets, users: users, threads: 2)) {
      let scores = Baskets.scores(baskets, user: user) { maker.model.score($0, $1, into: &$2) }
      let used = Set(
        baskets.columnIndexes[baskets.rowOffsets[user]..<baskets.rowOffsets[user + 1]])
      let order = (0..<40).filter { !used.contains(Int32($0)) && scores[$0] > 0 }
        .sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(7)
      #expect(list.map { Int($0.item) } == Array(order))
      for suggested in list {
        #expect(suggested.score == scores[Int(suggested.item)])
        #expect(suggested.because.count <= 2 && suggested.because.allSatisfy(used.contains))
      }
    }
  }

  @Test func `the same user gets the same list among others and alone`() throws {
    let baskets = Baskets.matrix(users: 200, items: 40)
    let maker = try Self.lists(baskets)
    let all = maker.lists(baskets, users: Array(0..<200), threads: 1)
    #expect(maker.lists(baskets, users: Array(0..<200), threads: 4) == all)
    #expect(maker.lists(baskets, users: [77], threads: 1) == [all[77]])
  }

  @Test func `a user without items gets no list`() {
    let baskets = SparseMatrix(
      rows: 2, columns: 3, rowOffsets: [0, 0, 3], columnIndexes: [0, 1, 2], values: [1, 1, 1])
    let maker = UserLists(PopularityModel(users: [1, 1, 1]))
    // The other one has used everything.
    #expect(maker.lists(baskets, users: [0, 1], threads: 1) == [[], []])
  }

  @Test func `emphasis changes the order`() {
    let baskets = SparseMatrix(
      rows: 1, columns: 3, rowOffsets: [0, 1], columnIndexes: [0], values: [1])
    var maker = UserLists(PopularityModel(users: [9, 5, 4]))
    #expect(maker.lists(baskets, users: [0], threads: 1)[0].map(\.item) == [1, 2])
    maker.emphasis = ItemEmphasis(factors: [1, 1, 2])
    #expect(maker.lists(baskets, users: [0], threads: 1)[0].map(\.item) == [2, 1])
  }

  @Test func `related items are those that one use speaks for`() throws {
    let baskets = Baskets.matrix(users: 200, items: 40)
    var maker = try Self.lists(baskets)
    maker.count = 3
    guard case .dense(let weights)? = (maker.model as? ItemItemModel)?.weights else { return }
    for (item, list) in zip(5..<9, maker.related(to: 5..<9, threads: 2)) {
      let row = (0..<40).map { weights[item, $0] }
      #expect(list.first.map { row[Int($0.item)] } == row.max())
      #expect(list.allSatisfy { Int($0.item) != item })
    }
  }
}
