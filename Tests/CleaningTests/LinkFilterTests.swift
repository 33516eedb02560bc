import Cleaning
import Foundation
import TestSupport
import Testing

@Suite struct LinkFilterTests {
  private let links = [
    ["Russia", "russia", "Paperback", "#Plot"], ["russia", "Leo_Tolstoy"], ["Novel", "Russia"],
    ["Tolstoy", "Russia", "Tolstoy"],
  ]

  private func selection(_ change: (inout LinkFilter) -> Void = { _ in }) -> LinkSelection {
    var filter = LinkFilter()
    change(&filter)
    return LinkSelection(documents: links.count, filter) { links[$0] }
  }

  @Test func `links are spelled as titles, distinct, and without the uninformative`() {
    let selection = selection()
    #expect(
      (0..<4).map(selection.targets)
        == [["Russia"], ["Leo Tolstoy", "Russia"], ["Novel", "Russia"], ["Russia", "Tolstoy"]])
    #expect(
      selection.rejects.map { "\($0.target) \($0.reason) \($0.count)" }
        == ["Paperback uninformative 1"])
    #expect(selection.targetCount == 4)
  }

  @Test func `an alias stands for the title that it leads to`() {
    let selection = selection { $0.aliases = ["Tolstoy": "Leo Tolstoy"] }
    #expect(selection.targets(3) == ["Leo Tolstoy", "Russia"])
    #expect(selection.targetCount == 3)
  }

  @Test func `a target in too many or too few documents is left out, with its count`() {
    let selection = selection {
      $0.maximumShare = 0.8
      $0.minimumCount = 2
    }
    #expect((0..<4).allSatisfy { selection.targets($0).isEmpty })
    #expect(
      selection.rejects.map { "\($0.target) \($0.reason.rawValue) \($0.count)" } == [
        "Leo Tolstoy rare 1", "Novel rare 1", "Paperback uninformative 1", "Russia frequent 4",
        "Tolstoy rare 1",
      ])
  }

  @Test(arguments: [
    (LinkFilter.Counting.documents, ["Russia 4", "Tolstoy 1"]),
    (.spellings, ["Russia 5", "Tolstoy 1"]), (.occurrences, ["Russia 5", "Tolstoy 2"]),
  ])
  func `a target is counted once a document, once a spelling, or each time`(
    counting: LinkFilter.Counting, expected: [String]
  ) {
    let selection = selection {
      $0.counting = counting
      $0.minimumCount = .max
      $0.dropped = ["leo tolstoy", "novel", "paperback"]
    }
    let rare = selection.rejects.filter { $0.reason == .rare }
    #expect(rare.map { "\($0.target) \($0.count)" } == expected)
  }

  @Test func `the targets of a product are distinct and in order`() {
    #expect(LinkFilter().targets(["b", "a#x", "B", "#y", "É", "Z"]) == ["A", "B", "Z", "É"])
  }

  @Test func `repeats are kept where they are asked for`() {
    #expect(selection { $0.keepsRepeats = true }.targets(3) == ["Russia", "Tolstoy", "Tolstoy"])
  }
}

/// The two filters of Koehrsen (2018), counted on the books that his reader left.
@Suite(.enabled(if: SharedData.exists("wikipedia_books"), "the real books are not on this machine"))
struct `Link filters of the seed` {
  private struct Book: Decodable {
    var title: String
    var wikilinks: [String]
  }

  private static let books = Result { () throws -> [[String]] in
    try String(contentsOfFile: SharedData.path("wikipedia_books/books.ndjson"), encoding: .utf8)
      .split(separator: "\n").map { try JSONDecoder().decode(Book.self, from: Data($0.utf8)) }
      .filter { !$0.title.contains("Wikipedia:") }.map(\.wikilinks)
  }

  private func selection(
    _ counting: LinkFilter.Counting, minimum: Int, _ dropped: Set<String> = [],
    repeats: Bool = false
  ) throws -> (targets: Int, pairs: Int) {
    let books = try Self.books.get()
    var filter = LinkFilter()
    (filter.spelling, filter.counting, filter.minimumCount) = (.lowercase, counting, minimum)
    (filter.dropped, filter.keepsRepeats) = (dropped, repeats)
    let selection = LinkSelection(documents: books.count, filter) { books[$0] }
    let pairs = books.indices.reduce(0) { $0 + selection.targets($1).count }
    return (selection.targetCount, pairs)
  }

  private let projects: Set = [
    "hardcover", "paperback", "wikipedia:wikiproject books", "wikipedia:wikiproject novels",
  ]

  @Test func `all links of all books are there`() throws {
    let books = try Self.books.get()
    #expect(books.count == 1011)
    #expect(books.reduce(0) { $0 + $1.count } == 29_129)
    #expect(try selection(.occurrences, minimum: 1).targets == 15_603)
  }

  @Test(arguments: [(2, 2796), (3, 1269), (4, 783), (5, 547)])
  func `a link counted once a book in its own spelling`(minimum: Int, expected: Int) throws {
    #expect(try selection(.spellings, minimum: minimum).targets == expected)
  }

  @Test func `the first filter leaves the pairs of the seed`() throws {
    let dropped = projects.union(["hardback", "e-book"])
    #expect(try selection(.spellings, minimum: 4, dropped) == (777, 6798))
    #expect(try selection(.spellings, minimum: 4, dropped, repeats: true) == (777, 8260))
  }

  @Test(arguments: [(2, 4206), (3, 1815), (4, 1094), (5, 721)])
  func `a link counted each time`(minimum: Int, expected: Int) throws {
    #expect(try selection(.occurrences, minimum: minimum).targets == expected)
  }

  @Test func `the second filter leaves the pairs of the seed`() throws {
    #expect(try selection(.occurrences, minimum: 5, projects) == (717, 6389))
    #expect(try selection(.occurrences, minimum: 5, projects, repeats: true) == (717, 8312))
  }
}
