import Artifacts
import DocumentTerms
import LinearAlgebra
import StageSupport

/// The documents and what they link to, as `--method links` reads them.
struct LinkedDocuments {
  /// The table of the links.
  let path: String
  /// The ids of the documents in bytewise order, those without links too.
  let ids: [String]
  /// How often each document links to each target.
  let links: DocumentTermMatrix

  /// Reads the links that clean chose, or with `--link-type` those that were crawled.
  ///
  /// Without a table of documents they are those that have links.
  init(_ command: Embed, _ output: inout StageOutput) throws {
    let types = command.linksOptions.linkType
    path = try output.input(command.links, types.isEmpty ? "clean/links.tsv" : "crawl/links.tsv")
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    let owners = try table.column("id")
    let documents = try output.optionalInput(command.documents, "clean/documents.tsv")
    let names = try documents.map { try Table(contentsOf: $0).keys("id") } ?? Array(Set(owners))
    ids = bytewiseOrder(names).map { names[$0] }
    let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    var lists = [[String]](repeating: [], count: ids.count)
    for (row, target) in try Self.targets(table, command.linksOptions).enumerated() {
      guard let target else { continue }
      if let number = numbers[owners[row]] {
        lists[number].append(target)
      } else if types.isEmpty {
        throw table.error(
          row: row, "there is no document '\(owners[row])'",
          remedy: "run clean again, or remove the line")
      }
      // A document that clean left out still has its crawled links.
    }
    links = DocumentTermMatrix(
      lists.map(Embed.joined), separator: DocumentTermMatrix.unitSeparator,
      threads: command.common.threads)
  }

  /// The target of each row, or nil where the link is of another type.
  private static func targets(_ table: Table, _ options: LinksArguments) throws -> [String?] {
    let targets = try table.column("target")
    guard !options.linkType.isEmpty else { return targets }
    let types = try table.column("type")
    for type in options.linkType where !types.contains(type) {
      let known = Set(types).sorted(by: precedesBytewise).joined(separator: ", ")
      throw FileError(
        .empty, table.path, "has no links of the type '\(type)'", remedy: "it has: \(known)")
    }
    return zip(types, targets).map { type, target in
      guard options.linkType.contains(type) else { return nil }
      let target = type == "external" ? options.externalLinks.target(target) : target
      // A category may be called as an article is.
      return options.linkType.count > 1 ? "\(type):\(target)" : target
    }
  }

  /// A hash of what each document links to.
  func hash(of document: Int) -> String {
    let terms = links.counts.columnIndexes(inRow: document)
    let counts = links.counts.values(inRow: document)
    var text = ""
    for index in terms.indices {
      text += "\(links.terms[Int(terms[index])])\n\(Int(counts[index]))\n"
    }
    return shortTextDigest(text)
  }
}
