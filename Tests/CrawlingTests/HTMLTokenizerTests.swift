import Artifacts
import Crawling
import TestSupport
import Testing

/// The tokenizer against html5lib's; Tests/References/html/tokens.py made the table.
@Suite struct `The HTML tokenizer` {
  @Test func `awkward markup gives the tokens of the standard`() throws {
    let table = try Table(contentsOf: projectFolder + "/Tests/References/html/tokens.tsv")
    #expect(table.count > 400)
    for row in 0..<table.count {
      let markup = table.string(row, 0)
      #expect(writtenTokens(markup) == table.string(row, 1), "\(markup)")
    }
  }

  @Test(arguments: [
    "<", "<!--", "<a b", "</script", "&", "&#x", "<title>", "</", "<!", "a=\"", "&notin",
  ])
  func `no markup takes more than linear time`(piece: String) {
    for start in ["", "<script>", "<!-- ", "<p "] {
      let begin = ContinuousClock.now
      _ = writtenTokens(start + String(repeating: piece, count: 20_000))
      #expect(begin.duration(to: .now) < .seconds(4), "\(start)")
    }
  }
}
