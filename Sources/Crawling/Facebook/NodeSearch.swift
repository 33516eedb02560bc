import CLibXML2

// A walk over the tree instead of an XPath expression for every post: compiling and running one costs
// more than reading the post.

extension HTMLNode {
  /// The outermost elements in this one for which `isWanted` holds, in the order of the page.
  ///
  /// - Complexity: O(*n*) in the nodes below.
  func outermost(_ isWanted: (HTMLNode) -> Bool) -> [HTMLNode] {
    var found: [HTMLNode] = []
    collectOutermost(isWanted, into: &found)
    return found
  }

  private func collectOutermost(_ isWanted: (HTMLNode) -> Bool, into found: inout [HTMLNode]) {
    for child in children where child.isElement {
      if isWanted(child) {
        found.append(child)
      } else {
        child.collectOutermost(isWanted, into: &found)
      }
    }
  }

  /// The first element in this one for which `isWanted` holds, in the order of the page; what
  /// `isForeign` holds for is not entered.
  func firstInside(
    unless isForeign: (HTMLNode) -> Bool = { _ in false }, _ isWanted: (HTMLNode) -> Bool
  ) -> HTMLNode? {
    for child in children where child.isElement && !isForeign(child) {
      if isWanted(child) { return child }
      if let found = child.firstInside(unless: isForeign, isWanted) { return found }
    }
    return nil
  }

  /// Whether an element in this one is one of those that `isWanted` holds for.
  func contains(where isWanted: (HTMLNode) -> Bool) -> Bool { firstInside(isWanted) != nil }

  /// The nearest element around this one for which `isWanted` holds.
  func enclosing(_ isWanted: (HTMLNode) -> Bool) -> HTMLNode? {
    var node = parent
    while let element = node, !isWanted(element) { node = element.parent }
    return node
  }

  /// The value of a meta tag of the page: `og:title`.
  static func meta(_ property: String, of page: HTMLDocument) -> String? {
    page.first("//meta[@property='\(property)']")?.attribute("content")
  }

  /// The text of a comment; nil for other nodes.
  var comment: String? {
    guard unsafe pointer.pointee.type == XML_COMMENT_NODE else { return nil }
    return unsafe pointer.pointee.content.map { unsafe String(cString: $0) }
  }
}
