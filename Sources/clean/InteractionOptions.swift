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
    let pairs = zip(try table.column("user"), try table.column("item"))
      .map { (user: $0, item: $1) }
    var filter = InteractionFilter()
    (filter.minimumItems, filter.minimumUsers) = (minUserItems, minItemUsers)
    filter.maximumItems = maxUserItems
    let selection = filter.selection(pairs)
    try writeTable(
      output.file("interactions.tsv"), columns: Schema.interactions,
      selection.kept.lazy.map { [pairs[$0].user, pairs[$0].item] })
    try writeTable(
      output.file("interaction-rejects.tsv"), columns: Schema.interactionRejects,
      selection.rejects.lazy.map {
        [$0.isItem ? "item" : "user", $0.id, $0.reason.rawValue, String($0.count)]
      })
    output.quality["interactions"] = Double(selection.kept.count)
    output.quality["interactions_repeated"] = Double(selection.repeats)
    output.quality["interactions_left_out"] = Double(
      pairs.count - selection.repeats - selection.kept.count)
  }
}
