import Artifacts
import Recommendation
import StageSupport

/// What is known of items beside who used them: their titles, and how often they were shown and clicked.
struct ItemFacts {
  /// The title of each item; empty for those without.
  let titles: [String]
  /// How often each item was shown.
  private(set) var impressions: [Double]
  /// How often each was clicked when it was shown.
  private(set) var clicks: [Double]

  /// Reads what there is of some items.
  ///
  /// - Throws: `FileError` if a table is malformed.
  init(_ arguments: UserListArguments, of items: [String], _ output: inout StageOutput) throws {
    let places = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, $0) })
    var titles = [String](repeating: "", count: items.count)
    if let path = try output.optionalInput(arguments.titles, "clean/documents.tsv") {
      let table = try Table(contentsOf: path)
      let (id, title) = (try table.index(of: "id"), try table.index(of: "title"))
      for row in 0..<table.count {
        if let place = places[table.string(row, id)] { titles[place] = table.string(row, title) }
      }
    }
    self.titles = titles
    impressions = [Double](repeating: 0, count: items.count)
    clicks = impressions
    if let path = try output.optionalInput(arguments.itemFields, "crawl/fields.tsv") {
      try readRates(Table(contentsOf: path), arguments, places)
    }
  }

  private mutating func readRates(
    _ table: Table, _ arguments: UserListArguments, _ places: [String: Int]
  ) throws(FileError) {
    let (id, field) = (try table.index(of: "id"), try table.index(of: "field"))
    let value = try table.index(of: "value")
    for row in 0..<table.count {
      let name = table.string(row, field)
      guard name == arguments.impressions || name == arguments.clicks,
        let place = places[table.string(row, id)]
      else { continue }
      guard let number = Double(table.string(row, value)), number.isFinite, number >= 0 else {
        throw table.error(
          row: row, "'\(table.string(row, value))' is no number of \(name)",
          remedy: "correct the field, or name another one")
      }
      if name == arguments.impressions {
        impressions[place] += number
      } else {
        clicks[place] += number
      }
    }
  }

  /// The factors of the scores.
  func emphasis(_ arguments: UserListArguments, users: [Int]) -> ItemEmphasis {
    var emphasis = ItemEmphasis(items: users.count)
    emphasis.lowerPopular(users, exponent: arguments.rarityExponent)
    emphasis.raiseClicked(
      clicks: clicks, impressions: impressions, exponent: arguments.ctrExponent)
    return emphasis
  }

  /// The mean click-through rate of items that were shown, each as often as it is listed; nil if none of
  /// them was shown.
  func meanRate(_ listed: some Sequence<Int>) -> Double? {
    var (sum, count) = (0.0, 0.0)
    for item in listed where impressions[item] > 0 {
      sum += clicks[item] / impressions[item]
      count += 1
    }
    return count > 0 ? sum / count : nil
  }
}
