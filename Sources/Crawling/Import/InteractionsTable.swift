import Artifacts

/// A user and an item that the user clicked, bought or read.
public struct Interaction: Sendable, Hashable {
  /// Who.
  public var user: String
  /// What.
  public var item: String
  /// When, in ISO 8601 or as a number, as the table has it; empty if it has none.
  public var time: String

  /// Creates an interaction.
  public init(user: String, item: String, time: String = "") {
    (self.user, self.item, self.time) = (user, item, time)
  }

  /// The record of `interactions.tsv`.
  public var record: [String] { [user, item, time] }
}

/// A tab-separated table of interactions: columns `user` and `item`, and `time` where there is one; or
/// of baskets: columns `basket` and `items`, which are separated by `|`.
///
/// Runs of blanks become one. Repeats stay, since a second click is one more.
struct InteractionsTable {
  private(set) var interactions: [Interaction] = []
  private(set) var rejects: [Reject] = []

  /// Whether the first line of a file names the columns of such a table.
  static func isRecognised(_ columns: [String]) -> Bool {
    (columns.contains("user") && columns.contains("item"))
      || (columns.contains("basket") && columns.contains("items"))
  }

  /// Reads the table.
  ///
  /// - Throws: ``FileError`` with the line of a malformed record.
  init(_ file: InputFile, _ contents: InputContents) throws(FileError) {
    var reader = try TableReader(file, contents)
    let isBaskets = !reader.columns.contains("item")
    let user = try reader.index(of: isBaskets ? "basket" : "user")
    let item = try reader.index(of: isBaskets ? "items" : "item")
    let time = reader.columns.firstIndex(of: "time")
    while let record = try reader.next() {
      let name = collapsed(record.string(user))
      let text = record.string(item)
      let items = isBaskets ? text.split(separator: "|").map { collapsed($0) } : [collapsed(text)]
      let found = items.filter { !$0.isEmpty }
      guard !name.isEmpty, !found.isEmpty else {
        let detail = "the user or the item is empty; nothing is lost by leaving it out"
        rejects.append(Reject("\(file.name):\(record.line)", "empty-interaction", detail))
        continue
      }
      let moment = time.map { collapsed(record.string($0)) } ?? ""
      interactions += found.map { Interaction(user: name, item: $0, time: moment) }
    }
    if interactions.isEmpty, rejects.isEmpty { rejects = [emptyTable(file)] }
  }
}

extension TableReader {
  /// Reads a file from its path, a member of a container from memory.
  init(_ file: InputFile, _ contents: InputContents) throws(FileError) {
    if let bytes = contents.member {
      try self.init(bytes, path: file.name)
    } else {
      try self.init(path: file.path)
    }
  }
}
