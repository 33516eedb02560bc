/// What stands in the content of an article and is not the article's: boxes that navigate, notes,
/// references, marks for editors, what is not shown.
enum DroppedMarkup {
  private static let classes: Set<Substring> = [
    "navbox", "vertical-navbox", "navbox-inner", "sidebar", "metadata", "ambox", "hatnote",
    "shortdescription", "reflist", "references", "mw-references-wrap", "reference",
    "mw-editsection", "noprint", "toc", "catlinks", "mw-empty-elt", "mw-cite-backlink", "portalbox",
    "portal-bar", "sistersitebox", "sister-box", "authority-control", "magnify",
    "mwe-math-mathml-a11y", "printfooter", "navbar",
  ]
  private static let names: Set<String> = ["style", "script", "annotation", "noscript", "template"]
  private static let ids: Set<String> = ["toc", "catlinks", "siteSub", "contentSub", "jump-to-nav"]

  /// Whether an element and all in it is to be left out.
  static func contains(_ node: HTMLNode) -> Bool {
    if names.contains(node.name) || node.classes.contains(where: classes.contains) { return true }
    if let id = node.attribute("id"), ids.contains(id) { return true }
    if node.attribute("role") == "navigation" { return true }
    guard let style = node.attribute("style") else { return false }
    return style.filter { !$0.isWhitespace }.contains("display:none")
  }

  /// Whether an element is an infobox, of which only the values are the article's.
  static func isInfobox(_ node: HTMLNode) -> Bool {
    node.classes.contains { $0 == "infobox" || $0 == "infobox_v2" || $0 == "infobox_v3" }
  }
}
