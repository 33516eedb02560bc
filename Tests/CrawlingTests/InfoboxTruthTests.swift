import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

/// What a careful reader wrote down from the infoboxes of 60 books, and what the importer reads.
///
/// The unit is a field of a book: right if all its values are, in their order. See Fixtures/README.md
/// for the rules of the reader.
@Suite(.enabled(if: SharedData.exists("wikipedia_books"), "the real books are not on this machine"))
struct `Infoboxes beside a careful reader` {
  private static let names = [
    "author", "genre", "country", "language", "publisher", "pages", "isbn",
  ]

  /// A field of a book, and its values.
  private typealias Facts = [String: [String: [String]]]

  private static let truth = Result { () throws -> Facts in
    let path = "\(projectFolder)/Tests/CrawlingTests/Fixtures/infobox-truth.tsv"
    let table = try Table(contentsOf: path)
    var facts: Facts = [:]
    let columns = try ["title", "field", "value"].map { try table.column($0) }
    for row in 0..<table.count {
      facts[columns[0][row], default: [:]][columns[1][row], default: []].append(columns[2][row])
    }
    return facts
  }

  private static let found = Result { () throws -> Facts in
    let folder = try TemporaryFolder()
    let dump = folder.file("enwiki-20261001-pages-articles.xml.bz2")
    let script = "\(projectFolder)/Tests/References/build_dump.py"
    let books = SharedData.path("wikipedia_books/books.ndjson")
    let made = try Command.run("/usr/bin/env", ["python3", script, books, dump])
    try #require(made.status == 0, "\(made.standardError)")
    var options = InputOptions()
    options.templates = ["Infobox book"]
    let tables = CrawlTables(try importFiles(inputFiles([dump]), options, threads: 2))
    return Dictionary(
      uniqueKeysWithValues: tables.documents.map { document in
        let fields = document.fields.filter { names.contains($0.name) }
        return (
          document.title, Dictionary(grouping: fields, by: \.name).mapValues { $0.map(\.value) }
        )
      })
  }

  /// The fields of the books that the reader or the importer has, and those where they differ.
  private func compared(_ name: String) throws -> (fields: Int, differences: [String]) {
    let (truth, found) = (try Self.truth.get(), try Self.found.get())
    var (fields, differences) = (0, [String]())
    for (title, facts) in truth {
      let wanted = facts[name] ?? []
      let values = try #require(found[title], "\(title) was not read")[name] ?? []
      if !wanted.isEmpty || !values.isEmpty { fields += 1 }
      if wanted != values { differences.append("\(title): \(values), not \(wanted)") }
    }
    return (fields, differences.sorted())
  }

  @Test func `there are sixty books`() throws { #expect(try Self.truth.get().count == 60) }

  @Test(arguments: names)
  func `nineteen of twenty fields are right, whichever it is`(name: String) throws {
    let (fields, differences) = try compared(name)
    #expect(fields > 30)
    #expect(Double(differences.count) <= 0.05 * Double(fields), "\(differences)")
  }

  /// The errors that are left, so that one more is noticed.
  @Test func `of all fields three are wrong`() throws {
    let results = try Self.names.map(compared)
    #expect(results.map(\.fields).reduce(0, +) == 342)
    #expect(results.flatMap(\.differences).count == 3, "\(results.flatMap(\.differences))")
  }

  @Test func `no value holds a mark of a reference`() throws {
    let values = try Self.found.get().values.flatMap { $0.values.flatMap(\.self) }
    #expect(values.count > 5_000)
    for value in values {
      #expect(value.firstMatch(of: /\[(\d+|[a-z]|note \d+|citation needed)\]/) == nil, "\(value)")
    }
  }
}
