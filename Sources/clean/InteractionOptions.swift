import ArgumentParser
import Artifacts
import Cleaning
import StageSupport

/// The options of which interactions of users with items are kept.
struct InteractionOptions: ParsableArguments {
  @Option(help: "The interactions. Default: crawl/interactions.tsv of the flow, if there is one.")
  var interactions: String?

  @Option(help: "Leave out users with fewer different items.")
  var minUserItems = 1

  @Option(help: "Leave out items with fewer different users.")
  var minItemUsers = 1

  @Option(help: "Leave out users with more different items: they are robots.")
  var maxUserItems = 1000

  func validate() throws {
    guard minUserItems >= 1, minItemUsers >= 1, maxUserItems >= minUserItems else {
      throw ValidationError(
        "--min-user-items and --min-item-users must be at least 1, --max-user-items not less.")
    }
  }

  /// Writes the interactions that are kept, and who and what is left out; nothing if there are none.
  ///
  /// - Throws: `FileError` if the table is malformed or the disk fails.
  func write(_ output: inout StageOutput) throws {
    guard let path = try output.optionalInput(interactions, "crawl/interactions.tsv") else {
      return
    }
    let table = try Table(contentsOf: path)
    let clicks = try sorted(table)
    var filter = InteractionFilter()
    (filter.minimumItems, filter.minimumUsers) = (minUserItems, minItemUsers)
    filter.maximumItems = maxUserItems
    let selection = filter.selection(clicks.map { ($0.user, $0.item) })
    try writeTable(
      output.file("interactions.tsv"), columns: Schema.interactions,
      selection.kept.lazy.map { [clicks[$0].user, clicks[$0].item, clicks[$0].time] })
    try writeTable(
      output.file("interaction-rejects.tsv"), columns: Schema.interactionRejects,
      selection.rejects.lazy.map {
        [$0.isItem ? "item" : "user", $0.id, $0.reason.rawValue, String($0.count)]
      })
    output.quality["interactions"] = Double(selection.kept.count)
    output.quality["interactions_repeated"] = Double(selection.repeats)
    output.quality["interactions_left_out"] = Double(
      clicks.count - selection.repeats - selection.kept.count)
  }

  /// The interactions, users in bytewise order and those of each as they happened: equal times by item.
  private func sorted(
    _ table: Table
  ) throws(FileError) -> [(user: String, item: String, time: String)] {
    let (users, items) = (try table.column("user"), try table.column("item"))
    let times = table.columns.contains("time") ? try table.column("time") : users.map { _ in "" }
    let moments = times.map { EventTime($0) }
    let order = users.indices.sorted { a, b in
      if !users[a].utf8.elementsEqual(users[b].utf8) { return precedesBytewise(users[a], users[b]) }
      if moments[a] != moments[b] { return moments[a] < moments[b] }
      if !items[a].utf8.elementsEqual(items[b].utf8) { return precedesBytewise(items[a], items[b]) }
      return precedesBytewise(times[a], times[b])
    }
    return order.map { (users[$0], items[$0], times[$0]) }
  }
}
