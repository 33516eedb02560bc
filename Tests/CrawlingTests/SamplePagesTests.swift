import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

/// The sample that comes with the project, against the tables it was made from.
@Suite struct `The sample pages` {
  private static let references = projectFolder + "/Tests/References/sample"

  private static func rows(_ folder: String, _ prefix: String) throws -> [[String: String]] {
    let path = "\(references)/\(folder)"
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    return try names.filter { $0.hasPrefix(prefix) }.flatMap { name in
      let table = try Table(contentsOf: "\(path)/\(name)")
      return (0..<table.count).map { row in
        Dictionary(
          uniqueKeysWithValues: table.columns.indices.map {
            (table.columns[$0], table.string(row, $0))
          })
      }
    }
  }

  private static func imported(_ flow: String) -> Result<CrawlTables, any Error> {
    Result {
      let files = try inputFiles(["\(projectFolder)/data/\(flow)/pages"])
      return CrawlTables(try importFiles(files, threads: 2))
    }
  }

  private static let books = imported("wikipedia")
  private static let posts = imported("facebook")

  @Test func `every book has its title, author, categories and links`() throws {
    let books = try Self.rows("wikipedia", "books-")
    let tables = try Self.books.get()
    #expect(tables.rejects.isEmpty && tables.merged == 0)
    #expect(tables.documents.count == books.count)
    let documents = Dictionary(uniqueKeysWithValues: tables.documents.map { ($0.title, $0) })
    for book in books {
      let title = try #require(book["title"])
      let document = try #require(documents[title])
      try check(document, against: book)
    }
  }

  private func check(_ document: CrawledDocument, against book: [String: String]) throws {
    func values(_ name: String) -> [String] {
      (book[name] ?? "").split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    func field(_ name: String) -> [String] {
      document.fields.filter { $0.name == name }.map(\.value)
    }
    func targets(_ kind: CrawledDocument.Link.Kind) -> Set<String> {
      Set(document.links.filter { $0.kind == kind }.map(\.target))
    }
    #expect(field("author") == values("author").map(shown), "\(document.id)")
    #expect(field("genre") == values("genre").map(shown), "\(document.id)")
    #expect(field("language") == values("language"), "\(document.id)")
    #expect(field("published") == values("year"), "\(document.id)")
    #expect(field("country") == values("country").map(shown), "\(document.id)")
    #expect(field("publisher") == values("publisher").map(shown), "\(document.id)")
    #expect(field("pages") == values("pages"), "\(document.id)")
    #expect(targets(.category) == Set(values("categories")), "\(document.id)")
    let links = Set(values("links").map(normalizedTitle)).subtracting([document.title])
    let found = targets(.wiki)
    #expect(links.subtracting(found).isEmpty, "\(document.id)")
    // The infobox links its own values, and nothing else of a page is the article's.
    let own = ["author", "genre", "country", "publisher"].flatMap(values).map(normalizedTitle)
    #expect(found.subtracting(links).subtracting(own).isEmpty, "\(document.id)")
    #expect(document.text.contains(values("summary")[0].prefix(20)), "\(document.id)")
    #expect(document.published.hasSuffix(":00Z"), "\(document.id)")
  }

  private func shown(_ title: String) -> String { title.replacing(/\s\([^()]*\)$/, with: "") }

  @Test func `texts hold no styles, marks of references or edit links`() throws {
    for document in try Self.books.get().documents {
      #expect(!document.text.contains("mw-parser-output"), "\(document.id)")
      #expect(!document.text.contains("[") && !document.text.contains("edit]"), "\(document.id)")
      #expect(!document.text.contains("Retrieved from"), "\(document.id)")
      #expect(!document.text.contains("\n\n"), "\(document.id)")
    }
  }

  @Test func `every post has its author, time, text and link`() throws {
    let names = Dictionary(
      uniqueKeysWithValues: try Self.rows("facebook", "pages-").map { ($0["page"], $0["name"]) })
    let posts = try Self.rows("facebook", "posts-")
    let wanted = posts.filter { $0["text"] != "" || $0["link"] != "" }.map { post in
      let time = post["published"]?.replacing(" ", with: "T")
      return [names[post["page"]] ?? nil, time, post["text"], post["link"]].map { $0 ?? "" }
    }
    let tables = try Self.posts.get()
    let found = tables.documents.map {
      [$0.author, $0.published, $0.text, $0.links.first { $0.kind == .external }?.target ?? ""]
    }
    #expect(tables.input == posts.count)
    #expect(Set(found) == Set(wanted))
    #expect(tables.rejects.allSatisfy { $0.reason == "empty-post" })
  }

  @Test func `the order of the inputs and the threads change nothing`() throws {
    let folder = projectFolder + "/data/facebook/pages"
    let roots = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().prefix(8)
      .map { "\(folder)/\($0)" }
    let forward = CrawlTables(try importFiles(inputFiles(roots), threads: 2))
    let backward = CrawlTables(try importFiles(inputFiles(roots.reversed() + roots), threads: 1))
    #expect(forward.documents == backward.documents)
    #expect(forward.pages == backward.pages)
    #expect(forward.rejects == backward.rejects)
  }
}
