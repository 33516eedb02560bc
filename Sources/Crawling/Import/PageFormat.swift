import Artifacts

/// A form in which pages come in, recognised by what is in the file and never by its name.
///
/// A new format is a line in ``all`` and a file for its functions.
public struct PageFormat: Sendable {
  /// What a format gives of one page.
  struct Contents {
    /// The name of the format, if it is not that of the reader.
    var format = ""
    /// The page that the file holds.
    var page = ""
    /// The address that the page gives for itself.
    var url = ""
    /// What `pages.tsv` notes of it.
    var flags: [String] = []
    /// The documents in it.
    var documents: [CrawledDocument] = []
    /// What of it cannot be used, or the whole.
    var rejects: [Reject] = []
  }

  /// The name of the format, as in `pages.tsv`.
  public let name: String
  /// Where its pages come from: `wikipedia` or `facebook`.
  public let source: String
  /// Whether a page has this form.
  let detect: @Sendable (HTMLDocument) -> Bool
  /// The contents of a page of this form; the second argument names the file in rejects.
  let extract: @Sendable (HTMLDocument, String) -> Contents

  /// A format that is read from the bytes of a page, without a tree.
  struct Streamed: Sendable {
    /// The name of the format.
    let name: String
    /// Where its pages come from.
    let source: String
    /// The contents of a page of clean UTF-8, or nil if it has another form.
    let read: @Sendable (Span<UInt8>, PageInput) -> Contents?

    init(
      _ name: String, of source: String,
      _ read: @escaping @Sendable (Span<UInt8>, PageInput) -> Contents?
    ) {
      self.name = name
      self.source = source
      self.read = read
    }

    /// A format whose functions take the name of the file only.
    init(
      _ name: String, of source: String,
      _ detect: @escaping @Sendable (Span<UInt8>, String) -> Bool,
      _ extract: @escaping @Sendable (Span<UInt8>, String) -> Contents
    ) {
      self.init(name, of: source) { bytes, input in
        detect(bytes, input.name) ? extract(bytes, input.name) : nil
      }
    }
  }

  /// The formats that are tried before a tree is made; the first that recognises a page reads it.
  static let streamed: [Streamed] = [
    Streamed("wikipedia", of: "wikipedia", WikipediaPage.contents),
    Streamed("wikipedia-answer", of: "wikipedia", WikipediaPage.answer),
  ]

  /// The formats that are tried first, on the bytes as they came: data that is no page, and pages whose
  /// contents are in their scripts.
  static let data: [Streamed] = [
    Streamed(
      "facebook-export-json", of: "facebook", FacebookJSONExport.isRecognised,
      FacebookJSONExport.contents),
    Streamed(
      "facebook-answer", of: "facebook", FacebookAnswer.isRecognised, FacebookAnswer.contents),
    Streamed("facebook-comet", of: "facebook", CometPage.isRecognised, CometPage.contents),
  ]

  /// Every format that is read from a tree; the first that recognises a page reads it.
  public static let all: [PageFormat] = [
    PageFormat(
      "facebook-export", of: "facebook", FacebookExport.isRecognised, FacebookExport.contents),
    .refused(
      "export-before-2018", of: "facebook",
      "//div[\(hasClass("contents"))]//div[\(hasClass("meta"))]",
      "a Facebook export from before 2018",
      "ask Facebook for a new export in HTML, in English"),
    PageFormat(
      "facebook-www-2019", of: "facebook", UserContentPage.isRecognised, UserContentPage.contents),
    PageFormat("facebook-mobile", of: "facebook", MobilePage.isRecognised, MobilePage.contents),
    PageFormat(
      "facebook-mobile-screen", of: "facebook", ScreenPage.isRecognised, ScreenPage.contents),
    PageFormat("facebook-www", of: "facebook", ArticlePage.isRecognised, ArticlePage.contents),
    PageFormat(
      "facebook-post", of: "facebook", SinglePostPage.isRecognised, SinglePostPage.contents),
    PageFormat("login-wall", of: "facebook", LoginWall.isRecognised, LoginWall.contents),
    .refused(
      "facebook-unknown", of: "facebook", "//html[@id='facebook'] | //script[@data-sjs]",
      "a page of Facebook in an unknown form", "save it again, or export the page's posts"),
  ]

  private init(
    _ name: String, of source: String, _ detect: @escaping @Sendable (HTMLDocument) -> Bool,
    _ extract: @escaping @Sendable (HTMLDocument, String) -> Contents
  ) {
    self.name = name
    self.source = source
    self.detect = detect
    self.extract = extract
  }

  /// A format that is known by name and not read.
  private static func refused(
    _ name: String, of source: String, _ path: String, _ what: String, _ remedy: String
  ) -> PageFormat {
    PageFormat(name, of: source) { page in
      page.has(path)
    } _: { _, file in
      let detail = "it is \(what), which is not read (it matched \(path)); \(remedy)"
      return Contents(rejects: [Reject(file, name, detail)])
    }
  }
}
