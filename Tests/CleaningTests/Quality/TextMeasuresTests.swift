import Cleaning
import Testing

@Suite struct TextMeasuresTests {
  private func measures(_ text: String, _ tokens: [Int32] = []) -> TextMeasures {
    TextMeasures(text: text, tokens: tokens)
  }

  @Test func `characters are scalars, and symbols what is neither letter nor digit nor blank`() {
    #expect(measures("Ça va 1!").characters == 8)
    #expect(measures("Ça va 1!").symbols == 1.0 / 6)
    #expect(measures("😀😀").symbols == 1)
    #expect(measures("").symbols == 0)
  }

  @Test func `repeated lines count by their length, from four lines on`() {
    #expect(measures("abcd\nabcd\nab\ncd").repeatedLines == 4.0 / 12)
    #expect(measures("abcd\nabcd\nabcd").repeatedLines == 0)
  }

  @Test func `the commonest run counts with all its tokens, from twenty tokens on`() {
    let tokens = Array(Int32(0)..<15) + [1, 1, 1, 1, 1]
    #expect(measures("", tokens).commonest == 6.0 / 20)
    let triples = Array(repeating: [7, 8, 9] as [Int32], count: 7).flatMap { $0 }
    #expect(measures("", triples).commonest == 1)
    #expect(measures("", Array(Int32(0)..<20)).commonest == 0)
    #expect(measures("", [1, 1, 1]).commonest == 0)
  }

  @Test func `tokens in runs of five that came before are counted once`() {
    let verse = Array(Int32(0)..<10)
    #expect(measures("", verse + verse).repeatedRuns == 0.5)
    #expect(measures("", verse + verse + verse).repeatedRuns == 20.0 / 30)
    #expect(measures("", Array(Int32(0)..<30)).repeatedRuns == 0)
  }
}
