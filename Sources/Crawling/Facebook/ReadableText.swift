/// The text without control characters but line breaks and tabs, a carriage return and a line feed being
/// one line break.
///
/// The parser of HTML leaves them out; JSON can hold any, and one post must be one text in both.
///
/// - Complexity: O(*n*) in the text.
package func withoutControls(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  let joined = text.replacing("\r\n", with: "\n")
  return String(String.UnicodeScalarView(joined.unicodeScalars.filter { !isControl($0) }))
}

/// Whether a character is one of C0 or C1 that no text shows.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0..<0x20, 0x7F..<0xA0: true
  default: false
  }
}

extension CrawledDocument {
  /// The document without control characters in its texts.
  ///
  /// - Complexity: O(*n*) in the texts.
  var readable: CrawledDocument {
    var document = self
    document.author = withoutControls(author)
    document.title = withoutControls(title)
    document.url = withoutControls(url)
    document.published = withoutControls(published)
    document.text = withoutControls(text)
    document.fields = fields.map { Field(withoutControls($0.name), withoutControls($0.value)) }
    document.links = links.map {
      Link($0.kind, withoutControls($0.target), anchor: withoutControls($0.anchor))
    }
    return document
  }
}

extension WikipediaPage.Context {
  /// What is known of a page, without the control characters that JSON can hold.
  var readable: WikipediaPage.Context {
    var context = self
    context.title = withoutControls(title)
    context.heading = withoutControls(heading)
    context.categories = categories?.map(withoutControls)
    context.languages = languages.map(withoutControls)
    context.modified = withoutControls(modified)
    return context
  }
}
