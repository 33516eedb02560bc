/// Wikitext as a tree: texts, templates and links, each within what it stands in.
///
/// The rest of the markup (headings, lists, tables, quotation marks for italics) is a matter of lines
/// and stays in the texts. References, comments and the like are left out.
///
/// See https://www.mediawiki.org/wiki/Help:Templates and https://www.mediawiki.org/wiki/Preprocessor_ABNF.
struct Wikitext {
  /// A part of a wikitext.
  indirect enum Node {
    /// Bytes of the text, with entities and the markup of lines.
    case text(Range<Int>)
    /// Bytes that stand for themselves: the content of `nowiki`.
    case literal(Range<Int>)
    /// A line break or the edge of a block: `<br>`, `<p>`, `<li>`.
    case lineBreak
    /// A template, with its name as it stands and its parameters.
    case template(name: String, parameters: [Parameter])
    /// A link within the wiki; the parts after its target are separated by `|`.
    case link(target: String, parts: [[Node]])
    /// A link out of the wiki; without brackets it is shown as its address.
    case external(url: String, label: [Node], isBracketed: Bool)
  }

  /// What a template is given.
  struct Parameter {
    /// Its name without blanks around it: a number, counted from 1, if it has none of its own.
    var name: String
    /// What it is set to.
    var value: [Node]
  }

  /// The text that the ranges are of.
  let bytes: [UInt8]
  /// The outermost parts.
  let nodes: [Node]

  /// Parses a text.
  ///
  /// Whatever is not closed is text. `readsTags` tells whether comments, tags and `nowiki` are known;
  /// the reader of 2018 saw none of them.
  ///
  /// - Complexity: O(*n*) in the bytes, for hostile texts too: nothing is nested deeper than
  ///   ``WikitextParser/deepest``.
  init(_ bytes: [UInt8], readsTags: Bool = true) {
    var parser = WikitextParser(bytes, readsTags: readsTags)
    nodes = parser.parse()
    self.bytes = bytes
  }

  /// The bytes of a range as they stand.
  func source(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Every template, also those in templates and links, in the order in which they begin.
  var templates: [(name: String, parameters: [Parameter])] {
    var found: [(name: String, parameters: [Parameter])] = []
    Self.visit(nodes) { node in
      if case .template(let name, let parameters) = node { found.append((name, parameters)) }
      return true
    }
    return found
  }

  /// Calls `body` with every node, and with those in it if it returns true.
  static func visit(_ nodes: [Node], _ body: (Node) -> Bool) {
    for node in nodes where body(node) {
      switch node {
      case .text, .literal, .lineBreak: break
      case .template(_, let parameters):
        for parameter in parameters { visit(parameter.value, body) }
      case .link(_, let parts): for part in parts { visit(part, body) }
      case .external(_, let label, _): visit(label, body)
      }
    }
  }
}
