import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Imported files` {
  private func reason(_ bytes: Data) throws -> String? {
    let folder = try TemporaryFolder()
    let file = try ImportedFile(InputFile(path: folder.write(bytes, to: "f"), name: "f"))
    #expect(file.documents.isEmpty)
    return file.rejects.first?.reason
  }

  @Test(arguments: [
    ("", "unknown-format"), ("hello", "unknown-format"), ("\u{1}\0\u{2}", "unknown-format"),
    ("<html><p>hello</p></html>", "unknown-format"),
    ("<form id='login_form'></form>", "login-wall"),
    ("<html id='facebook'><form id='login_form'></form></html>", "login-wall"),
    ("<div class='contents'><div class='meta'>x</div></div>", "export-before-2018"),
    ("<html id='facebook'><p>x</p></html>", "facebook-unknown"),
    ("<body class='parsoid-body'><p>x</p></body>", "unknown-wiki"),
    ("<div class='mw-parser-output'><p>x</p></div>", "unknown-wiki"),
  ])
  func `what cannot be used is refused by name`(text: String, reason: String) throws {
    #expect(try self.reason(Data(text.utf8)) == reason)
  }

  @Test func `markup made to stall the parser is refused quickly`() throws {
    let start = ContinuousClock.now
    let deep = String(repeating: "<div>", count: 10_000)
    let page = "<h1 id='firstHeading'>x</h1><div id='mw-content-text'>\(deep)</div>"
    #expect(try reason(Data(page.utf8)) == "parse-truncated")
    #expect(start.duration(to: .now) < .seconds(5))
  }

  @Test(
    .enabled(if: SharedData.exists("facebook_html"), "the real pages are not on this machine"),
    arguments: [
      ("export_2017_timeline.htm", "export-before-2018")
    ])
  func `real pages of other forms are refused by name`(name: String, reason: String) throws {
    let path = SharedData.path("facebook_html/\(name)")
    let file = try ImportedFile(InputFile(path: path, name: name))
    #expect(file.rejects.map(\.reason) == [reason])
  }

  @Test func `a folder is walked in bytewise order without hidden files`() throws {
    let folder = try TemporaryFolder()
    for name in ["b/1", "B", "a", ".hidden", "c/.git/x"] { try folder.write("x", to: name) }
    #expect(try inputFiles([folder.path]).map(\.name) == ["B", "a", "b/1"])
  }

  @Test func `a missing input is an error`() throws {
    let error = try #require(throws: FileError.self) { try inputFiles(["/nowhere"]) }
    #expect(error.kind == .missing)
  }

  @Test func `of documents with one id the latest stays, whatever the order`() throws {
    let folder = try TemporaryFolder()
    let texts = [
      "1\ta\told\t2001-01-01 00:00:00", "1\ta\tnew\t2002-01-01 00:00:00", "1\ta\tother\t",
    ]
    let files = try texts.enumerated().map { index, row in
      let path = try folder.write("post_id\tpage\tmessage\tpublished\n\(row)\n", to: "\(index)")
      return try ImportedFile(InputFile(path: path, name: "\(index)"))
    }
    let forward = CrawlTables(files)
    #expect(forward.documents.map(\.text) == ["new"])
    #expect(forward.merged == 2)
    #expect(CrawlTables(files.reversed()).documents == forward.documents)
    #expect(CrawlTables(files.reversed()).pages == forward.pages)
  }
}
