import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Pages saved as MHTML` {
  private func imported(_ text: String) throws -> ImportedFile {
    let folder = try TemporaryFolder()
    let path = try folder.write(text.replacing("\n", with: "\r\n"), to: "page.mhtml")
    return try #require(importFiles(inputFiles([path]), threads: 1).first)
  }

  private func archive(_ header: String, _ parts: [String]) -> String {
    let body = parts.map { "--=_part\n\($0)\n" }.joined()
    return "\(header)\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";"
      + "\n\tboundary=\"=_part\"\n\n\n\(body)--=_part--\n"
  }

  private let page = """
    <html lang=3D"en"><head><link rel=3D"canonical" href=3D"https://en.wikipedia.org/wiki/Caf=\
    C3=A9"></head><body><h1 id=3D"firstHeading">Caf=C3=A9</h1><div id=3D"mw-content-text"><div =
    class=3D"mw-parser-output"><p>A <a href=3D"/wiki/Coffee">cof=
    fee</a> house.</p></div></div></body></html>
    """.replacing("Caf=C3=A9\"", with: "Caf%C3%A9\"")

  @Test func `quoted-printable gives the page back`() throws {
    let file = try imported(
      archive(
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://en.wikipedia.org/wiki/X",
        [
          "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n\(page)",
          "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=",
        ]))
    let document = try #require(file.documents.first, "\(file.rejects)")
    #expect(document.title == "Café" && document.id == "en:Café")
    #expect(document.text == "A coffee house.")
    #expect(document.links == [.init(.wiki, "Coffee", anchor: "coffee")])
    #expect(file.file.url == "https://en.wikipedia.org/wiki/X")
  }

  @Test func `base64 gives the page back, and 'start' names it`() throws {
    let html = page.replacing("=\n", with: "").replacing("=3D", with: "=")
      .replacing("=C3=A9", with: "é")
    let coded = Data(html.utf8).base64EncodedString(options: .lineLength76Characters)
    let other = "Content-Type: text/html\nContent-ID: <a>\n\n<p>a frame</p>"
    let root =
      "Content-Type: text/html; charset=utf-8\nContent-ID: <b>\nContent-Transfer-Encoding: base64"
    let text = archive("Subject: =?utf-8?Q?x?=", [other, "\(root)\n\n\(coded)"])
      .replacing("type=\"text/html\";", with: "type=\"text/html\"; start=\"<b>\";")
    #expect(try imported(text).documents.map(\.text) == ["A coffee house."])
  }

  @Test func `an archive without a page is a reject with a remedy`() throws {
    let file = try imported(archive("Subject: x", ["Content-Type: text/plain\n\nhello"]))
    #expect(file.rejects.map(\.reason) == ["mhtml-without-page"])
    #expect(file.rejects.first?.detail.contains("save the page again") == true)
  }

  @Test func `a page that was cut off is read as far as it goes`() throws {
    let text = archive("Subject: x", ["Content-Type: text/html\n\n<p>hello"])
    let file = try imported(text.replacing("--=_part--\n", with: ""))
    #expect(file.rejects.map(\.reason) == ["unknown-format"])
  }
}
