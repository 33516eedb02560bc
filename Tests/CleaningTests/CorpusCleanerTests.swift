import Cleaning
import Foundation
import TestSupport
import Testing

/// What a corpus became, as text that can be compared.
private struct CleanedCorpus: Equatable {
  var kept: [String] = []
  var left: [String] = []
  var words: [WordCounts.Entry] = []

  init(
    _ documents: [(id: String, author: String, text: String)], threads: Int = 1,
    filter: DocumentFilter = DocumentFilter(), linked: Set<String> = []
  ) {
    var corpus = CorpusCleaner(cleaner: DocumentCleaner(), filter: filter, threads: threads)
    let sources = documents.map { SourceDocument(author: $0.author, text: $0.text) }
    corpus.clean(
      ids: documents.map(\.id), hasLinks: documents.map { linked.contains($0.id) },
      read: { sources[$0] }
    ) {
      $0
    } receive: { results in
      for result in results {
        let id = documents[result.row].id
        if let rejection = result.rejection {
          left.append("\(id) \(rejection.reason.rawValue) \(rejection.detail)")
        } else {
          kept.append("\(id) \(result.document.language.rawValue) \(result.document.tokens)")
        }
      }
    }
    words = corpus.words.entries()
  }
}

@Suite struct CorpusCleanerTests {
  private static let documents = [
    (id: "p/9", author: "p", text: "Running with dogs  "),
    (id: "p/10", author: "p", text: "Running with dogs"),
    (id: "q/1", author: "q", text: "Running with dogs"), (id: "p/2", author: "p", text: "hi"),
    (id: "p/1", author: "p", text: "The dog runs &amp; runs"), (id: "z", author: "", text: ""),
    (id: "P", author: "p", text: "Dogs"), (id: "é", author: "p", text: "dogs and Runs"),
  ]

  @Test func `the duplicate with the smallest id stays, whatever the order of the input`() {
    let corpus = CleanedCorpus(Self.documents)
    #expect(corpus.kept.map { $0.prefix { $0 != " " } } == ["p/1", "p/10", "q/1", "é"])
    #expect(corpus.left.contains("p/9 duplicate p/10"))
    #expect(CleanedCorpus(Self.documents.reversed()) == corpus)
    #expect(CleanedCorpus(Self.documents.sorted { $0.text < $1.text }) == corpus)
  }

  @Test func `every document is kept or left out with a reason`() {
    let corpus = CleanedCorpus(Self.documents)
    #expect(corpus.kept.count + corpus.left.count == Self.documents.count)
    #expect(
      corpus.left == [
        "P few-tokens 1 of at least 2", "p/2 few-tokens 1 of at least 2", "p/9 duplicate p/10",
        "z no-text nothing but blanks, links, markup and boilerplate",
      ])
  }

  @Test func `a document with links stays, and its words count`() {
    let corpus = CleanedCorpus(Self.documents, linked: ["z", "P"])
    #expect(corpus.kept.contains("z und "))
    #expect(corpus.kept.contains("P en dog"))
    #expect(corpus.words.first { $0.token == "dog" }?.documents == 5)
  }

  @Test func `a token is spelled as most people do, and counted once a document`() {
    let words = CleanedCorpus(Self.documents).words
    #expect(words.map(\.token) == ["dog", "run"])
    #expect(words.map(\.word) == ["dogs", "runs"])
    #expect(words.map(\.documents) == [4, 4])
  }

  @Test func `of two equally common spellings the bytewise smaller one is taken`() {
    let corpus = CleanedCorpus([("a", "", "runs jumping"), ("b", "", "running jumps")])
    #expect(corpus.words.map(\.word) == ["jumping", "running"])
  }

  @Test func `what is elided is no part of the spelling`() {
    // Elided before a vowel more often than not.
    let corpus = CleanedCorpus([
      ("a", "", "L'amour de l'art, c'est la vie que nous avons dans les rues d'Avignon"),
      ("b", "", "Un grand amour que nous avons pour les autres et qui est dans les livres"),
    ])
    let words = corpus.words.map(\.word)
    #expect(words.contains("amour") && words.contains("art") && words.contains("avignon"))
    #expect(words.allSatisfy { !$0.contains("'") })
  }

  @Test func `two threads give what one gives`() {
    let documents = (0..<20_000).map { number in
      (
        id: "id\(number * 7919 % 20_000)", author: "a\(number % 3)",
        text: "Running dog\(number % 40) jumps word\(number % 6)s"
      )
    }
    let corpus = CleanedCorpus(documents)
    #expect(corpus == CleanedCorpus(documents, threads: 2))
    #expect(corpus.kept.count + corpus.left.count == 20_000)
    #expect(corpus.left.count > 1_000)
  }

  @Test(
    .enabled(if: SharedData.exists("facebook_posts/posts_small.tsv"), "the real posts are not here")
  )
  func `cleaning real posts again changes no text`() throws {
    let path = SharedData.path("facebook_posts/posts_small.tsv")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let texts = lines.map { String($0.split(separator: "\t", omittingEmptySubsequences: false)[4]) }
      .map { $0.replacing("\\n", with: "\n") }
    #expect(texts.first == "message")
    let once = texts.map { TextNormalizer().normalized($0) }
    #expect(once.map { TextNormalizer().normalized($0) } == once)
    #expect(!once.contains { $0.contains("http://") || $0.contains("https://") })
  }
}
