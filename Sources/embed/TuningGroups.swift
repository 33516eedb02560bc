import Artifacts
import Embeddings
import StageSupport

/// Documents of the same author, or that link to the same target.
struct TuningGroups {
  let path: String
  /// What a group is called: author or target.
  let kind: String
  /// The documents with a text, in bytewise order.
  let ids: [String]
  let texts: TextSource
  /// The documents of each group.
  private let groups: [[Int]]
  /// What was left out so far.
  let rejects: [[String]]
  /// The number of documents.
  let inputRows: Int

  /// Why a document of a group of its own is of no use.
  var aloneDetail: String {
    kind == "author" ? "its author has no other text" : "no other text links to what it links to"
  }

  /// - Throws: `FileError` if a table is malformed or missing.
  init(_ command: Tune, _ output: inout StageOutput) throws {
    path = try output.input(command.documents, "clean/documents.tsv")
    let table = try TextTable(path, key: "id")
    let order = bytewiseOrder(table.ids)
    let ids = order.map { table.ids[$0] }
    texts = table.texts(0..<table.ids.count).selecting(order)
    inputRows = ids.count + table.empty.count
    var rejects = table.empty.map { [$0, "no-text", "it has neither a title nor a text"] }
    let names: [[String]]
    if command.same == .author {
      kind = "author"
      let authors = try table.column("author")
      names = order.map { authors[$0].isEmpty ? [] : [authors[$0]] }
      for (id, names) in zip(ids, names) where names.isEmpty {
        rejects.append([id, "no-author", "whose text it is is not known"])
      }
    } else {
      kind = "target"
      let links = try output.input(command.links, "clean/links.tsv")
      names = try Self.targets(links, of: ids, besides: Set(table.empty))
    }
    groups = Self.groups(names)
    (self.ids, self.rejects) = (ids, rejects)
  }

  /// The targets of each document, each once.
  private static func targets(
    _ path: String, of ids: [String], besides empty: Set<String>
  ) throws -> [[String]] {
    let links = try Table(contentsOf: path)
    let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    let targets = try links.column("target")
    var sets = [Set<String>](repeating: [], count: ids.count)
    for (row, id) in try links.column("id").enumerated() {
      if let number = numbers[id] {
        sets[number].insert(targets[row])
      } else if !empty.contains(id) {
        throw links.error(
          row: row, "there is no document '\(id)'", remedy: "run clean again, or remove the line")
      }
    }
    return sets.map(Array.init)
  }

  /// The documents of each name, names in bytewise order.
  private static func groups(_ names: [[String]]) -> [[Int]] {
    var members: [String: [Int]] = [:]
    for (document, names) in names.enumerated() {
      for name in names { members[name, default: []].append(document) }
    }
    let all = Array(members.keys)
    return bytewiseOrder(all).map { members[all[$0]] ?? [] }
  }

  /// The groups with each text once, and of two texts at least.
  ///
  /// - Returns: The groups, the number of documents in them, and the documents that are in none, though
  ///   they have an author; those that repeat another text of their group are in neither.
  func distinct(_ tokens: [[Int32]]) -> (groups: [[Int]], used: Int, alone: [Int]) {
    var kept: [[Int]] = []
    var (used, repeated) = (Set<Int>(), Set<Int>())
    for group in groups {
      var seen = Set<[Int32]>()
      let distinct = group.filter { seen.insert(tokens[$0]).inserted }
      guard distinct.count >= 2 else { continue }
      kept.append(distinct)
      used.formUnion(distinct)
      repeated.formUnion(Set(group).subtracting(distinct))
    }
    let rejected = Set(rejects.map { $0[0] })
    let alone = ids.indices.filter {
      !used.contains($0) && !repeated.contains($0) && !rejected.contains(ids[$0])
    }
    return (kept, used.count, alone)
  }
}
