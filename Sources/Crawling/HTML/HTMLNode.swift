import CLibXML2

/// An element, a text or something else in the tree of an ``HTMLDocument``, which it keeps alive.
@safe public struct HTMLNode {
  /// The document that the node is in.
  public let document: HTMLDocument
  let pointer: UnsafeMutablePointer<xmlNode>

  init(_ pointer: UnsafeMutablePointer<xmlNode>, of document: HTMLDocument) {
    self.document = document
    unsafe self.pointer = pointer
  }

  /// Whether the node is an element.
  public var isElement: Bool { unsafe pointer.pointee.type == XML_ELEMENT_NODE }

  /// The name of an element, in lower case: `div`.
  public var name: String {
    unsafe pointer.pointee.name.map { unsafe String(cString: $0) } ?? ""
  }

  /// The text of a text node; nil for others.
  public var content: String? {
    let type = unsafe pointer.pointee.type
    guard type == XML_TEXT_NODE || type == XML_CDATA_SECTION_NODE else { return nil }
    return unsafe pointer.pointee.content.map { unsafe String(cString: $0) } ?? ""
  }

  /// The nodes directly in this one.
  public var children: [HTMLNode] {
    var children: [HTMLNode] = []
    var next = unsafe pointer.pointee.children
    while let child = unsafe next {
      unsafe children.append(HTMLNode(child, of: document))
      unsafe next = child.pointee.next
    }
    return children
  }

  /// The element that this node is in.
  public var parent: HTMLNode? {
    guard let parent = unsafe pointer.pointee.parent,
      unsafe parent.pointee.type == XML_ELEMENT_NODE
    else { return nil }
    return unsafe HTMLNode(parent, of: document)
  }

  /// The value of an attribute, its character references resolved.
  public func attribute(_ name: String) -> String? {
    guard isElement, let attribute = unsafe xmlHasProp(pointer, name) else { return nil }
    var value = ""
    var next = unsafe attribute.pointee.children
    while let part = unsafe next {
      if let content = unsafe part.pointee.content { value += unsafe String(cString: content) }
      unsafe next = part.pointee.next
    }
    return value
  }

  /// The classes of an element.
  public var classes: [Substring] {
    attribute("class")?.split(whereSeparator: \.isWhitespace) ?? []
  }

  /// Whether an element has a class.
  public func hasClass(_ name: String) -> Bool { classes.contains { $0 == name } }

  /// The elements that an XPath 1.0 expression finds from here, in the order of the page.
  public func nodes(_ path: String) -> [HTMLNode] { document.nodes(path, from: self) }

  /// The first element that an XPath 1.0 expression finds from here.
  public func first(_ path: String) -> HTMLNode? { nodes(path).first }

  /// The text in the node as it stands in the page, a `<br>` being a line break.
  public var text: String {
    var text = ""
    appendText(to: &text)
    return text
  }

  private func appendText(to text: inout String) {
    if let content { text += content } else if name == "br" { text += "\n" }
    for child in children { child.appendText(to: &text) }
  }
}

extension HTMLNode: Equatable {
  /// Whether two nodes are the same place of the same tree.
  public static func == (a: HTMLNode, b: HTMLNode) -> Bool { unsafe a.pointer == b.pointer }
}

/// The XPath condition that an element has the class `name`: class attributes are lists of words.
func hasClass(_ name: String) -> String {
  "contains(concat(' ', normalize-space(@class), ' '), ' \(name) ')"
}
