import Cleaning
import Testing

@Suite struct InteractionFilterTests {
  private func selection(
    _ pairs: [String], _ change: (inout InteractionFilter) -> Void = { _ in }
  ) -> (kept: [String], selection: InteractionSelection) {
    var filter = InteractionFilter()
    change(&filter)
    let interactions = pairs.map { pair in
      let parts = pair.split(separator: " ").map(String.init)
      return (user: parts[0], item: parts[1])
    }
    let selection = filter.selection(interactions)
    return (selection.kept.map { pairs[$0] }, selection)
  }

  @Test func `of interactions of one user with one item the first stays`() {
    let (kept, selection) = selection(["a x", "a y", "a x", "b x"])
    #expect(kept == ["a x", "a y", "b x"])
    #expect(selection.repeats == 1)
    #expect(selection.rejects.isEmpty)
  }

  @Test func `a user with too many items is a robot`() {
    let (kept, selection) = selection(["r 1", "r 2", "r 3", "a 1", "a 1", "a 1"]) {
      $0.maximumItems = 2
    }
    #expect(kept == ["a 1"])
    let reject = selection.rejects.first
    #expect(selection.rejects.count == 1)
    #expect(reject?.id == "r" && reject?.isItem == false && reject?.reason == .robot)
    #expect(reject?.count == 3)
  }

  @Test func `users and items go in turns until all that stay have enough`() {
    // Without d, item 3 has one user; without item 3, c has one item; a, b and items 1, 2 stay.
    let pairs = ["a 1", "a 2", "b 1", "b 2", "c 3", "c 1", "d 3"]
    let (kept, selection) = selection(pairs) {
      $0.minimumItems = 2
      $0.minimumUsers = 2
    }
    #expect(kept == ["a 1", "a 2", "b 1", "b 2"])
    #expect(
      selection.rejects.map { "\($0.id) \($0.reason.rawValue) \($0.count)" } == [
        "d few-items 1", "3 few-users 1", "c few-items 1",
      ])
    for number in ["1", "2"] { #expect(kept.filter { $0.hasSuffix(number) }.count == 2) }
  }

  @Test func `nothing may be left`() {
    let (kept, selection) = selection(["a 1", "b 2"]) { $0.minimumUsers = 2 }
    #expect(kept.isEmpty)
    #expect(selection.rejects.count == 2)
  }
}
