import Cleaning
import Testing

@Suite struct DocumentFilterTests {
  func rejection(_ text: String, _ filter: DocumentFilter, hasLinks: Bool = false) -> Rejection? {
    let batch = DocumentCleaner().clean([SourceDocument(text: text)])
    return filter.rejection(of: batch.documents[0], hasLinks: hasLinks)
  }

  @Test(arguments: [
    ("http://t.co/x", Rejection.Reason.noText), (" \n ", .noText), ("<br>", .noText),
    ("😀", .fewTokens), ("marathon", .fewTokens), ("오늘은 날씨가", .language),
  ])
  func `a document is left out for a reason`(text: String, reason: Rejection.Reason) {
    let filter = DocumentFilter(languages: [.english, .vietnamese])
    #expect(rejection(text, filter)?.reason == reason)
  }

  @Test func `the detail says how much or which`() {
    #expect(rejection("marathon", DocumentFilter())?.detail == "1 of at least 2")
    #expect(rejection("오늘은 날씨가", DocumentFilter(languages: [.english]))?.detail == "ko")
  }

  @Test func `a document with links stays without tokens`() {
    let filter = DocumentFilter(languages: [.english])
    #expect(rejection("", filter, hasLinks: true) == nil)
    #expect(rejection("오늘은 날씨가", filter, hasLinks: true)?.reason == .language)
  }

  @Test func `everything else stays`() {
    #expect(rejection("marathon day", DocumentFilter()) == nil)
    #expect(rejection("marathon", DocumentFilter(minimumTokens: 1)) == nil)
    #expect(rejection("", DocumentFilter(minimumTokens: 0)) == nil)
  }
}
