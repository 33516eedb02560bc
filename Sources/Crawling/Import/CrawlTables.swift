import Artifacts

/// The tables of the stage, made of all the files that came in.
///
/// Neither the order of the files nor that of equal documents changes a byte: every table is sorted
/// by its ids, and of documents with one id the latest stays, of equally late ones that whose record
/// stands first bytewise.
public struct CrawlTables: Sendable {
  /// The records of `pages.tsv`.
  public let pages: [[String]]
  /// The documents, one an id, sorted by id.
  public let documents: [CrawledDocument]
  /// The interactions, sorted by user, then by time, then by item.
  public let interactions: [Interaction]
  /// What could not be used, sorted by input.
  public let rejects: [Reject]
  /// The number of documents that another one with the same id stands for.
  public let merged: Int

  /// Merges and sorts what the files gave.
  ///
  /// - Parameters:
  ///   - files: What was read.
  ///   - leftOut: What is said of files that were not.
  /// - Complexity: O(*n* log *n*) in the documents.
  public init(_ files: [ImportedFile], leftOut: [Reject] = []) {
    let found = files.flatMap(\.documents)
    documents = Self.distinct(found)
    merged = found.count - documents.count
    interactions = files.flatMap(\.interactions).sorted {
      precedes([$0.user, $0.time, $0.item], [$1.user, $1.time, $1.item])
    }
    rejects = (files.flatMap(\.rejects) + leftOut).sorted { precedes($0.record, $1.record) }
    pages = files.flatMap(Self.records).sorted(by: precedes)
  }

  /// What came in: documents that are used or merged, interactions, and what is rejected.
  public var input: Int { output + merged + rejects.count }

  /// What goes out: documents and interactions.
  public var output: Int { documents.count + interactions.count }

  /// Throws unless there is a document or an interaction.
  ///
  /// - Throws: ``FileError`` of the kind `empty` that says what was recognised and what was missed.
  public func requireDocuments(from input: String) throws(FileError) {
    guard output == 0 else { return }
    guard let first = rejects.first else {
      throw FileError(.empty, input, "holds no files", remedy: "save or fetch pages into it first")
    }
    let more = rejects.count > 1 ? " (the first of \(rejects.count) rejects)" : ""
    let place = input.hasSuffix(first.input) ? input : "\(input): \(first.input)"
    throw FileError(
      .empty, place, "nothing usable came in: \(first.reason)\(more)",
      remedy: first.detail)
  }

  private static func distinct(_ documents: [CrawledDocument]) -> [CrawledDocument] {
    // Positions are sorted, since moving a document costs more than comparing two ids.
    let order = documents.indices.sorted { a, b in
      if documents[a].id != documents[b].id {
        return precedesBytewise(documents[a].id, documents[b].id)
      }
      if documents[a].published != documents[b].published {
        return precedesBytewise(documents[b].published, documents[a].published)
      }
      return precedes(documents[a].everything, documents[b].everything)
    }
    var kept: [CrawledDocument] = []
    kept.reserveCapacity(order.count)
    for index in order where kept.last?.id != documents[index].id { kept.append(documents[index]) }
    return kept
  }

  /// The records of `pages.tsv` for a file: one a page, or one without a page for a reject.
  private static func records(_ imported: ImportedFile) -> [[String]] {
    let file = imported.file
    let pages = imported.pages.isEmpty ? [""] : imported.pages
    return pages.map { page in
      [
        page, file.url.isEmpty ? imported.url : file.url, imported.source, imported.format,
        file.fetched, file.status, imported.digest, "\(imported.size)",
        file.warc, file.offset.map(String.init) ?? "",
        ((file.warc.isEmpty ? ["file=\(file.name)"] : []) + imported.flags).joined(separator: ","),
      ]
    }
  }
}

extension CrawledDocument {
  /// All that tells two documents with one id apart.
  fileprivate var everything: [String] {
    record + fields.flatMap { [$0.name, $0.value] }
      + links.flatMap { [$0.kind.rawValue, $0.target, $0.anchor] }
  }
}

/// Whether record `a` stands before `b`, field by field in bytewise order.
private func precedes(_ a: [String], _ b: [String]) -> Bool {
  for (first, second) in zip(a, b) where first != second { return precedesBytewise(first, second) }
  return a.count < b.count
}
