import Artifacts
import Embeddings
import StageSupport

/// What is known of items: who clicked them, what their tags are, how often they were shown.
struct ClickTables {
  /// Where the interactions are.
  let path: String
  let histories: ClickHistories
  /// The table of facts, if there is one.
  private let facts: Table?
  private let arguments: ClicksArguments

  /// Reads the tables.
  ///
  /// - Throws: `FileError` if one is malformed, and `UsageError` if it is not known where they are.
  init(_ command: Embed, _ output: inout StageOutput) throws {
    arguments = command.clicks
    path = try output.input(arguments.interactions, "clean/interactions.tsv")
    histories = try Self.histories(path)
    facts = try output.optionalInput(arguments.fields, "crawl/fields.tsv").map {
      try Table(contentsOf: $0)
    }
  }

  /// Reads who clicked what; `time` may be missing.
  private static func histories(_ path: String) throws(FileError) -> ClickHistories {
    let table = try Table(contentsOf: path)
    let (user, item) = (try table.index(of: "user"), try table.index(of: "item"))
    let time = table.columns.firstIndex(of: "time")
    try table.requireRecords()
    var builder = ClickHistoriesBuilder()
    var (userBytes, itemBytes, timeBytes): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    for row in 0..<table.count {
      userBytes.removeAll(keepingCapacity: true)
      itemBytes.removeAll(keepingCapacity: true)
      timeBytes.removeAll(keepingCapacity: true)
      table.appendText(row, user, to: &userBytes)
      table.appendText(row, item, to: &itemBytes)
      if let time { table.appendText(row, time, to: &timeBytes) }
      guard !userBytes.isEmpty, !itemBytes.isEmpty else {
        throw table.error(
          row: row, "the user or the item is empty", remedy: "run clean again, or remove the line")
      }
      builder.add(user: userBytes.span, item: itemBytes.span, time: timeBytes.span)
    }
    return builder.histories()
  }

  /// The tags of some items.
  ///
  /// - Throws: `FileError` if the table of facts has not the columns id, field and value.
  func tags(of items: [String]) throws(FileError) -> ItemTags {
    var pairs: [(item: String, tag: String)] = []
    try forEachFact(arguments.tags) { _, item, value in
      if !value.isEmpty { pairs.append((item, value)) }
    }
    return ItemTags(of: items, pairs)
  }

  /// The click-through rates of some items, nil for those that were not shown; nil if nothing is known
  /// of any.
  ///
  /// - Throws: `FileError` with the line of a number that is none.
  func rates(of items: [String]) throws(FileError) -> [Double?]? {
    let impressions = try numbers(arguments.impressions, of: items)
    let clicks = try numbers(arguments.clicks, of: items)
    let rates = ClickThrough.rates(clicks: clicks, impressions: impressions)
    return rates.contains { $0 != nil } ? rates : nil
  }

  private func numbers(_ field: String, of items: [String]) throws(FileError) -> [Double] {
    let places = Dictionary(zip(items, items.indices)) { first, _ in first }
    var numbers = [Double](repeating: 0, count: items.count)
    try forEachFact(field) { row, item, value throws(FileError) in
      guard let place = places[item] else { return }
      guard let number = Double(value), number.isFinite, number >= 0 else {
        throw FileError(
          .malformed, facts?.path ?? "", line: facts?.line(of: row),
          "'\(value)' is no number of \(field)", remedy: "correct the field, or name another one")
      }
      numbers[place] += number
    }
    return numbers
  }

  private func forEachFact(
    _ name: String, _ body: (_ row: Int, _ item: String, _ value: String) throws(FileError) -> Void
  ) throws(FileError) {
    guard let facts else { return }
    let (id, field) = (try facts.index(of: "id"), try facts.index(of: "field"))
    let value = try facts.index(of: "value")
    for row in 0..<facts.count where facts.string(row, field) == name {
      try body(row, facts.string(row, id), facts.string(row, value))
    }
  }
}
