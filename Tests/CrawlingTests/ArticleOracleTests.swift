import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

/// Real articles against a second reading of them with html5lib: Tests/References/html/oracle.py.
@Suite(
  .enabled(if: SharedData.exists("wikipedia_html"), "the real articles are not on this machine"))
struct `Real articles` {
  private static let oracle = try? Table(
    contentsOf: projectFolder + "/Tests/References/html/articles.tsv")

  /// FNV-1a in 32 bits, as the oracle has it.
  private static func hash(_ text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  private static func digest(_ texts: some Sequence<String>) -> UInt32 {
    texts.reduce(0) { $0 &+ hash($1) }
  }

  /// Twice the words in common by the words of both.
  private static func agreement(_ text: String, _ counts: [Int]) -> Double {
    var found = [Int](repeating: 0, count: counts.count)
    for word in text.split(whereSeparator: \.isWhitespace) {
      found[Int(hash(String(word))) % counts.count] += 1
    }
    let common = zip(found, counts).reduce(0) { $0 + min($1.0, $1.1) }
    return 2 * Double(common) / Double(found.reduce(0, +) + counts.reduce(0, +))
  }

  private func document(_ file: String) throws -> CrawledDocument {
    let page = try MappedFile(SharedData.path("wikipedia_html/\(file)"))
    // An answer of the interface put into a page does not tell what it is of.
    let url = file == "isro_api_parse.html" ? "https://en.wikipedia.org/wiki/ISRO" : ""
    return try #require(PageExtract(page.bytes, PageInput(name: "f", url: url)).documents.first)
  }

  @Test func `text, fields and links are those that a second reading finds`() throws {
    let table = try #require(Self.oracle)
    #expect(table.count == 20)
    for row in 0..<table.count {
      func number(_ name: String) throws -> Int {
        try #require(Int(table.string(row, table.index(of: name))))
      }
      let file = table.string(row, 0)
      let document = try document(file)
      let counts = try table.string(row, table.index(of: "counts")).split(separator: " ").map {
        try #require(Int($0))
      }
      let agreement = Self.agreement(document.text, counts)
      #expect(agreement >= 0.99, "\(file): \(agreement)")
      #expect(document.fields.count == (try number("fields")), "\(file)")
      let values = Self.digest(document.fields.map(\.value))
      #expect(values == UInt32(try number("field_digest")), "\(file)")
      func targets(_ kind: CrawledDocument.Link.Kind) -> [String] {
        document.links.filter { $0.kind == kind }.map(\.target)
      }
      let titles = targets(.wiki).filter { !$0.contains(":") }
      let missed = abs(titles.count - (try number("links")))
      #expect(missed <= 1, "\(file): \(titles.count) links")
      #expect(targets(.external).count == (try number("external")), "\(file)")
      #expect(targets(.language).count == (try number("languages")), "\(file)")
      #expect(targets(.category).count == (try number("categories")), "\(file)")
    }
  }

  @Test func `no text holds styles, edit links or marks of references`() throws {
    let table = try #require(Self.oracle)
    for row in 0..<table.count {
      let document = try document(table.string(row, 0))
      let texts = [document.text] + document.fields.map(\.value)
      for text in texts {
        #expect(!text.contains("mw-parser-output") && !text.contains("[edit"), "\(document.id)")
        // In Russian the dates of the new calendar stand in brackets.
        let isMarked = text.firstMatch(of: /\[\d+\]/) != nil
        #expect(!isMarked || document.id.hasPrefix("ru:"), "\(document.id)")
      }
    }
  }
}
