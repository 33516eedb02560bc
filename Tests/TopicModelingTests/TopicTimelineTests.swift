import DocumentTerms
import Testing
import TopicModeling

@Suite struct TopicTimelineTests {
  private static let texts = [
    "fish net", "fish net", "fish boat", "car road", "fish rod", "car fuel", "fish sea",
  ]

  private func entries(isTuned: Bool, threads: Int = 1) -> [TopicTimeline.Entry] {
    let corpus = DocumentTermMatrix(Self.texts)
    let classes = DocumentClasses([0, 0, 0, 1, 0, 1, 0], count: 2)
    let bins = TimeBins(["2014", "2014", "2014", "2014", "2015", "2016", ""], unit: .year)
    return TopicTimeline(
      ClassTFIDF(corpus, classes: classes), corpus: corpus, classes: classes, bins: bins,
      isTuned: isTuned, threads: threads
    ).entries
  }

  private func words(_ entry: TopicTimeline.Entry) -> [String] {
    let corpus = DocumentTermMatrix(Self.texts)
    return entry.terms.map { corpus.terms[$0.term] }
  }

  @Test func `documents are counted in their part of time`() {
    let found = entries(isTuned: true)
    #expect(
      found.map { [$0.bin, $0.number, $0.documents] } == [
        [0, 0, 3], [0, 1, 1], [1, 0, 1], [2, 1, 1],
      ])
    #expect(found.map(\.share) == [0.75, 0.25, 1, 1])
  }

  @Test func `terms are those of the time, with tuning also those of before and of the whole`() {
    #expect(Set(words(entries(isTuned: false)[2])) == ["fish", "rod"])
    #expect(words(entries(isTuned: true)[2]).contains("net"))
    #expect(words(entries(isTuned: false)[0]).prefix(2).contains("net"))
  }

  @Test func `the timeline does not depend on the number of threads`() {
    #expect(entries(isTuned: true).map(\.terms) == entries(isTuned: true, threads: 4).map(\.terms))
  }
}
