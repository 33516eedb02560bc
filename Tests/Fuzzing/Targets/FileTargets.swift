import Artifacts
import Crawling
import Foundation
import TestSupport

extension FuzzTarget {
  private static let law =
    "it is read, rejected with a reason and a remedy, or refused with an error"

  /// The markup of MediaWiki, as the text of the only page of a dump.
  static let wikitext = FuzzTarget(
    "wikitext", law: law,
    seeds: [
      "{{Infobox book|name=X|author=[[A|B]]<ref>{{cite|x=1}}</ref>|genre={{ubl|a|b}}|isbn=1}} '''X''' is "
        + "[[y]].\n== Plot ==\n{| class=x\n| c\n|}\n[[File:x.png|thumb|a [[b]]]] [http://x.org t] &amp; "
        + "<br> <!-- z --> <nowiki>[[n]]</nowiki>\n* a\n# b\n== References ==\nx [[Category:Z]] [[de:X]]",
      "#REDIRECT [[Y]]",
      "{{{1|{{a|b={{c}}}}}}} [[a|b|c]] [[:File:x]] http://a.b/c__TOC__ ''i'' '''b'''",
    ],
    words: [
      "{{", "}}", "{{{", "}}}", "[[", "]]", "[", "]", "|", "=", "==", "\n", "\n\n", "<ref>",
      "</ref>",
      "<ref name=a/>", "<!--", "-->", "<nowiki>", "</nowiki>", "<br>", "<p>", "<li>", "<math>",
      "</math>",
      "''", "'''", "{|", "|}", "\n|-", "\n*", "\n:", "\n#", "File:", "Category:", "http://a.b",
      "&nbsp;",
      "&#x0;", "Infobox book", "ubl", "plainlist", "__NOTOC__", "~~~~", "de:", "\u{FEFF}",
      "<gallery>",
    ]
  ) { bytes throws(Violation) in
    // A form feed or NUL would end the XML; here the wikitext alone is tried.
    let text = bytes.flatMap { (byte: UInt8) -> [UInt8] in
      switch byte {
      case UInt8(ascii: "&"): Array("&amp;".utf8)
      case UInt8(ascii: "<"): Array("&lt;".utf8)
      case UInt8(ascii: ">"): Array("&gt;".utf8)
      default: byte >= 0x20 || byte == 9 || byte == 10 ? [byte] : []
      }
    }
    return try checkFile(Array(dump(String(decoding: text, as: UTF8.self)).utf8))
  }

  /// Files of every other kind: dumps, archives, MHTML, WARC, tables, JSON lines.
  static let file = FuzzTarget(
    "file", law: law,
    seeds: [
      Array(dump("'''X''' is [[y]].").utf8), Array("page\tmessage\na\tb\\n\nc\td\n".utf8),
      Array("user\titem\nu\ti\nv\tj\n".utf8), Array("basket\titems\n1\ta b c\n".utf8),
      Array(
        ("{\"name\":\"A\",\"identifier\":1,\"in_language\":{\"identifier\":\"en\"},"
          + "\"article_body\":{\"html\":\"<p>x <a href='./Y'>y</a></p>\"}}\n").utf8),
      Array(mhtml.utf8),
      Array("[\"A\", {\"Author\": \"B\"}, [\"c\"], [\"d\"], \"2018\", 7]\n".utf8),
    ],
    words: [
      "<page>", "</page>", "<text>", "</text>", "<title>", "</title>", "<ns>0</ns>",
      "<redirect title=\"x\"/>",
      "<![CDATA[", "]]>", "</mediawiki>", "&#x0;", "&lt;", "\t", "\n", "\r\n", "\\t", "\\", "page",
      "message",
      "user", "item", "WARC/1.0\r\n", "PK\u{3}\u{4}", "\"name\":", "\"article_body\":", "{", "}",
      "[", "]",
      "--=_part", "ustar", "\u{1F}\u{8B}",
    ].map { Array($0.utf8) },
    check: checkFile)

  /// Pages that browsers save with their pictures: ``MIMEArchive``.
  static let mime = FuzzTarget(
    "mime", law: "the page of an archive is no longer than the archive",
    seeds: [
      mhtml,
      mhtml.replacing("quoted-printable", with: "base64").replacing("a=C3=A9=\r\n", with: "YWI="),
      "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>x",
    ],
    words: [
      "--=_part", "--=_part--", "\r\n", "\n", "\r\n\r\n", "Content-Type: ", "text/html",
      "multipart/related",
      "; boundary=", "\"", "boundary=\"=_part\"", "Content-Transfer-Encoding: ", "base64",
      "quoted-printable",
      "=", "=\r\n", "=C3", "=0", "YWI=", "\t", " ", ":", ";", "start=\"<a>\"", "Content-ID: <a>",
      "Snapshot-Content-Location: http://a/",
    ]
  ) { bytes throws(Violation) in
    _ = MIMEArchive.isRecognised(bytes[...])
    guard let root = MIMEArchive.root(bytes.span) else { return "none" }
    try require(root.body.count <= bytes.count, "\(root.body.count) bytes of \(bytes.count)")
    return "\(root.body.isEmpty) \(root.location.isEmpty) \(root.body.contains { $0 >= 0x80 })"
  }

  private static func dump(_ text: String) -> String {
    """
    <mediawiki version="0.11" xml:lang="en"><siteinfo><dbname>enwiki</dbname><base>\
    https://en.wikipedia.org/wiki/Main_Page</base><namespaces><namespace key="14">Category</namespace>\
    </namespaces></siteinfo><page><title>X</title><ns>0</ns><id>7</id><revision><id>8</id><timestamp>\
    2026-10-01T01:02:03Z</timestamp><text xml:space="preserve">\(text)</text></revision></page></mediawiki>
    """
  }

  private static let mhtml =
    "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"=_part\"\r\n\r\n"
    + "--=_part\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    + "Content-Location: https://en.wikipedia.org/wiki/X\r\n\r\n<html lang=3D\"en\"><h1 "
    + "id=3D\"firstHeading\">X</h1><div id=3D\"mw-content-text\"><p>a=C3=A9=\r\n</p></div>\r\n--=_part--\r\n"

  /// Reads bytes as a file to import.
  private static func checkFile(_ bytes: [UInt8]) throws(Violation) -> String {
    let tables: CrawlTables
    do {
      let folder = try TemporaryFolder()
      let path = try folder.write(Data(bytes), to: "input")
      tables = CrawlTables(try importFiles(inputFiles([path]), threads: 1))
    } catch {
      guard let error = error as? FileError else { throw Violation(problem: "\(error)") }
      try require(!error.remedy.isEmpty, "\(error) has no remedy")
      return "refused \(error.kind)"
    }
    try require(tables.input > 0, "nothing came in and nothing was said")
    for document in tables.documents { try check(document) }
    for reject in tables.rejects {
      try require(reject.detail.contains(" "), "\(reject.reason) has no sentence")
    }
    let document = tables.documents.first
    return [
      "\(tables.rejects.map(\.reason).prefix(2))", "\(min(tables.documents.count, 3))",
      "\(min(tables.interactions.count, 3))", "\(document?.text.isEmpty ?? true)",
      "\(min(document?.links.count ?? 0, 8)) \(min(document?.fields.count ?? 0, 8))",
    ].joined(separator: " ")
  }
}
