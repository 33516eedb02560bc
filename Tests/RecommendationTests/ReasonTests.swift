import Recommendation
import Testing

@Suite struct ReasonTests {
  @Test(arguments: [
    (Reason(words: ["recipe", "oven", "dough"], similarity: 0.5), "shares recipe, oven, dough"),
    (
      Reason(links: ["Leo Tolstoy", "Saint Petersburg"], similarity: 0.5),
      "about Leo Tolstoy, Saint Petersburg"
    ),
    (Reason(words: ["war"], links: ["Russia"], similarity: 0.5), "shares war; about Russia"),
    (Reason(similarity: 0.414), "close in meaning (0.41)"),
    (
      Reason(words: ["war"], similarity: 0.5, documents: ["1f0a", "77b2"]),
      "shares war; see 1f0a, 77b2"
    ),
    (Reason(similarity: 0.41, documents: ["1f0a"]), "close in meaning (0.41); see 1f0a"),
    (Reason(similarity: 1), "close in meaning (1.00)"),
    (Reason(similarity: 0.05), "close in meaning (0.05)"),
    (Reason(similarity: -0.126), "close in meaning (-0.13)"),
  ])
  func `a reason reads as a sentence`(reason: Reason, text: String) {
    #expect(reason.description == text)
  }
}
