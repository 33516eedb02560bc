/// What one post of an export in HTML is made of, by the classes of all its generations.
///
/// | | 2018 to 2020 | since 2021 |
/// | --- | --- | --- |
/// | post | `.pam.uiBoxWhite` | `._a6-g` |
/// | headline, "NAME shared a link." | `._2lek` | `._a6-h` |
/// | body | `._2let` | `._a6-p` |
/// | a part of the body | `._2pin` | `._2pin` |
/// | date | `._2lem` | `._a72d` in `._a6-o` |
///
/// It is read in one walk, since an export holds thousands.
struct ExportPost {
  /// The selectors of a post, for messages.
  static let postSelector = "._a6-g, .pam.uiBoxWhite"
  /// The selectors of the parts of a body, for messages.
  static let partSelector = "._a6-p ._2pin, ._2let ._2pin"
  /// The selectors of a date, for messages.
  static let dateSelector = "._a6-o ._a72d, ._2lem"

  /// "NAME shared a link."; empty for plain posts.
  private(set) var headline = ""
  /// The texts of the body in their order, the date of a change among them.
  private(set) var texts: [String] = []
  /// Whether the body has a part at all.
  private(set) var hasParts = false
  /// The date at the end.
  private(set) var date = ""
  private(set) var links: [CrawledDocument.Link] = []
  private(set) var media: [String] = []

  /// Whether an element is a post, or holds some.
  static func isPost(_ node: HTMLNode) -> Bool {
    let classes = node.classes
    return classes.contains("_a6-g") || (classes.contains("pam") && classes.contains("uiBoxWhite"))
  }

  /// Reads the parts below a post.
  init(_ node: HTMLNode) {
    var bodies: [HTMLNode] = []
    walk(node, into: &bodies)
    for body in bodies { read(body) }
  }

  private mutating func walk(_ node: HTMLNode, into bodies: inout [HTMLNode]) {
    for child in node.children where child.isElement {
      let classes = child.classes
      if classes.contains("_a6-h") || classes.contains("_2lek") || child.name == "h2" {
        if headline.isEmpty { headline = collapsed(child.text) }
      } else if classes.contains("_a6-p") || classes.contains("_2let") {
        bodies.append(child)
      } else if classes.contains("_a6-o") || classes.contains("_2lem") || classes.contains("_a72d")
      {
        date = collapsed((child.firstInside { $0.hasClass("_a72d") } ?? child).text)
      } else {
        walk(child, into: &bodies)
      }
    }
  }

  private mutating func read(_ body: HTMLNode) {
    readAddresses(body)
    let parts = Self.innermostParts(body)
    hasParts = hasParts || !parts.isEmpty
    for part in parts { readText(part) }
    // Messages and comments have no parts.
    if parts.isEmpty { readWhole(body) }
  }

  /// The innermost `div`s that hold neither a picture nor a link's card; the body itself without any.
  private mutating func readWhole(_ body: HTMLNode) {
    let blocks = body.outermost { $0.name == "div" && !$0.contains { $0.name == "div" } }
    for block in blocks.isEmpty ? [body] : blocks {
      if !block.contains(where: { $0.name == "img" }) { texts.append(block.text) }
    }
  }

  /// The parts that hold no other part.
  private static func innermostParts(_ node: HTMLNode) -> [HTMLNode] {
    node.outermost { $0.hasClass("_2pin") }.flatMap { part in
      let inner = innermostParts(part)
      return inner.isEmpty ? [part] : inner
    }
  }

  /// A text stands in a `div` directly in its part. Deeper ones belong to cards of links, whose words
  /// are not the author's, except beside a picture, where they are its caption.
  private mutating func readText(_ part: HTMLNode) {
    var isPlain = true
    for child in part.children where child.name == "div" {
      isPlain = false
      if !child.contains(where: { $0.name == "div" || $0.name == "img" }) {
        texts.append(child.text)
      } else if child.contains(where: { $0.name == "img" || $0.name == "video" }) {
        readCaptions(child)
      }
    }
    if isPlain, !part.contains(where: { $0.name == "img" || $0.name == "a" }) {
      texts.append(part.text)
    }
  }

  private mutating func readCaptions(_ node: HTMLNode) {
    for child in node.children where child.isElement && child.name != "table" {
      if child.contains(where: { $0.name == "div" }) {
        readCaptions(child)
      } else if child.name == "div",
        !child.contains(where: { ["a", "img", "video"].contains($0.name) })
      {
        texts.append(child.text)
      }
    }
  }

  private mutating func readAddresses(_ node: HTMLNode) {
    for child in node.children where child.isElement {
      switch child.name {
      case "a": if let href = child.attribute("href") { read(href: href, of: child) }
      case "img", "video", "audio", "source":
        if let source = child.attribute("src") { add(media: source) }
      default: break
      }
      readAddresses(child)
    }
  }

  private mutating func read(href: String, of anchor: HTMLNode) {
    guard href.hasPrefix("http://") || href.hasPrefix("https://") else { return add(media: href) }
    guard let target = FacebookAddress.resolved(href), !target.contains("facebook.com/dyi/") else {
      return
    }
    links.append(.init(.external, target, anchor: collapsed(anchor.text)))
  }

  /// Adds a file of the export. Its path counts from the root of the export, as `<base href>` says; in
  /// exports without one it is relative, and what leads up to the root is cut off.
  private mutating func add(media path: String) {
    guard !path.contains(":"), !path.hasPrefix("#"), !path.hasPrefix("//"), !path.isEmpty else {
      return
    }
    var path = Substring(path)
    while let step = ["../", "./", "/"].first(where: path.hasPrefix) {
      path = path.dropFirst(step.count)
    }
    if !media.contains(String(path)) { media.append(String(path)) }
  }
}
