import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Extracts of damaged pages` {
  /// SplitMix64 (Steele, Lea and Flood 2014): the same damage on every run.
  private struct Damage {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((bits ^ (bits >> 31)) % UInt64(bound))
    }

    /// A page with some bytes changed, left out, repeated or replaced by signs that matter.
    mutating func damaged(_ page: [UInt8]) -> [UInt8] {
      var page = page
      let signs: [[UInt8]] = [
        Array("<".utf8), Array(">".utf8), Array("\"".utf8), Array("&#x".utf8), Array("<!--".utf8),
        Array("</table>".utf8), Array("<td>".utf8), Array("<a href=".utf8), [0xC2], [0xE2, 0x80],
        [0], [0xFF, 0xFE], Array("</div></div>".utf8), Array("<script>".utf8), Array("%".utf8),
      ]
      for _ in 0...below(12) {
        guard page.count > 64 else { break }
        let start = below(page.count)
        let end = min(start + below(64), page.count)
        switch below(4) {
        case 0: page.replaceSubrange(start..<end, with: signs[below(signs.count)])
        case 1: page[start] = UInt8(below(256))
        case 2: page.removeSubrange(start..<end)
        default: page.insert(contentsOf: page[start..<end], at: below(page.count))
        }
      }
      return page
    }
  }

  private static func check(_ extract: PageExtract) {
    #expect(!extract.documents.isEmpty || !extract.rejects.isEmpty || !extract.format.isEmpty)
    for document in extract.documents {
      let texts =
        document.record + document.fields.flatMap { [$0.name, $0.value] }
        + document.links.flatMap { [$0.target, $0.anchor] }
      let isClean = texts.allSatisfy { text in
        text.unicodeScalars.allSatisfy {
          $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
        }
      }
      #expect(isClean, "\(document.id)")
    }
  }

  @Test(arguments: ["wikipedia", "facebook"])
  func `are clean text or a reject, and never a crash`(flow: String) throws {
    let files = try inputFiles(["\(projectFolder)/data/\(flow)/pages"]).prefix(3)
    var damage = Damage(seed: 7)
    for file in files {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file.path)).prefix(40_000))
      for _ in 0..<25 {
        let page = damage.damaged(bytes)
        let extract = PageExtract(page.span, PageInput(name: "f"))
        Self.check(extract)
        #expect(extract == PageExtract(page.span, PageInput(name: "f")))
      }
      for end in [1, 10, 100, 1_000, bytes.count / 2] {
        let page = Array(bytes.prefix(end))
        Self.check(PageExtract(page.span, PageInput(name: "f")))
      }
    }
  }

  @Test func `bytes of any kind are a reject at most`() {
    var damage = Damage(seed: 9)
    for length in [0, 1, 2, 3, 7, 64, 1_000, 5_000] {
      let noise = (0..<length).map { _ in UInt8(damage.below(256)) }
      for start in ["", "<", "{\"parse\":", "<div class=mw-parser-output>"] {
        let page = Array(start.utf8) + noise
        Self.check(PageExtract(page.span, PageInput(name: "f", contentType: "text/html")))
      }
    }
  }

  /// FNV-1a in 64 bits over the extracts of all sample articles.
  private static let sampleDigest: UInt64 = 9_231_585_629_827_311_485

  @Test func `another extract of the sample needs another version`() throws {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for file in try inputFiles(["\(projectFolder)/data/wikipedia/pages"]) {
      let page = try MappedFile(file.path)
      let extract = PageExtract(page.bytes, PageInput(name: file.name))
      for byte in extract.message { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    #expect(
      PageExtract.version == "html-2" && digest == Self.sampleDigest,
      """
      The extracts are not those of version html-2 any more (digest \(digest)): raise \
      PageExtract.version, or old extracts stay in use, and note both here.
      """)
  }

  @Test func `a page of more than 64 MiB is refused`() {
    let page = [UInt8](repeating: 0x20, count: PageLimits.pageSize + 1)
    let extract = PageExtract(page.span, PageInput(name: "f"))
    #expect(extract.rejects.map(\.reason) == ["too-large"])
  }
}
