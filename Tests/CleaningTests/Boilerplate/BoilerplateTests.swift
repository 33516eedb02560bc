import Cleaning
import Testing

@Suite struct BoilerplateTests {
  private let boilerplate = Boilerplate([
    .init(author: "b", documents: 9, line: "Follow us!"),
    .init(author: "a", documents: 7, line: "Share this"),
    .init(author: "a", documents: 5, line: "Book now"),
  ])

  @Test func `lines of the author go, those of others stay`() {
    let removed = boilerplate.removed(from: "Book now\nA day out\nShare this", author: "a")
    #expect(removed == (text: "A day out", lines: 2))
    #expect(boilerplate.removed(from: "A day out\nFollow us!", author: "a").lines == 0)
    #expect(boilerplate.removed(from: "A day out\nFollow us!", author: "c").lines == 0)
  }

  @Test func `only whole lines of documents of several lines are boilerplate`() {
    #expect(boilerplate.removed(from: "Share this", author: "a").text == "Share this")
    #expect(boilerplate.removed(from: "Share this today\nNow", author: "a").lines == 0)
  }

  @Test func `a document of nothing else is left empty`() {
    #expect(boilerplate.removed(from: "Book now\nShare this", author: "a") == ("", 2))
  }

  @Test func `lines are in order of author and line`() {
    #expect(boilerplate.lines.map(\.line) == ["Book now", "Share this", "Follow us!"])
    #expect(boilerplate.contains(author: "a") && !boilerplate.contains(author: "c"))
  }
}
