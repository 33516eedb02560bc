import Foundation

/// An answer that a page of Facebook loads more posts with, saved from the browser's network view:
/// `for (;;);` and JSON.
///
/// m.facebook.com sends markup, in `payload.actions[].html`; www.facebook.com sends stories, one
/// object of JSON a line, as in the scripts of ``CometPage``.
enum FacebookAnswer {
  private static let guardCode = BytePattern("for (;;);")

  static func isRecognised(_ bytes: Span<UInt8>, _ file: String) -> Bool {
    guardCode.first(in: bytes.extracting(0..<min(bytes.count, 32))) != nil
  }

  static func contents(_ bytes: Span<UInt8>, _ file: String) -> PageFormat.Contents {
    let bytes = copied(bytes)
    let values = values(bytes)
    let markup = values.flatMap(markup)
    let pages = markup.compactMap { HTMLDocument(Array($0.utf8).span) }
    if let first = pages.first {
      return MobilePage.contents(pages, SavedPage(first, format: "facebook-answer", file: file))
    }
    var stories = CometStories()
    for value in values { stories.read(value) }
    return CometPage.contents(stories, CometScope(stories), file, format: "facebook-answer")
  }

  /// The values of JSON in the answer, one or one a line.
  private static func values(_ bytes: [UInt8]) -> [Any] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let start = line.firstIndex(where: { $0 == 0x7B || $0 == 0x5B }) else { return nil }
      return try? JSONSerialization.jsonObject(with: Data(line[start...]))
    }
  }

  private static func markup(_ value: Any) -> [String] {
    let payload = (value as? [String: Any])?["payload"] as? [String: Any]
    let actions = payload?["actions"] as? [Any] ?? []
    return actions.compactMap { ($0 as? [String: Any])?["html"] as? String }.filter { !$0.isEmpty }
  }
}
