import Embeddings
import Testing

@Suite struct ClickHistoriesTests {
  private static let clicks = [
    (user: "v", item: "y", time: "2"), (user: "u", item: "z", time: "10"),
    (user: "u", item: "x", time: "9"), (user: "u", item: "y", time: "9"),
    (user: "u", item: "x", time: "11"), (user: "é", item: "z", time: ""),
  ]

  @Test func `items of a user stand in the order of time, each once`() {
    let histories = ClickHistories(Self.clicks)
    #expect(histories.users == ["u", "v", "é"] && histories.items == ["x", "y", "z"])
    #expect(histories.users.indices.map { Array(histories[$0]) } == [[0, 1, 2], [1], [2]])
    #expect(histories.count == 5 && histories.repeats == 1)
    #expect(histories.usersOfItems() == [1, 2, 2])
  }

  @Test func `the order in which clicks come in does not matter`() {
    let (a, b) = (ClickHistories(Self.clicks), ClickHistories(Self.clicks.reversed()))
    #expect(a.users == b.users && a.items == b.items && a.repeats == b.repeats)
    #expect(a.users.indices.allSatisfy { a[$0] == b[$0] })
  }

  @Test func `the last item is left out where enough are left`() {
    let (histories, last) = ClickHistories(Self.clicks).withoutLast(ofAtLeast: 2)
    #expect(last.map(\.user) == [0] && last.map(\.item) == [2])
    #expect(histories.users.indices.map { Array(histories[$0]) } == [[0, 1], [1], [2]])
    #expect(histories.items == ["x", "y", "z"])
  }

  @Test func `there may be no clicks`() {
    let histories = ClickHistories([])
    #expect(histories.users.isEmpty && histories.items.isEmpty && histories.count == 0)
  }
}
