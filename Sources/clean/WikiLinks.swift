import Artifacts
import Cleaning

/// The article links of the crawl, by document.
struct WikiLinks {
  private let table: Table
  private let targetColumn: Int
  /// The links of all documents, those of one document together, as rows of the table.
  private var rows: [Int32]
  /// Where the links of each document end in ``rows``.
  private var ends: [Int]

  /// Opens the table at `path`.
  ///
  /// - Throws: `FileError` if it is malformed or names a document that is not one of `documents`.
  init(_ path: String, documents: [String]) throws(FileError) {
    table = try Table(contentsOf: path)
    targetColumn = try table.index(of: "target")
    let owners = try Self.owners(table, documents)
    ends = [Int](repeating: 0, count: documents.count)
    for case let owner? in owners { ends[owner] += 1 }
    var starts = ends
    var total = 0
    for document in ends.indices {
      starts[document] = total
      total += ends[document]
      ends[document] = total
    }
    rows = [Int32](repeating: 0, count: total)
    for (row, owner) in owners.enumerated() {
      guard let owner else { continue }
      rows[starts[owner]] = Int32(row)
      starts[owner] += 1
    }
  }

  /// Whether a document has links.
  func hasLinks(_ document: Int) -> Bool { !range(document).isEmpty }

  /// What a document links to, as it was crawled.
  func targets(_ document: Int) -> [String] {
    rows[range(document)].map { table.string(Int($0), targetColumn) }
  }

  private func range(_ document: Int) -> Range<Int> {
    (document == 0 ? 0 : ends[document - 1])..<ends[document]
  }

  /// The document of each row, or nil for links of other types.
  private static func owners(_ table: Table, _ documents: [String]) throws(FileError) -> [Int?] {
    let (idColumn, typeColumn) = (try table.index(of: "id"), try table.index(of: "type"))
    var positions = [String: Int](minimumCapacity: documents.count)
    for (position, id) in documents.enumerated() { positions[id] = position }
    var owners = [Int?](repeating: nil, count: table.count)
    for row in 0..<table.count where table.string(row, typeColumn) == "wiki" {
      let id = table.string(row, idColumn)
      guard let position = positions[id] else {
        throw table.error(
          row: row, "'\(id)' is not one of the documents", remedy: "run crawl again, for both files"
        )
      }
      owners[row] = position
    }
    return owners
  }
}
