/// A template or link that is open while a wikitext is parsed.
struct WikitextFrame {
  typealias Node = Wikitext.Node

  enum Kind { case template, link, external }

  let kind: Kind
  private let start: Int
  private let contentStart: Int
  private let url: String
  private var parts: [Part]

  /// What stands between two bars.
  private struct Part {
    /// Where it begins, after the bar.
    var start: Int
    /// The index of the `=` after its name.
    var equals: Int?
    /// The number of its nodes that are its name.
    var named = 0
    var nodes: [Node] = []
  }

  init(_ kind: Kind, start: Int, contentStart: Int, url: String) {
    self.kind = kind
    self.start = start
    self.contentStart = contentStart
    self.url = url
    parts = [Part(start: contentStart)]
  }

  private var last: Int { parts.count - 1 }

  /// Whether an `=` now ends the name of a parameter.
  var canBeNamed: Bool { kind == .template && parts.count > 1 && parts[last].equals == nil }

  /// Whether the end of the line shows that it is none.
  var endsWithLine: Bool { kind == .external || (kind == .link && parts.count == 1) }

  mutating func append(_ node: Node) { parts[last].nodes.append(node) }

  /// Begins the next part after the bar at `index`.
  mutating func separate(at index: Int) { parts.append(Part(start: index + 1)) }

  /// Ends the name of a parameter at the `=` at `index`.
  mutating func name(at index: Int) {
    parts[last].equals = index
    parts[last].named = parts[last].nodes.count
  }

  /// The node it is when it is closed at `end`.
  func node(end: Int, _ bytes: [UInt8]) -> Node {
    switch kind {
    case .template: template(bytes)
    case .link: link(bytes)
    case .external: .external(url: url, label: parts[0].nodes, isBracketed: true)
    }
  }

  private func template(_ bytes: [UInt8]) -> Node {
    var count = 0
    let parameters = parts.dropFirst().map { part in
      if part.equals != nil {
        return Wikitext.Parameter(
          name: plain(part.nodes.prefix(part.named), bytes),
          value: Array(part.nodes.dropFirst(part.named)))
      }
      count += 1
      return Wikitext.Parameter(name: "\(count)", value: part.nodes)
    }
    return .template(name: plain(parts[0].nodes[...], bytes), parameters: parameters)
  }

  private func link(_ bytes: [UInt8]) -> Node {
    .link(target: plain(parts[0].nodes[...], bytes), parts: parts.dropFirst().map(\.nodes))
  }

  /// The texts among nodes. Templates in a name are left out, so that no name is made more than once.
  private func plain(_ nodes: ArraySlice<Node>, _ bytes: [UInt8]) -> String {
    var text = ""
    for node in nodes {
      switch node {
      case .text(let range), .literal(let range):
        text += String(decoding: bytes[range], as: UTF8.self)
      case .external(let url, _, _): text += url
      case .lineBreak, .template, .link: break
      }
    }
    return trimmed(text)
  }

  /// Its nodes with the brackets, bars and signs of equality that turned out to be text.
  var asText: [Node] {
    var nodes: [Node] = [.text(start..<contentStart)]
    for (index, part) in parts.enumerated() {
      if index > 0 { nodes.append(.text((part.start - 1)..<part.start)) }
      nodes += part.nodes.prefix(part.named)
      if let equals = part.equals { nodes.append(.text(equals..<(equals + 1))) }
      nodes += part.nodes.dropFirst(part.named)
    }
    return nodes
  }
}
