import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `The text of a page` {
  private func article(_ body: Data, contentType: String = "", head: String = "") -> PageExtract {
    let start = Data(
      "<html lang=en>\(head)<h1 id=firstHeading>T</h1><div id=mw-content-text><p>".utf8)
    let page = Array(start + body + Data("</p></div>".utf8))
    return PageExtract(page.span, PageInput(name: "f", contentType: contentType))
  }

  /// Words, their encoding and what names it: the header, the page, or nothing.
  private static let corpus: [(String, [UInt8], String, String, flags: [String])] = [
    (
      "café “x” – 5€",
      Array("caf".utf8) + [0xE9, 0x20, 0x93, 0x78, 0x94, 0x20, 0x96, 0x20, 0x35, 0x80],
      "text/html; charset=ISO-8859-1", "", ["charset=windows-1252"]
    ),
    ("café", Array("caf".utf8) + [0xE9], "", "", ["charset-guess=windows-1252"]),
    ("café", Array("café".utf8), "", "", []),
    ("café", Array("café".utf8), "text/html; charset=\"UTF-8\"", "<meta charset=iso-8859-1>", []),
    ("Лев", [0xCB, 0xE5, 0xE2], "", "<meta charset='windows-1251'>", ["charset=windows-1251"]),
    ("Лев", [0xEC, 0xC5, 0xD7], "text/html;charset=koi8-r", "", ["charset=koi8-r"]),
    ("日本", [0x93, 0xFA, 0x96, 0x7B], "text/html; charset=Shift_JIS", "", ["charset=shift_jis"]),
    (
      "日本", [0xC6, 0xFC, 0xCB, 0xDC], "",
      "<meta http-equiv=content-type content='text/html; charset=euc-jp'>", ["charset=euc-jp"]
    ),
    ("中文", [0xD6, 0xD0, 0xCE, 0xC4], "text/html; charset=gb2312", "", ["charset=gbk"]),
    ("한글", [0xC7, 0xD1, 0xB1, 0xDB], "text/html; charset=euc-kr", "", ["charset=euc-kr"]),
    ("a – b", Array("a &#150; b".utf8), "", "", []),
    ("✓ ≠ ¬ & <", Array("&check; &ne; &not &amp &lt;".utf8), "", "", []),
    ("a b c d", Array("\u{A0}a\u{A0}\u{2003} b&nbsp;\n&emsp;c\u{3000}d\u{2028} ".utf8), "", "", []),
    ("a b", Array("a\u{1}\u{0} \u{7F}b".utf8), "", "", []),
    ("a–b", Array("a\u{96}b".utf8), "", "", []),
    ("a\u{FFFD}b", [0x61, 0xFF, 0x62], "text/html; charset=utf-8", "", ["charset-errors"]),
    ("+ADw-b", Array("+ADw-b".utf8), "text/html; charset=utf-7", "", []),
    ("\u{FFFD}\u{FFFD}\u{FFFD}", Array("&#0;&#xD800;&#x81;".utf8), "", "", []),
  ]

  @Test func `a page of any encoding gives clean UTF-8`() throws {
    for (words, bytes, contentType, head, flags) in Self.corpus {
      let extract = article(Data(bytes), contentType: contentType, head: head)
      let text = try #require(extract.documents.first).text
      #expect(text == words, "\(contentType) \(head)")
      #expect(extract.flags == flags, "\(words)")
      #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }
  }

  @Test func `a byte order mark decides, in UTF-16 too`() throws {
    let page = "<html lang=en><h1 id=firstHeading>T</h1><div id=mw-content-text><p>Лев 日本</p></div>"
    for (mark, encoding) in [
      ([0xFF, 0xFE], String.Encoding.utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
    ]
      as [([UInt8], String.Encoding)]
    {
      let bytes = mark + Array(try #require(page.data(using: encoding)))
      let input = PageInput(name: "f", contentType: "text/html; charset=iso-8859-1")
      #expect(PageExtract(bytes.span, input).documents.first?.text == "Лев 日本")
    }
    let marked = Array("\u{FEFF}\(page)".utf8)
    let input = PageInput(name: "f", contentType: "text/html; charset=iso-8859-1")
    let extract = PageExtract(marked.span, input)
    #expect(extract.documents.first?.text == "Лев 日本")
    #expect(extract.flags.isEmpty)
  }
}
