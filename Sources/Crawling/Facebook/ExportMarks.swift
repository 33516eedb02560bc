/// What tells an export in HTML from other pages. Any two marks do: obfuscated classes are renamed one
/// at a time.
struct ExportMarks {
  private static let classes: Set<Substring> = [
    "_a6-g", "_a706", "_aoaa", "_a70e", "_a7cv", "_4t5n", "_3b0d", "_1vp5", "_2lej", "_5vb_",
  ]
  private static let download = BytePattern("facebook.com/dyi/")

  private var found = Set<Substring>()

  /// Whether there are two marks in a node and below; it stops at the second, which in an export is
  /// near the top.
  ///
  /// - Complexity: O(*n*) in the nodes.
  mutating func find(in node: HTMLNode) -> Bool {
    for child in node.children where child.isElement {
      note(child)
      if found.count > 1 || find(in: child) { return true }
    }
    return false
  }

  private mutating func note(_ node: HTMLNode) {
    let classes = node.classes
    for name in classes where Self.classes.contains(name) { found.insert(name) }
    if classes.contains("pam"), classes.contains("uiBoxWhite") { found.insert("pam") }
    if node.name == "a", let href = node.attribute("href"), Self.download.isFound(in: href) {
      found.insert("dyi")
    }
    if node.name == "time", node.attribute("datetime") != nil,
      node.enclosing({ $0.attribute("role") == "contentinfo" }) != nil
    {
      found.insert("time")
    }
  }
}
