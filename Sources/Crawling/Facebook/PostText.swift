/// The words of a post in a saved page, as its reader sees them.
///
/// Runs of blanks are one, `<br>` is a line break, every paragraph is a line of its own without blanks
/// at its ends. What is only there to unfold a long text ("See more") is left out.
enum PostText {
  /// The paragraphs of an element; those in an element that `isForeign` holds for are left out.
  static func paragraphs(
    _ node: HTMLNode, unless isForeign: (HTMLNode) -> Bool = { _ in false }
  ) -> [String] {
    var paragraphs: [HTMLNode] = []
    collect(node, unless: isForeign, into: &paragraphs)
    let texts = (paragraphs.isEmpty ? [node] : paragraphs).map { text($0) }
    return texts.filter { !$0.isEmpty }
  }

  /// The text of a paragraph.
  static func text(_ node: HTMLNode) -> String {
    var text = String.UnicodeScalarView()
    append(node, to: &text)
    return trimmed(String(text))
  }

  /// Whether an element only unfolds or folds a text.
  static func isUnfolding(_ node: HTMLNode) -> Bool {
    let classes = node.classes
    if classes.contains("see_more_link") || classes.contains("text_exposed_link") { return true }
    return classes.contains("text_exposed_hide") && node.parent?.attribute("data-sigil") == "more"
  }

  private static func collect(
    _ node: HTMLNode, unless isForeign: (HTMLNode) -> Bool, into paragraphs: inout [HTMLNode]
  ) {
    for child in node.children where child.isElement && !isForeign(child) {
      if child.name == "p" {
        paragraphs.append(child)
      } else {
        collect(child, unless: isForeign, into: &paragraphs)
      }
    }
  }

  private static func append(_ node: HTMLNode, to text: inout String.UnicodeScalarView) {
    if let content = node.content { return append(content, to: &text) }
    if node.name == "br" { return text.append("\n") }
    guard !["script", "style", "noscript"].contains(node.name), !isUnfolding(node) else { return }
    for child in node.children { append(child, to: &text) }
  }

  /// Adds text with its runs of blanks as one blank. A no-break space is not a blank to a browser.
  private static func append(_ content: String, to text: inout String.UnicodeScalarView) {
    for scalar in content.unicodeScalars {
      if scalar == " " || (0x09...0x0D).contains(scalar.value) {
        if text.last != " ", !text.isEmpty { text.append(" ") }
      } else {
        text.append(scalar)
      }
    }
  }
}
