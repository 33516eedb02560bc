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
  }

  /// The formats that are tried before a tree is made; the first that recognises a page reads it.
  static let streamed: [Streamed] = [
    Streamed(name: "wikipedia", source: "wikipedia", read: WikipediaPage.contents),
    Streamed(name: "wikipedia-answer", source: "wikipedia", read: WikipediaPage.answer),
  ]

  /// Every format that is read from a tree; the first that recognises a page reads it.
  public static let all: [PageFormat] = [
    PageFormat(
      "facebook-export", of: "facebook", FacebookExport.isRecognised, FacebookExport.contents),
    .refused(
      "export-2021", of: "facebook", "//div[\(hasClass("_3-95")) and \(hasClass("_a6-g"))]",
      "a Facebook export of 2021 to 2023", "ask Facebook for a new export in HTML, in English"),
    .refused(
      "export-2018", of: "facebook", "//div[\(hasClass("_2lej")) and \(hasClass("uiBoxWhite"))]",
      "a Facebook export of 2018 to 2020", "ask Facebook for a new export in HTML, in English"),
    .refused(
      "export-before-2018", of: "facebook",
      "//div[\(hasClass("contents"))]//div[\(hasClass("meta"))]",
      "a Facebook export from before 2018",
      "ask Facebook for a new export in HTML, in English"),
    .refused(
      "facebook-mobile", of: "facebook",
      "//article[@data-ft] | //div[\(hasClass("story_body_container"))] | //*[@id='screen-root'] "
        + "| //*[@id='m_story_permalink_view']",
      "a saved page of m.facebook.com", "export the page's posts in HTML instead"),
    .refused(
      "login-wall", of: "facebook",
      "//form[@id='login_form'][not(//div[\(hasClass("userContentWrapper"))])]"
        + "[not(//script[@data-sjs])]", "a page that asks to log in",
      "save the page while logged in, or export its posts"),
    .refused(
      "facebook-www", of: "facebook",
      "//div[\(hasClass("userContentWrapper"))] | //script[@data-sjs] | //html[@id='facebook'] "
        + "| //meta[@property='og:url'][contains(@content, 'facebook.com/')]",
      "a saved page of Facebook", "export the page's posts in HTML instead"),
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
