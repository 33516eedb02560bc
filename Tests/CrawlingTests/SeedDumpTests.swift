import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

/// A dump in today's layout, built from the books that the reader of 2018 left, gives them back.
@Suite(.enabled(if: SharedData.exists("wikipedia_books"), "the real books are not on this machine"))
struct `A dump of the seed's books` {
  /// A book of books.ndjson.
  private struct Book: Decodable, Sendable {
    var title: String
    var infobox: [String: String]
    var wikilinks: [String]
    var externalLinks: [String]
    var modified: String

    enum CodingKeys: String, CodingKey {
      case title, infobox, wikilinks, modified
      case externalLinks = "external_links"
    }
  }

  private struct Dump: Sendable {
    var folder: TemporaryFolder
    var path: String
    var books: [Book]
    /// The parameters that wikitext cannot give back, as `title|name`.
    var skipped: Set<String>
  }

  private static let source = SharedData.path("wikipedia_books/books.ndjson")

  private static let dump = Result { () throws -> Dump in
    let folder = try TemporaryFolder()
    let path = folder.file("enwiki-20261001-pages-articles.xml.bz2")
    let script = "\(projectFolder)/Tests/References/build_dump.py"
    let result = try Command.run(
      "/usr/bin/env", ["python3", script, source, path, "--multistream"])
    try #require(result.status == 0, "\(result.standardError)")
    let pairs = try JSONDecoder().decode([[String]].self, from: Data(result.standardOutput.utf8))
    let books = try String(contentsOfFile: source, encoding: .utf8).split(separator: "\n")
      .map { try JSONDecoder().decode(Book.self, from: Data($0.utf8)) }
    return Dump(
      folder: folder, path: path, books: books, skipped: Set(pairs.map { "\($0[0])|\($0[1])" }))
  }

  private static func imported(isSeed: Bool) -> Result<CrawlTables, any Error> {
    Result {
      var options = InputOptions()
      options.templates = ["Infobox book"]
      options.isSeedCompatible = isSeed
      let files = try inputFiles([dump.get().path])
      return CrawlTables(try importFiles(files, options, threads: 2))
    }
  }

  private static let seed = imported(isSeed: true)
  private static let clean = imported(isSeed: false)

  private func targets(
    _ document: CrawledDocument, _ kind: CrawledDocument.Link.Kind
  ) -> [String] {
    document.links.filter { $0.kind == kind }.map(\.target)
  }

  @Test func `the reader of 2018 is reproduced book by book`() throws {
    let dump = try Self.dump.get()
    let tables = try Self.seed.get()
    let found = Dictionary(uniqueKeysWithValues: tables.documents.map { ($0.title, $0) })
    #expect(Set(found.keys) == Set(dump.books.map(\.title)))
    #expect(dump.skipped.count < 20)
    for book in dump.books {
      let document = try #require(found[book.title])
      #expect(targets(document, .wiki) == book.wikilinks, "\(book.title)")
      #expect(targets(document, .external) == book.externalLinks, "\(book.title)")
      #expect(document.published == book.modified)
      let fields = Dictionary(uniqueKeysWithValues: document.fields.map { ($0.name, $0.value) })
      let wanted = book.infobox.filter { !dump.skipped.contains("\(book.title)|\($0.key)") }
      #expect(fields == wanted, "\(book.title)")
    }
  }

  /// The counts of the README beside the books.
  @Test func `the counts of the seed's two filters come out`() throws {
    let tables = try Self.seed.get()
    let books = tables.documents.filter { !$0.title.contains("Wikipedia:") }
      .map { targets($0, .wiki) }
    let all = books.flatMap { $0 }
    #expect(books.count == 1_011 && all.count == 29_129)
    #expect(Set(all).count == 15_921 && Set(all.map { $0.lowercased() }).count == 15_603)

    let once = books.flatMap { Set($0).map { $0.lowercased() } }
    #expect(counts(once, [2, 3, 4, 5]) == [2_796, 1_269, 783, 547])
    let dropped: Set<String> = [
      "hardcover", "paperback", "hardback", "e-book", "wikipedia:wikiproject books",
      "wikipedia:wikiproject novels",
    ]
    #expect(pairs(books, kept(once, 4).subtracting(dropped)) == [777, 8_260, 6_798])

    let repeated = all.map { $0.lowercased() }
    #expect(counts(repeated, [2, 3, 4, 5]) == [4_206, 1_815, 1_094, 721])
    let few = dropped.subtracting(["hardback", "e-book"])
    #expect(pairs(books, kept(repeated, 5).subtracting(few)) == [717, 8_312, 6_389])
  }

