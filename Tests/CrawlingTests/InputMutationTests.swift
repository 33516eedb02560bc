import Artifacts
import Crawling
import Foundation
import Fuzzing
import TestSupport
import Testing

/// Inputs that were changed at random neither crash nor hang a reader: each gives documents, rejects or
/// an error.
@Suite struct `Mutated inputs` {
  private static let pieces: [[UInt8]] = [
    "{{", "}}", "[[", "]]", "|", "=", "<ref>", "<!--", "\n", "</text>", "<page>", "&#x0;",
    "--=_part",
    "=", "\u{0}", "PK\u{3}\u{4}", "</mediawiki>", "<![CDATA[", "\"", "{", "é", "\r\n\r\n", "''",
  ].map { Array($0.utf8) }

  private static func sample(_ kind: String) -> [UInt8] {
    let wikitext = """
      {{Infobox book|author=[[A|B]]<ref>{{cite|x=1}}</ref>|genre={{ubl|a|b}}}} '''X''' is [[y]].
      == P ==
      {| class=x\n| c\n|}\n[[File:x.png|thumb|a [[b]]]] [http://x.org t] &amp; <br> [[Category:Z]]
      """
    let dump = WikitextArticle.dump(WikitextArticle.page(wikitext))
    switch kind {
    case "dump": return Array(dump.utf8)
    case "mhtml":
      let part = "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      let html =
        "<html lang=3D\"en\"><h1 id=3D\"firstHeading\">X</h1><div id=3D\"mw-content-text\"><p>a=C3=A9=\r\n</p></div>"
      let header =
        "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_part\""
      return Array("\(header)\r\n\r\n--=_part\r\n\(part)\(html)\r\n--=_part--\r\n".utf8)
    case "ndjson":
      return Array(
        ("{\"name\":\"A\",\"identifier\":1,\"in_language\":{\"identifier\":\"en\"},"
          + "\"article_body\":{\"html\":\"<p>x <a href='./Y'>y</a></p>\"}}\n").utf8)
    default:
      var writer = ZipWriter()
      writer.add("a/posts.tsv", Data("page\tmessage\na\tb\n".utf8))
      writer.add("dump.xml", Data(dump.utf8))
      return Array(writer.data)
    }
  }

  @Test(arguments: ["dump", "mhtml", "ndjson", "zip"])
  func `each is read, rejected or refused`(kind: String) throws {
    let folder = try TemporaryFolder()
    let sample = Self.sample(kind)
    var mutator = Mutator(seed: 20_261_121, name: kind, words: Self.pieces)
    var outcomes: [String: Int] = [:]
    for _ in 0..<250 {
      let path = try folder.write(Data(mutator.mutated(sample, others: [sample])), to: "input")
      do throws(FileError) {
        let tables = CrawlTables(try importFiles(inputFiles([path]), threads: 1))
        #expect(tables.rejects.allSatisfy { !$0.reason.isEmpty && $0.detail.count > 20 })
        outcomes[tables.output > 0 ? "read" : "rejected", default: 0] += 1
        #expect(tables.input > 0)
      } catch {
        #expect(!error.remedy.isEmpty)
        outcomes["refused", default: 0] += 1
      }
    }
    #expect(outcomes.values.reduce(0, +) == 250)
    #expect(outcomes["read", default: 0] > 4, "\(outcomes)")
  }
}
