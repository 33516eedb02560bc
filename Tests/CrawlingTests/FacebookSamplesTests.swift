import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

/// Every saved page and export of the shared data against the table beside it, which says what a
/// reader finds in it.
@Suite struct `Facebook samples` {
  private static let folder = "facebook_html"

  /// The files that have a table.
  private static let names: [String] = {
    let path = SharedData.path(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
    return names.compactMap { name in
      guard name.hasSuffix(".expected.tsv") else { return nil }
      let stem = String(name.dropLast(".expected.tsv".count))
      return names.first { $0.hasPrefix(stem + ".") && $0 != name }
    }
  }()

  private static func imported(_ name: String) throws -> ImportedFile {
    let path = SharedData.path("\(folder)/\(name)")
    return try ImportedFile(InputFile(path: path, name: name))
  }

  /// What one row of a table says of a post.
  private struct Expected: Hashable {
    var author: String
    var time: String
    var text: String
    var link: String
    var permalink: String
    var likes: String
    var comments: String

    init(_ table: Table, _ row: Int) {
      func field(_ name: String) -> String {
        table.columns.firstIndex(of: name).map { table.string(row, $0) } ?? ""
      }
      author = field("author")
      time = field("time")
      // The parser leaves out signs that no document of HTML may hold; one sample has U+0003.
      text = String(String.UnicodeScalarView(field("text").unicodeScalars.filter { $0 != "\u{3}" }))
      link = field("link")
      permalink = field("permalink")
      likes = field("likes")
      comments = field("comments")
    }

    /// What was found of a post, in the terms of the table.
    init(_ document: CrawledDocument, as expected: Expected) {
      func field(_ name: String) -> String {
        document.fields.first { $0.name == name }?.value ?? ""
      }
      author = document.author
      time = expected.time.allSatisfy(\.isNumber) ? seconds(document.published) : document.published
      text = document.text
      let isExport = expected.permalink.isEmpty
      link = isExport ? document.links.first { $0.kind == .external }?.target ?? "" : ""
      permalink = Self.permalink(document, as: expected.permalink)
      likes = field("likes")
      comments = field("comments")
    }

    private static func permalink(_ document: CrawledDocument, as expected: String) -> String {
      if expected.allSatisfy(\.isNumber) { return expected.isEmpty ? "" : document.id }
      guard expected.hasPrefix("/") else { return document.url }
      return document.url.replacing("https://www.facebook.com", with: "")
    }
  }

  @Test(
    .enabled(if: !names.isEmpty, "the Facebook samples are not on this machine"), arguments: names)
  func `the posts of a file are those of its table`(name: String) throws {
    let file = try Self.imported(name)
    if name.hasPrefix("export_2017") {
      // That markup is known by name and not read.
      #expect(file.rejects.map(\.reason) == ["export-before-2018"])
      return
    }
    let stem = name.prefix { $0 != "." }
    let table = try Table(contentsOf: SharedData.path("\(Self.folder)/\(stem).expected.tsv"))
    // The tables of exports leave out posts that are nothing but a link.
    let documents = file.documents.filter { !$0.text.isEmpty || !$0.url.isEmpty }
    #expect(documents.count == table.count)
    for (document, row) in zip(documents, 0..<table.count) {
      let expected = Expected(table, row)
      #expect(Expected(document, as: expected) == expected, "row \(row + 1)")
    }
    #expect(file.rejects.allSatisfy { $0.reason == "empty-post" })
  }
}

/// The seconds since 1970 of a time in UTC.
private func seconds(_ time: String) -> String {
  guard let date = try? Date(time, strategy: .iso8601) else { return time }
  return "\(Int(date.timeIntervalSince1970))"
}
