import Embeddings
import Testing

@Suite struct TextSourceTests {
  @Test func `each text is read alone, whatever was read before`() {
    let texts = ["fish", "", "🍟 and chips"]
    let source = TextSource(texts)
    var bytes = Array("left over".utf8)
    for (index, text) in texts.enumerated() {
      source.read(index, into: &bytes)
      #expect(bytes == Array(text.utf8))
    }
    #expect(source.count == 3)
  }

  @Test func `texts can be selected in any order`() {
    let source = TextSource(count: 10) { index, bytes in bytes.append(UInt8(index)) }
    var bytes: [UInt8] = []
    let selected = source.selecting([7, 0, 7])
    let found = (0..<selected.count).map { index in
      selected.read(index, into: &bytes)
      return bytes
    }
    #expect(found == [[7], [0], [7]])
  }
}
