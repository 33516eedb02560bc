import Crawling
import Testing

@Suite struct MessageHeadTests {
  private func head(_ text: String) -> MessageHead { MessageHead(Array(text.utf8)) }

  @Test func `fields are found in upper and lower case`() {
    let head = head("HTTP/1.1 200 OK\r\nContent-TYPE:  text/html \r\nX: a:b\r\n\r\n")
    #expect(head["content-type"] == "text/html")
    #expect(head["x"] == "a:b")
    #expect(head["y"] == nil)
    #expect(head.status == 200)
  }

  @Test func `a line that begins with a blank continues the one before`() {
    #expect(head("HTTP/1.1 200 OK\nA: b\n  c\n\td\n\n")["a"] == "b c d")
  }

  @Test func `of several fields with one name the first counts`() {
    #expect(head("HTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\n\r\n")["A"] == "1")
  }

  @Test func `a line without a colon is left out`() {
    #expect(head("HTTP/1.1 200 OK\r\nnonsense\r\nA: 1\r\n\r\n").fields.map(\.name) == ["A"])
  }

  @Test func `bytes outside UTF-8 are replaced`() {
    let bytes = Array("HTTP/1.1 200 OK\r\nA: ".utf8) + [0xFF] + Array("\r\n\r\n".utf8)
    #expect(MessageHead(bytes)["A"] == "\u{FFFD}")
  }

  @Test(arguments: [
    "", "HTTP/1.1", "HTTP/1.1 OK", "HTTP/1.1 99 x", "HTTP/1.1 +20 x", "SIP/2 200 x",
  ])
  func `a line that is no status line has no status`(line: String) {
    #expect(head(line).status == nil)
  }

  @Test func `an empty head has an empty first line`() {
    #expect(MessageHead([UInt8]()).firstLine.isEmpty)
  }
}
