import Cleaning
import Testing

/// What a corpus became, step by step.
private struct Outcome: Equatable {
  var texts: [String: String] = [:]
  var tokens: [String: String] = [:]
  var left: [String: String] = [:]
  var boilerplate: Boilerplate
  var phrases: [Phrase]
  var words: [WordCounts.Entry]
  var shortened: Int

  init(
    _ documents: [(id: String, author: String, text: String)], _ steps: CorpusSteps,
    linked: Set<String> = [], threads: Int = 1, size: Int = 0, textMemory: Int? = nil
  ) {
    var corpus = CorpusCleaner(
      cleaner: DocumentCleaner(), filter: DocumentFilter(), steps: steps, threads: threads)
    if let textMemory { corpus.textMemory = textMemory }
    let sources = documents.map { SourceDocument(author: $0.author, text: $0.text) }
    var (texts, tokens, left) = ([String: String](), [String: String](), [String: String]())
    corpus.clean(
      ids: documents.map(\.id), hasLinks: documents.map { linked.contains($0.id) },
      size: { _ in size }, read: { sources[$0] }
    ) {
      $0
    } receive: { results in
      for result in results {
        let id = documents[result.row].id
        if let rejection = result.rejection {
          left[id] = "\(rejection.reason.rawValue) \(rejection.detail)"
        } else {
          (texts[id], tokens[id]) = (result.document.text, result.document.tokens)
        }
      }
    }
    (self.texts, self.tokens, self.left) = (texts, tokens, left)
    boilerplate = corpus.model.boilerplate
    phrases = corpus.model.phrases.entries
    words = corpus.words.entries()
    shortened = corpus.shortened
  }
}

@Suite struct CorpusStepsTests {
  private static let subjects = [
    "horses", "tractors", "violins", "glaciers", "beetles", "castles", "sandwiches", "volcanoes",
    "submarines", "cactuses", "lanterns", "pyramids",
  ]
  private static let talk = """
    A long and rambling afternoon walk through the old town brought us past bakeries, fountains and \
    one very sleepy cat
    """
  /// One author writes about many things, each time over the same line.
  private static let documents =
    subjects.enumerated().map { index, subject in
      (
        id: "a/\(index + 10)", author: "a",
        text: "My \(subject) visited New York\nFollow us on https://example.org Twitter!"
      )
    } + [
      (id: "b/1", author: "b", text: talk), (id: "b/2", author: "b", text: talk + "!"),
      (id: "b/3", author: "b", text: talk.replacing("sleepy", with: "hungry")),
      (id: "c/1", author: "c", text: talk),
      (id: "c/2", author: "c", text: "Twelve drummers drumming\nFollow us on Twitter!"),
    ]

  private static var all: CorpusSteps {
    var steps = CorpusSteps()
    var phrases = Phrases.Options()
    phrases.minimumCount = 5
    steps.phrases = phrases
    return steps
  }

  @Test func `lines that an author repeats are removed from text and tokens`() {
    let outcome = Outcome(Self.documents, CorpusSteps())
    #expect(
      outcome.boilerplate.lines
        == [.init(author: "a", documents: 12, line: "Follow us on Twitter!")])
    #expect(outcome.texts["a/10"] == "My horses visited New York")
    #expect(outcome.tokens["a/10"] == "hors visit new york")
    #expect(outcome.texts["c/2"] == "Twelve drummers drumming\nFollow us on Twitter!")
    #expect(outcome.shortened == 12)
    #expect(outcome.words.first { $0.token == "twitter" }?.documents == 1)
  }

  @Test(arguments: [0, 700, Int.max])
  func `neither the size of parts nor the memory for texts changes anything`(textMemory: Int) {
    let outcome = Outcome(Self.documents, Self.all)
    #expect(!outcome.phrases.isEmpty && !outcome.boilerplate.isEmpty)
    // Documents said to be of a gigabyte are a part each.
    for size in [0, 1 << 30] {
      #expect(
        Outcome(Self.documents, Self.all, threads: 2, size: size, textMemory: textMemory)
          == outcome)
    }
  }

  @Test func `how often a line must come is an option`() {
    var steps = CorpusSteps()
    steps.boilerplate?.minimumDocuments = 13
    #expect(Outcome(Self.documents, steps).boilerplate.isEmpty)
    steps.boilerplate?.minimumDocuments = 12
    steps.boilerplate?.share = 1
    #expect(Outcome(Self.documents, steps).boilerplate.isEmpty)
    steps.boilerplate?.share = 0.99
    #expect(Outcome(Self.documents, steps).boilerplate.lines.count == 1)
  }

  @Test func `similar documents of one author are merged into the first, and it is named`() {
    let left = Outcome(Self.documents, CorpusSteps()).left
    #expect(left["b/2"] == "near-duplicate b/1, similarity 1.0")
    #expect(left["b/3"]?.hasPrefix("near-duplicate b/1, similarity 0.") == true)
    #expect(left["c/1"] == nil)
    var steps = CorpusSteps()
    steps.scope = .corpus
    #expect(Outcome(Self.documents, steps).left["c/1"] == "near-duplicate b/1, similarity 1.0")
    #expect(Outcome(Self.documents, .none).left.isEmpty)
  }

  @Test func `an equal of a similar document names the one that stays`() {
    let documents = [
      (id: "1", author: "a", text: Self.talk), (id: "2", author: "a", text: Self.talk + "!"),
      (id: "3", author: "a", text: Self.talk + "!"),
    ]
    #expect(Outcome(documents, CorpusSteps()).left["3"] == "duplicate 1")
  }

  @Test func `documents with links are told apart by them`() {
    let outcome = Outcome(Self.documents, CorpusSteps(), linked: ["b/2", "b/3"])
    #expect(outcome.left.isEmpty)
  }

  @Test func `what stands for a missing text is called missing, however few its tokens`() {
    let documents = [
      (id: "1", author: "a", text: "NULL"), (id: "2", author: "a", text: "word"),
    ]
    #expect(
      Outcome(documents, CorpusSteps()).left == [
        "1": "missing NULL", "2": "few-tokens 1 of at least 2",
      ])
  }

  @Test func `phrases are tokens, spelled as people spell them`() {
    let outcome = Outcome(Self.documents, Self.all)
    #expect(outcome.tokens["a/10"]?.hasSuffix("new_york") == true)
    let entry = outcome.words.first { $0.token.hasSuffix("new_york") }
    #expect(entry?.word.hasSuffix("new york") == true)
    #expect(outcome.phrases.contains { $0.phrase == "new_york" && $0.count == 12 })
  }

  @Test func `the order of the input and the threads change nothing`() {
    let outcome = Outcome(Self.documents, Self.all)
    #expect(Outcome(Self.documents.reversed(), Self.all) == outcome)
    #expect(Outcome(Self.documents.sorted { $0.text < $1.text }, Self.all, threads: 2) == outcome)
  }

  @Test func `with the model that was learned the same documents come out the same`() {
    let outcome = Outcome(Self.documents, Self.all)
    var steps = Self.all
    steps.model = .init(boilerplate: outcome.boilerplate, phrases: Phrases(outcome.phrases))
    #expect(Outcome(Self.documents, steps) == outcome)
    let one = Outcome([Self.documents[0]], steps)
    #expect(one.texts["a/10"] == outcome.texts["a/10"])
    #expect(one.tokens["a/10"] == outcome.tokens["a/10"])
  }
}
