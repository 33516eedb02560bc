/// Parses wikitext in one pass with a stack of what is open, as MediaWiki's own preprocessor does.
struct WikitextParser {
  typealias Node = Wikitext.Node

  /// How deep templates and links may be nested: MediaWiki's own limit. What is deeper is text.
  static let deepest = 40

  private let bytes: [UInt8]
  private let readsTags: Bool
  private var tags: WikitextTags
  private let addresses: WikitextAddresses
  private var stack: [WikitextFrame] = []
  private var root: [Node] = []
  private var index = 0
  /// Where the text begins that is not yet a node.
  private var textStart = 0

  init(_ bytes: [UInt8], readsTags: Bool) {
    self.bytes = bytes
    self.readsTags = readsTags
    tags = WikitextTags(bytes)
    addresses = WikitextAddresses(bytes)
  }

  mutating func parse() -> [Node] {
    while true {
      while index < bytes.count, !Self.isMarkup[Int(bytes[index])] { index += 1 }
      guard index < bytes.count else { break }
      step()
    }
    endText()
    while !stack.isEmpty { abandon() }
    return root
  }

  /// The bytes that may be markup; all others are passed over quickly.
  private static let isMarkup: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in "{[}]|=\n<:".utf8 { table[Int(byte)] = true }
    return table
  }()

  private mutating func step() {
    switch bytes[index] {
    case UInt8(ascii: "{") where next(is: "{"): open(.template, length: 2)
    case UInt8(ascii: "[") where next(is: "["): open(.link, length: 2)
    case UInt8(ascii: "["): openExternal()
    case UInt8(ascii: "}") where next(is: "}"): close(.template, length: 2)
    case UInt8(ascii: "]"): closeBracket()
    case UInt8(ascii: "|"): separate()
    case UInt8(ascii: "="): nameParameter()
    case UInt8(ascii: "\n"): endLine()
    case UInt8(ascii: "<") where readsTags: readTag()
    case UInt8(ascii: ":") where next(is: "/"): readAddress()
    default: index += 1
    }
  }

  private func next(is letter: Unicode.Scalar) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: letter)
  }

  // MARK: What is open

  private mutating func open(_ kind: WikitextFrame.Kind, length: Int, url: String = "") {
    // Of `{{{x}}}`, which only templates have, the outer braces are text.
    let isRun = kind == .template && index + 2 < bytes.count && bytes[index + 2] == 0x7B
    guard stack.count < Self.deepest, !isRun else { return index += 1 }
    endText()
    stack.append(WikitextFrame(kind, start: index, contentStart: index + length, url: url))
    index += length
    textStart = index
  }

  /// Closes the innermost frame of a kind; links left open in it are text.
  private mutating func close(_ kind: WikitextFrame.Kind, length: Int) {
    guard let depth = stack.lastIndex(where: { $0.kind == kind }),
      kind == .template || depth == stack.count - 1
    else { return index += 1 }
    endText()
    while stack.count > depth + 1 { abandon() }
    let frame = stack.removeLast()
    let end = index
    index += length
    textStart = index
    append(frame.node(end: end, bytes))
  }

  private mutating func closeBracket() {
    if stack.last?.kind == .external { return close(.external, length: 1) }
    guard next(is: "]") else { return index += 1 }
    close(.link, length: 2)
  }

  /// Makes the innermost frame, which is not closed, the text it is.
  private mutating func abandon() {
    let frame = stack.removeLast()
    for node in frame.asText { append(node) }
  }

  private mutating func append(_ node: Node) {
    if stack.isEmpty { root.append(node) } else { stack[stack.count - 1].append(node) }
  }

  private mutating func endText() {
    if textStart < index { append(.text(textStart..<index)) }
    textStart = index
  }

  // MARK: Within templates and links

  private mutating func separate() {
    guard let kind = stack.last?.kind, kind != .external else { return index += 1 }
    endText()
    stack[stack.count - 1].separate(at: index)
    index += 1
    textStart = index
  }

  private mutating func nameParameter() {
    // No copy of the frame is held here: it would make the change below one of all its parts.
    guard stack.last?.canBeNamed == true else { return index += 1 }
    endText()
    stack[stack.count - 1].name(at: index)
    index += 1
    textStart = index
  }

  /// The target of a link and a link out of the wiki end with the line.
  private mutating func endLine() {
    while stack.last?.endsWithLine == true {
      endText()
      abandon()
    }
    index += 1
  }

  // MARK: Tags and addresses

  private mutating func readTag() {
    guard let tag = tags.tag(at: index) else { return index += 1 }
    endText()
    switch tag.kind {
    case .dropped: break
    case .literal(let range): append(.literal(range))
    case .lineBreak: append(.lineBreak)
    }
    index = tag.end
    textStart = index
  }

  private var isInTemplate: Bool { stack.contains { $0.kind == .template } }

  private mutating func openExternal() {
    let start = index + 1
    guard let end = addresses.end(from: start, isInTemplate: isInTemplate) else {
      return index += 1
    }
    let url = String(decoding: bytes[start..<end], as: UTF8.self)
    open(.external, length: end - index, url: url)
  }

  /// An address without brackets: the index is at the colon after its scheme.
  private mutating func readAddress() {
    guard let range = addresses.bare(at: index, from: textStart, isInTemplate: isInTemplate) else {
      return index += 1
    }
    index = range.lowerBound
    endText()
    let url = String(decoding: bytes[range], as: UTF8.self)
    append(.external(url: url, label: [], isBracketed: false))
    index = range.upperBound
    textStart = index
  }
}
