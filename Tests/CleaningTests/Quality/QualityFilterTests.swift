import Cleaning
import Foundation
import TestSupport
import Testing

@Suite struct QualityFilterTests {
  /// Why a text is left out, with the standard limits or others.
  private func rejection(
    _ text: String, hasLinks: Bool = false, _ change: (inout QualityFilter) -> Void = { _ in }
  ) -> Rejection? {
    var steps = CorpusSteps.none
    var quality = QualityFilter()
    change(&quality)
    steps.quality = quality
    var corpus = CorpusCleaner(
      cleaner: DocumentCleaner(), filter: DocumentFilter(minimumTokens: 0), steps: steps, threads: 1
    )
    var reason: Rejection?
    corpus.clean(ids: ["a"], hasLinks: [hasLinks], read: { _ in SourceDocument(text: text) }) {
      $0[0].rejection
    } receive: {
      reason = $0
    }
    return reason
  }

  @Test(arguments: [
    "GOAL!!!! 😀😀😀😀", "Go go go go go", "3-2", "ok", "Happy #birthday @tom 🎉🎂 … see you!!",
    "오늘은 날씨가 좋아요 😊😊", "Milk\nEggs\nMilk\nBread\nTea", "Null points for the British entry",
    "Thank you all.\n.\n.\n.\n.\n.\nSee you in Berlin!",
  ])
  func `ordinary short posts pass`(text: String) {
    #expect(rejection(text) == nil)
  }

  @Test(arguments: [
    ("█▓▒░ ★✩★✩ ░▒▓█ buy", Rejection.Reason.symbols, "0.8 of the characters are symbols"),
    ("Win\nWin\nWin\nWin", .repetition, "0.75 of the text is lines that came before"),
    (
      String(repeating: "cheap watches ", count: 12), .repetition,
      "1.0 of the tokens are the same one, two or three"
    ), ("NULL", .missing, "NULL"), ("[deleted]", .missing, "[deleted]"), ("N/A", .missing, "N/A"),
  ])
  func `what people did not write is left out, with the figure`(
    text: String, reason: Rejection.Reason, detail: String
  ) {
    let rejection = rejection(text)
    #expect(rejection?.reason == reason)
    #expect(rejection?.detail.hasPrefix(detail) == true, "\(rejection?.detail ?? "nil")")
  }

  @Test func `long runs that come again are repetition`() {
    let verse = "green hills rolled quietly toward distant silver mountains beneath evening stars "
    #expect(rejection(verse + "while horses drank water near old wooden bridges below town") == nil)
    #expect(
      rejection(verse + verse + verse)?.detail
        == "0.67 of the tokens repeat a run of five, at most 0.5")
  }

  @Test func `limits can be moved and switched off`() {
    #expect(rejection("far too long for a post") { $0.maximumCharacters = 10 }?.reason == .tooLong)
    #expect(rejection("far too long for a post") { $0.maximumCharacters = 0 } == nil)
    #expect(rejection("█▓▒░ ★✩★✩ ░▒▓█ buy") { $0.maximumSymbols = 1 } == nil)
    #expect(rejection("Win\nWin\nWin\nWin") { $0.maximumRepetition = 1 } == nil)
  }

  @Test func `letters of other scripts are left out only if that is asked for`() {
    let text = "Доброе утро, друзья! good morning my dear friends"
    #expect(rejection(text) == nil)
    let rejection = rejection(text) { $0.minimumLanguageShare = 0.9 }
    #expect(rejection?.reason == .languageShare)
    #expect(
      rejection?.detail.hasSuffix("of the letters are of the script of en, at least 0.9") == true,
      "\(rejection?.detail ?? "nil")")
    #expect(self.rejection("good morning!") { $0.minimumLanguageShare = 1 } == nil)
  }

  @Test func `a document with links passes`() {
    #expect(rejection("NULL", hasLinks: true) == nil)
  }

  @Test(
    .enabled(if: SharedData.exists("facebook_posts/posts_small.tsv"), "the real posts are not here")
  )
  func `of real posts hardly one in a thousand is left out`() throws {
    let path = SharedData.path("facebook_posts/posts_small.tsv")
    let texts = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      String($0.split(separator: "\t", omittingEmptySubsequences: false)[4])
        .replacing("\\n", with: "\n")
    }
    var steps = CorpusSteps.none
    steps.quality = QualityFilter()
    var corpus = CorpusCleaner(
      cleaner: DocumentCleaner(), filter: DocumentFilter(minimumTokens: 0), steps: steps, threads: 2
    )
    var left = 0
    corpus.clean(
      ids: texts.indices.map(String.init), hasLinks: texts.map { _ in false },
      read: { SourceDocument(author: String($0), text: texts[$0]) }
    ) {
      $0.count { $0.rejection != nil }
    } receive: {
      left += $0
    }
    #expect(left <= texts.count / 1_000, "\(left) of \(texts.count)")
  }
}
