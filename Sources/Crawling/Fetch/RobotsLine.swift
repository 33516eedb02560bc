/// A line of robots.txt that says something: `Disallow: /w/  # scripts`.
struct RobotsLine {
  /// The words that are understood.
  enum Key: String {
    case userAgent = "user-agent"
    case allow
    case disallow
    case crawlDelay = "crawl-delay"
    case sitemap
  }

  let key: Key
  let value: ArraySlice<UInt8>
  /// The number of the line, counted from 1.
  let number: Int

  /// The lines of a file that are understood. Lines end with LF, CR or both.
  static func lines(_ file: [UInt8]) -> [RobotsLine] {
    var bytes = file.prefix(RobotsRules.largestSize)
    if file.count > bytes.count {
      bytes = bytes[..<(bytes.lastIndex { $0 == 0x0A || $0 == 0x0D } ?? 0)]
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    // An error page in HTML that is sent with a status of success holds no rules.
    if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") { return [] }
    var lines: [RobotsLine] = []
    var number = 0
    var start = bytes.startIndex
    while start < bytes.endIndex {
      number += 1
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
      if let line = RobotsLine(bytes[start..<end], number) { lines.append(line) }
      let isPair = end + 1 < bytes.endIndex && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
    }
    return lines
  }

  private init?(_ line: ArraySlice<UInt8>, _ number: Int) {
    let text = trimmedBlanks(line.prefix { $0 != UInt8(ascii: "#") })
    // `Disallow /w/` without a colon is read for what it means; other words are not, for that could
    // only open what was meant to be closed.
    guard let end = text.firstIndex(where: { $0 == UInt8(ascii: ":") || isBlank($0) }) else {
      return nil
    }
    let rest = text[end...].drop(while: isBlank)
    let word = String(decoding: text[..<end], as: UTF8.self).lowercased()
    guard let key = Key(rawValue: word) else { return nil }
    guard rest.first == UInt8(ascii: ":") || key == .disallow else { return nil }
    self.key = key
    value = trimmedBlanks(rest.first == UInt8(ascii: ":") ? rest.dropFirst() : rest)
    self.number = number
  }

  /// The crawler that a `User-agent` names, in lower case: `kindred` for `Kindred/2.0 (night)`; `*`
  /// for all.
  var productToken: [UInt8] {
    let star = UInt8(ascii: "*")
    if value.first == star, value.dropFirst().first.map(isBlank) ?? true { return [star] }
    let name = value.prefix {
      (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-")
    }
    return name.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0 }

private func trimmedBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let start = text.drop(while: isBlank)
  guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start.prefix(0) }
  return start[...last]
}
