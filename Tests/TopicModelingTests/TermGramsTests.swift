import Testing
import TopicModeling

@Suite struct TermGramsTests {
  @Test func `runs are joined, shorter ones first`() {
    #expect(TermGrams(1...2).text("new york  bagel") == "new york bagel new_york york_bagel")
    #expect(TermGrams(2...3).text("a b c") == "a_b b_c a_b_c")
    #expect(TermGrams.single.text("a  b") == "a  b")
  }

  @Test func `a text too short for a run has none`() {
    #expect(TermGrams(1...3).text("a") == "a")
    #expect(TermGrams(2...2).text("a") == "")
    #expect(TermGrams(1...2).text("") == "")
  }

  @Test(arguments: [1...1, 1...2, 2...2, 1...3], 0..<6)
  func `runs are counted without making them`(lengths: ClosedRange<Int>, count: Int) {
    let grams = TermGrams(lengths)
    let text = (0..<count).map { "t\($0)" }.joined(separator: " ")
    #expect(grams.runs(in: count) == grams.text(text).split(separator: " ").count)
  }
}
