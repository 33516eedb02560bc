import Artifacts
import LinearAlgebra
import Testing

import Recommendation

@Suite struct InteractionsTests {
  private typealias Row = (user: String, item: String, weight: Float, time: String)

  private static let rows: [Row] = [
    ("ann", "tea", 1, "3"), ("bob", "milk", 2, "1"), ("ann", "milk", 1, "1"),
    ("ann", "tea", 2.5, "2"), ("cid", "bread", 1, ""),
  ]

  private static func expectEqual(_ a: Interactions, _ b: Interactions) {
    #expect(a.users == b.users && a.items == b.items && a.repeats == b.repeats)
    #expect(a.matrix == b.matrix && a.times == b.times)
  }

  @Test func `users and items are sorted, a user's items in the order of use`() {
    let interactions = Interactions(Self.rows)
    #expect(interactions.users == ["ann", "bob", "cid"])
    #expect(interactions.items == ["bread", "milk", "tea"])
    #expect(interactions.matrix.rowOffsets == [0, 2, 3, 4])
    #expect(interactions.matrix.columnIndexes == [1, 2, 1, 0])
    #expect(interactions.matrix.values == [1, 3.5, 2, 1])
    #expect(interactions.times == [EventTime("1"), EventTime("2"), EventTime("1"), EventTime("")])
    #expect(interactions.repeats == 1 && interactions.hasTimes)
    #expect(interactions.usersOfItems() == [1, 2, 1])
  }

  @Test func `the order of the rows does not matter`() {
    var generator = KeyedGenerator(seed: 1, purpose: "rows")
    var rows: [Row] = (0..<400).map { _ in
      (
        "u\(generator.below(20))", "i\(generator.below(12))", generator.uniformFloat() + 0.1,
        generator.below(3) == 0 ? "" : "\(generator.below(5))"
      )
    }
    let first = Interactions(rows)
    for _ in 0..<5 {
      generator.shuffle(&rows)
      Self.expectEqual(first, Interactions(rows))
    }
  }

  @Test func `without times, items stand in their own order`() {
    let interactions = Interactions(Self.rows.map { ($0.user, $0.item, $0.weight, "") })
    #expect(!interactions.hasTimes && interactions.times.isEmpty)
    #expect(interactions.matrix.columnIndexes == [1, 2, 1, 0])
  }

  @Test func `a builder of known items counts the rows of others`() {
    var builder = InteractionsBuilder(items: ["tea", "milk", "salt"])
    for row in Self.rows + [("dan", "nails", 1, ""), ("dan", "nails", 1, "")] {
      builder.add(
        user: row.user.utf8.span, item: row.item.utf8.span, weight: row.weight,
        time: EventTime(row.time))
    }
    let interactions = builder.interactions()
    #expect(interactions.items == ["tea", "milk", "salt"])
    #expect(interactions.users == ["ann", "bob", "cid", "dan"])
    #expect(interactions.unknownItems.map(\.item) == ["bread", "nails"])
    #expect(interactions.unknownItems.map(\.rows) == [1, 2])
    #expect(interactions.usersOfItems() == [1, 2, 0])
    #expect(interactions.matrix.rowOffsets == [0, 2, 3, 3, 3])
  }

  @Test func `no rows are no interactions`() {
    let interactions = Interactions([])
    #expect(interactions.users.isEmpty && interactions.matrix.rows == 0)
  }

  @Test func `uses count by their weighting`() {
    let matrix = Interactions(Self.rows).matrix
    #expect(matrix.weighted(.binary).values == [1, 1, 1, 1])
    #expect(matrix.weighted(.count) == matrix)
    #expect(matrix.weighted(.log).values[2] == Float(1.5849625))
  }
}
