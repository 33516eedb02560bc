import Artifacts
import Crawling

extension FuzzTarget {
  /// What comes from a worker, or from the extracts of the last night: messages.
  static let message = FuzzTarget(
    "message", law: "what is read of a message is written and read again as the same",
    seeds: [PageExtract(Reject("f", "r", "d\n\t")).message, full.message, []],
    words: [
      [0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0], Array(repeating: 0xFF, count: 8),
      [0, 0, 0, 0, 0, 0, 0, 0x80], Array("wiki".utf8), Array("external".utf8),
    ]
  ) { bytes throws(Violation) in
    guard let extract = PageExtract(message: bytes.span, 0..<bytes.count) else { return "none" }
    let message = extract.message
    try require(
      PageExtract(message: message.span, 0..<message.count) == extract, "it is read differently")
    return "\(extract.documents.count) \(extract.rejects.count) \(extract.flags.count)"
  }

  private static let full: PageExtract = {
    var extract = PageExtract()
    extract.flags = ["a", "é"]
    var document = CrawledDocument(id: "i", page: "p")
    document.fields = [.init("n", "v")]
    document.links = [.init(.language, "de:x", anchor: "y"), .init(.external, "z")]
    extract.documents = [document]
    return extract
  }()
}