  private func kept(_ links: [String], _ least: Int) -> Set<String> {
    let counts = Dictionary(links.map { ($0, 1) }, uniquingKeysWith: +)
    return Set(counts.filter { $0.value >= least }.keys)
  }

  private func counts(_ links: [String], _ least: [Int]) -> [Int] {
    least.map { kept(links, $0).count }
  }

  /// The links, the pairs of book and link with repeats, and the distinct pairs.
  private func pairs(_ books: [[String]], _ links: Set<String>) -> [Int] {
    let found = books.map { $0.map { $0.lowercased() }.filter(links.contains) }
    return [
      links.count, found.map(\.count).reduce(0, +), found.map { Set($0).count }.reduce(0, +),
    ]
  }

  @Test func `the clean way takes articles only and normalises their links`() throws {
    let tables = try Self.clean.get()
    let records = CrawlTables(try importFiles(inputFiles([Self.source]), threads: 2))
    #expect(tables.documents.count == 1_011)
    let found = Dictionary(uniqueKeysWithValues: tables.documents.map { ($0.id, $0) })
    // Books of the namespace `Wikipedia` are told apart by their number, in records by their name.
    let articles = records.documents.filter { !$0.id.hasPrefix("en:Wikipedia:") }
    #expect(Set(found.keys) == Set(articles.map(\.id)))
    for record in articles {
      let document = try #require(found[record.id])
      for kind in [CrawledDocument.Link.Kind.wiki, .category] {
        #expect(
          Set(targets(document, kind)) == Set(targets(record, kind)), "\(record.id) \(kind)")
      }
      // Addresses in comments were none to the reader of 2018.
      #expect(Set(targets(document, .external)).isSubset(of: targets(record, .external)))
      #expect(!document.text.contains("[[") && !document.text.contains("{{"), "\(record.id)")
    }
  }

  @Test func `the clean way tells what it leaves out and the reader of 2018 did not`() throws {
    let rejects = try Self.clean.get().rejects
    #expect(rejects.filter { $0.reason == "other-namespace" }.count == 2)
    #expect(rejects.filter { $0.reason == "redirects" }.first?.detail.hasPrefix("1013 ") == true)
    #expect(rejects.allSatisfy { !$0.detail.isEmpty && $0.input.contains("enwiki") })
  }

  @Test func `infoboxes without markup or enumerations give the same values`() throws {
    let found = Dictionary(
      uniqueKeysWithValues: try Self.clean.get().documents.map { ($0.title, $0.fields) })
    var compared = 0
    for book in try Self.dump.get().books {
      for name in ["author", "genre", "isbn"] {
        guard let fields = found[book.title], let value = book.infobox[name],
          value.utf8.allSatisfy({ !"<>&\n,;/".utf8.contains($0) }), !value.contains(" and ")
        else { continue }
        let values = fields.filter { $0.name == name }.map(\.value)
        #expect(values == [collapsedBlanks(value)], "\(book.title)")
        compared += 1
      }
    }
    #expect(compared > 1_500)
  }

  private func collapsedBlanks(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// 64 MB of XML go through in less memory than they have, on one thread and on four.
  @Test func `memory does not grow with the dump, and threads change no byte`() throws {
    let folder = try TemporaryFolder()
    let books = try String(contentsOfFile: Self.source, encoding: .utf8).split(separator: "\n")
    let some = try folder.write(books.prefix(60).joined(separator: "\n") + "\n", to: "books")
    let script = "\(projectFolder)/Tests/References/build_dump.py"
    let dump = folder.file("dump.xml.bz2")
    let made = try Command.run(
      "/usr/bin/env", ["python3", script, some, dump, "--multistream", "--padding", "64"])
    try #require(made.status == 0, "\(made.standardError)")
    for threads in ["1", "4"] {
      // Through a shell, since a process counts the memory of the one that started it as its own.
      let output = folder.file(threads)
      let arguments = "import --input '\(dump)' --output '\(output)' --threads \(threads)"
      let run = try Command.run(
        "/bin/sh", ["-c", "'\(Command.path(of: "crawl"))' \(arguments); exit $?"])
      try #require(run.status == 0, "\(run.standardError)")
      let record = try folder.read("\(threads)/run.json")
      let memory = try #require(record.firstMatch(of: /"peak_memory" : (\d+)/)?.output.1)
      #expect(try #require(Int(memory)) < 100 << 20)
    }
    for name in ["documents", "links", "fields", "pages", "rejects"] {
      #expect(try folder.read("1/\(name).tsv") == folder.read("4/\(name).tsv"), "\(name)")
    }
  }
}
