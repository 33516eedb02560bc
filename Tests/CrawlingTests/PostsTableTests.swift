import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Tables of posts` {
  private func imported(_ text: String) throws -> ImportedFile {
    let folder = try TemporaryFolder()
    return try ImportedFile(InputFile(path: folder.write(text, to: "t.tsv"), name: "t.tsv"))
  }

  @Test func `columns are found by name`() throws {
    let file = try imported(
      """
      likes\tmessage\tlink\tpage\tpost_id\tpublished\tlink_title
      7\tone\\ntwo\thttps://x.org/\tafv\t1_2\t2016-02-26 12:18:08\tTitle
      0\t\t\tafv\t1_3\t\t
      0\t\thttps://x.org/\tbbc\t1_4\tyesterday\t

      """.replacing("\n\n", with: "\n"))
    let post = try #require(file.documents.first)
    #expect(post.record == ["1_2", "afv", "afv", "Title", "", "2016-02-26T12:18:08", "one\ntwo"])
    #expect(post.links == [.init(.external, "https://x.org/", anchor: "Title")])
    #expect(file.documents.count == 1)
    #expect(file.rejects.map(\.input) == ["t.tsv:3", "t.tsv:4"])
    #expect(file.rejects.allSatisfy { $0.reason == "empty-post" })
    #expect(file.pages == ["afv", "bbc"])
  }

  @Test func `without ids the contents give them, and equal posts are merged`() throws {
    let file = try imported("page\tmessage\na\thello\na\thello\nb\thello\n")
    let tables = CrawlTables([file])
    #expect(tables.documents.count == 2 && tables.merged == 1 && tables.input == 3)
    #expect(tables.documents.allSatisfy { $0.id.count == 16 })
  }

  @Test func `a post of nobody and a table of nothing are told, control characters left out`()
    throws
  {
    let file = try imported("page\tmessage\n\thello\nb\tx\u{1}y\n")
    #expect(file.rejects.map(\.reason) == ["unknown-author"] && file.pages == ["b"])
    #expect(file.documents.map(\.text) == ["xy"])
    #expect(try imported("page\tmessage\n").rejects.map(\.reason) == ["empty-table"])
    #expect(try imported("user\titem\n").rejects.map(\.reason) == ["empty-table"])
  }

  @Test func `a malformed record is an error with its line`() throws {
    let error = try #require(throws: FileError.self) { try imported("page\tmessage\na\tb\na\n") }
    #expect(error.kind == .malformed && error.line == 3)
  }

  @Test(
    .enabled(if: SharedData.exists("facebook_posts"), "the real posts are not on this machine"))
  func `real posts come in`() throws {
    let path = SharedData.path("facebook_posts/posts_small.tsv")
    let rows = try Table(contentsOf: path).count
    let tables = CrawlTables([try ImportedFile(InputFile(path: path, name: "posts.tsv"))])
    #expect(tables.input == rows)
    #expect(tables.documents.count > rows * 9 / 10)
  }
}
