import Foundation
import FoundationXML
import Reporting
import Testing

@Suite struct ScatterMapTests {
  /// Whether tags are balanced, ampersands begin entities and no control character occurs.
  ///
  /// Foundation's parsers on Linux mend what is broken instead of reporting it.
  private func isXML(_ text: String) -> Bool {
    var open: [Substring] = []
    for piece in text.split(separator: "<", omittingEmptySubsequences: true) {
      guard let end = piece.firstIndex(of: ">") else { return false }
      let tag = piece[..<end]
      let name = tag.prefix { !$0.isWhitespace && $0 != ">" }
      if tag.hasPrefix("?") || tag.hasPrefix("!") || tag.hasSuffix("/") { continue }
      if !tag.hasPrefix("/") {
        open.append(name)
      } else if open.popLast() != name.dropFirst() {
        return false
      }
    }
    let entities = ["amp;", "lt;", "gt;", "quot;", "apos;", "#"]
    // As bytes: a combining mark after an entity would change its last character.
    let ampersands = text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
      .dropFirst()
    return open.isEmpty
      && ampersands.allSatisfy { rest in entities.contains { rest.starts(with: $0.utf8) } }
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
  }

  private func count(_ part: String, in text: String) -> Int {
    text.components(separatedBy: part).count - 1
  }

  @Test func `every point, outline and label is drawn`() {
    let map = ScatterMap(sampleReport(), seed: 1)
    #expect(map.drawn == 120)
    #expect(count("<circle", in: map.standalone) == 120)
    #expect(count("<path", in: map.standalone) == 4)
    #expect(count(#"class="badge""#, in: map.standalone) == 4)
    #expect(map.standalone.contains("first2 · second2</text>"))
    #expect(map.standalone.contains("<title>item-3-29</title>"))
  }

  @Test func `the file is XML whatever the names are`() {
    var contents = sampleReport()
    contents.points[0].name = "</title><script>alert('1')</script>\u{1}&\"\u{301}"
    contents.clusters[0].label = "<b> & ]]>"
    let map = ScatterMap(contents, seed: 1)
    #expect(isXML(map.standalone))
    #expect(!map.standalone.contains("<script"))
    #expect(!isXML("<svg><g></svg>") && !isXML("<svg>a & b</svg>") && !isXML("<svg>"))
  }

  @Test func `noise has points but neither outline nor label`() {
    var contents = sampleReport(clusters: 1)
    for index in 0..<10 { contents.points[index].cluster = -1 }
    let map = ScatterMap(contents, seed: 1).standalone
    #expect(map.contains(#"<g data-cluster="-1" fill="\#(Palette.noise.hex)">"#))
    #expect(count("<path", in: map) == 1)
  }

  @Test func `of many points a sample is drawn`() {
    let contents = sampleReport(clusters: 4, pointsPerCluster: 25_000)
    let map = ScatterMap(contents, seed: 1)
    #expect((4900...ScatterMap.pointLimit).contains(map.drawn))
    #expect(map.standalone.utf8.count < 1_000_000)
  }

  @Test func `equal contents make equal bytes`() {
    let contents = sampleReport(clusters: 12, pointsPerCluster: 600)
    #expect(ScatterMap(contents, seed: 1).standalone == ScatterMap(contents, seed: 1).standalone)
    #expect(ScatterMap(contents, seed: 1).standalone != ScatterMap(contents, seed: 2).standalone)
  }

  @Test func `a cluster without points on the map has no outline`() {
    var contents = sampleReport()
    contents.points.removeAll { $0.cluster == 2 }
    #expect(count("<path", in: ScatterMap(contents, seed: 1).standalone) == 3)
  }
}
