import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Tables of items` {
  private func tables(_ text: String) throws -> CrawlTables {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "items.tsv")
    return CrawlTables(try importFiles(inputFiles([folder.path]), threads: 1))
  }

  @Test func `an item is a document, and columns of other names are its fields`() throws {
    let tables = try tables(
      "tags\titem\ttitle\timpressions\ttext\n게임| new ||\t c1 \tTitle\t12\tText\n\tc0\tB\t\t\n")
    #expect(
      tables.documents.map(\.record) == [
        ["c0", "", "", "B", "", "", ""], ["c1", "", "", "Title", "", "", "Text"],
      ])
    let fields = tables.documents.flatMap { item in
      item.fields.map { "\(item.id) \($0.name) \($0.value)" }
    }
    #expect(fields == ["c1 tags 게임", "c1 tags new", "c1 impressions 12"])
    #expect(tables.rejects.isEmpty)
  }

  @Test func `an item without a name is a reject`() throws {
    let tables = try tables("item\ttitle\n\tNobody\nc1\tOne\n")
    #expect(tables.rejects.map(\.record.first) == ["items.tsv:2"])
    #expect(tables.rejects.map(\.reason) == ["empty-item"])
    #expect(tables.documents.map(\.id) == ["c1"])
  }

  @Test func `a table of clicks is none`() throws {
    let tables = try tables("user\titem\ttitle\nu1\tc1\tOne\n")
    #expect(tables.documents.isEmpty && tables.interactions.count == 1)
  }
}
