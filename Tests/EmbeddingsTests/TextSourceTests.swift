import Embeddings
import Testing

@Suite struct TextSourceTests {
  private func all(_ source: TextSource) -> [String] {
    // What was read before does not matter.
    var buffer = Array("left over".utf8)
    return (0..<source.count).map { index in
      source.withText(index, &buffer) { text in
        String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
      }
    }
  }

  @Test func `texts are read where they are`() {
    let texts = ["fish", "", "🍟 and a lot more than fifteen bytes of chips"]
    #expect(all(TextSource(texts)) == texts)
    let appended = TextSource(count: texts.count) { $1.append(contentsOf: texts[$0].utf8) }
    #expect(all(appended) == texts)
  }

  @Test func `texts can be selected in any order`() {
    let texts = (0..<10).map { "text \($0)" }
    let appended = TextSource(count: texts.count) { $1.append(contentsOf: texts[$0].utf8) }
    for source in [TextSource(texts), appended] {
      #expect(all(source.selecting([7, 0, 7])) == ["text 7", "text 0", "text 7"])
    }
  }
}
