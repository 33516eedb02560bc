/// A regular expression of the small kind that tokenizer files hold, such as ` {2,}` or `\s+`.
///
/// It is a list of characters or classes of characters (`[…]`, `[^…]`, `.`, `\s`, `\S`), each with
/// an optional quantifier (`?`, `*`, `+`, `{n}`, `{n,}`, `{n,m}`), which takes as much as it can.
/// What is more (alternatives, groups, anchors, lazy quantifiers) is refused. So are patterns that could
/// take more than linear time, since neither files nor texts can be trusted: a quantifier without an
/// end stands at the end of an expression, or at its beginning before a character that it cannot take.
package struct TextPattern: Sendable {
  /// One character or class, as often as the range says.
  private struct Part: Sendable {
    var isNegated = false
    var scalars: [ClosedRange<UInt32>] = []
    var properties: [(property: ScalarProperties, isNegated: Bool)] = []
    var least = 1
    var most = 1

    /// The characters, if they are few.
    var few: [UInt32]? {
      guard !isNegated, properties.isEmpty, scalars.reduce(0, { $0 + $1.count }) <= 256 else {
        return nil
      }
      return scalars.flatMap { Array($0) }
    }

    /// Whether no character can match both; false where that is not easily known.
    func excludes(_ other: Part) -> Bool {
      if let few { return !few.contains(where: other.matches) }
      return other.few.map { !$0.contains(where: matches) } ?? false
    }

    func matches(_ scalar: UInt32) -> Bool {
      let found =
        scalars.contains { $0.contains(scalar) }
        || properties.contains {
          (ScalarProperties.table[scalar] & $0.property.rawValue != 0) != $0.isNegated
        }
      return found != isNegated
    }
  }

  /// Why an expression is refused.
  package struct Unsupported: Error {
    /// What is not supported.
    package let problem: String
  }

  private var parts: [Part] = []
  /// Whether a match may begin with an ASCII character, by character: most places of most texts are
  /// passed by a look into this table.
  private var canBegin: [Bool] = []

  /// Creates the pattern that matches a text and nothing else.
  ///
  /// - Throws: ``Unsupported`` if the text is empty.
  package init(literal text: String) throws(Unsupported) {
    parts = text.unicodeScalars.map { Part(scalars: [$0.value...$0.value]) }
    try finish()
  }

  /// Reads a regular expression.
  ///
  /// - Throws: ``Unsupported`` if it holds what is not supported or can match nothing at all.
  package init(expression: String) throws(Unsupported) {
    var rest = Array(expression.unicodeScalars.map(\.value))[...]
    while let part = try Self.part(&rest) { parts.append(part) }
    try finish()
  }

  private mutating func finish() throws(Unsupported) {
    guard let index = parts.firstIndex(where: { $0.least > 0 }) else {
      throw Unsupported(problem: "matches an empty text")
    }
    try requireLinear()
    let first = parts[...index]
    canBegin = (0..<128).map { scalar in first.contains { $0.matches(scalar) } }
  }

  /// Refuses what could take more than linear time.
  private func requireLinear() throws(Unsupported) {
    var length = 0
    var choices = 1
    for (index, part) in parts.enumerated() {
      length += part.most == .max ? part.least : part.most
      guard length <= 256 else { throw Unsupported(problem: "is longer than 256 characters") }
      guard index < parts.count - 1 else { return }
      if part.most < .max {
        choices *= part.most - part.least + 1
      } else if index > 0 || parts[1].least == 0 || !part.excludes(parts[1]) {
        throw Unsupported(problem: "has a quantifier without an end where it would take long")
      }
      guard choices <= 100 else { throw Unsupported(problem: "can match in too many ways") }
    }
  }

  /// The first match within `bytes[start..<limit]`.
  ///
  /// - Complexity: O(*n*)
  package func firstMatch(in bytes: Span<UInt8>, from start: Int, limit: Int) -> Range<Int>? {
    let beginsWithRun = parts.count > 1 && parts[0].most == .max
    var place = start
    while place < limit {
      let byte = bytes[place]
      var next = place + sequenceLength(byte)
      if byte >= 0x80 || canBegin[Int(byte)] {
        if let end = match(bytes, place, limit, 0) { return place..<end }
        // From within the run that failed another one would end at the same place.
        if beginsWithRun { next = max(next, run(bytes, place, limit, parts[0]).end) }
      }
      place = next
    }
    return nil
  }

  /// As many characters at `place` as a part can take.
  private func run(
    _ bytes: Span<UInt8>, _ place: Int, _ limit: Int, _ part: Part
  ) -> (end: Int, count: Int) {
    var (end, count) = (place, 0)
    while count < part.most, end < limit {
      var next = end
      guard part.matches(decodeScalar(bytes, &next)) else { break }
      end = next
      count += 1
    }
    return (end, count)
  }

  /// The end of the match of the parts from `index` on at `place`: the first of them as often as
  /// possible, then less often.
  private func match(_ bytes: Span<UInt8>, _ place: Int, _ limit: Int, _ index: Int) -> Int? {
    var place = place
    for index in index..<parts.count {
      let part = parts[index]
      var (end, count) = run(bytes, place, limit, part)
      guard count >= part.least else { return nil }
      let isFinal = index == parts.count - 1 || part.most == .max
      // What follows a run without end cannot match a part of it.
      if !isFinal, part.least < part.most {
        while true {
          if let match = match(bytes, end, limit, index + 1) { return match }
          guard count > part.least else { return nil }
          repeat { end -= 1 } while bytes[end] & 0xC0 == 0x80
          count -= 1
        }
      }
      place = end
    }
    return place
  }
}

// MARK: - Syntax

extension TextPattern {
  private static func part(_ rest: inout ArraySlice<UInt32>) throws(Unsupported) -> Part? {
    guard let first = rest.popFirst() else { return nil }
    var part = Part()
    switch Unicode.Scalar(first) {
    case "\\": try escape(&rest, &part)
    case "[": try set(&rest, &part)
    case ".": part = Part(isNegated: true, scalars: [0x0A...0x0A])
    case "(", ")", "|", "^", "$", "*", "+", "?", "{", "}", "]":
      throw Unsupported(problem: "has a '\(character(first))' that is not supported")
    default: part.scalars = [first...first]
    }
    try quantify(&rest, &part)
    return part
  }

  private static func character(_ scalar: UInt32) -> Character {
    Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")
  }

  private static func escape(
    _ rest: inout ArraySlice<UInt32>, _ part: inout Part
  ) throws(Unsupported) {
    guard let letter = rest.popFirst() else { throw Unsupported(problem: "ends with a '\\'") }
    switch Unicode.Scalar(letter) {
    case "s": part.properties.append((.whitespace, false))
    case "S": part.properties.append((.whitespace, true))
    case "n": part.scalars.append(0x0A...0x0A)
    case "r": part.scalars.append(0x0D...0x0D)
    case "t": part.scalars.append(0x09...0x09)
    default:
      guard letter < 0x80,
        ScalarProperties.table[letter] & ScalarProperties.punctuation.rawValue != 0
      else { throw Unsupported(problem: "has a '\\\(character(letter))' that is not supported") }
      part.scalars.append(letter...letter)
    }
  }

  private static func set(_ rest: inout ArraySlice<UInt32>, _ part: inout Part) throws(Unsupported)
  {
    if rest.first == 0x5E {
      rest.removeFirst()
      part.isNegated = true
    }
    while let scalar = rest.popFirst() {
      switch Unicode.Scalar(scalar) {
      case "]":
        guard !part.scalars.isEmpty || !part.properties.isEmpty else {
          throw Unsupported(problem: "has an empty set")
        }
        return
      case "[", "&": throw Unsupported(problem: "has a set within a set")
      case "\\": try escape(&rest, &part)
      case "-": try range(&rest, &part)
      default: part.scalars.append(scalar...scalar)
      }
    }
    throw Unsupported(problem: "has a '[' without a ']'")
  }

  /// Makes a range of the last character and the next, or a hyphen at the end or beginning.
  private static func range(
    _ rest: inout ArraySlice<UInt32>, _ part: inout Part
  ) throws(Unsupported) {
    guard let first = part.scalars.last, let last = rest.first, last != 0x5D else {
      part.scalars.append(0x2D...0x2D)
      return
    }
    guard first.count == 1, last != 0x5C, first.lowerBound <= last else {
      throw Unsupported(problem: "has a range that is not supported")
    }
    rest.removeFirst()
    part.scalars.append(first.lowerBound...last)
  }

  private static func quantify(
    _ rest: inout ArraySlice<UInt32>, _ part: inout Part
  ) throws(Unsupported) {
    guard let sign = rest.first.flatMap(Unicode.Scalar.init) else { return }
    switch sign {
    case "?": (part.least, part.most) = (0, 1)
    case "*": (part.least, part.most) = (0, .max)
    case "+": (part.least, part.most) = (1, .max)
    case "{":
      guard let end = rest.firstIndex(of: 0x7D) else { throw Unsupported(problem: "lacks a '}'") }
      try counts(rest[(rest.startIndex + 1)..<end], &part)
      rest = rest[end...]
    default: return
    }
    rest.removeFirst()
    if let next = rest.first.flatMap(Unicode.Scalar.init), "?*+{".unicodeScalars.contains(next) {
      throw Unsupported(problem: "has a quantifier that is not greedy")
    }
  }

  private static func counts(
    _ text: ArraySlice<UInt32>, _ part: inout Part
  ) throws(Unsupported) {
    let numbers = text.split(separator: 0x2C, omittingEmptySubsequences: false)
      .map { digits in String(String.UnicodeScalarView(digits.compactMap(Unicode.Scalar.init))) }
    guard (1...2).contains(numbers.count), let least = Int(numbers[0]), (0...1_000).contains(least)
    else { throw Unsupported(problem: "has a count that is not supported") }
    part.least = least
    part.most = numbers.count == 1 ? least : numbers[1].isEmpty ? .max : Int(numbers[1]) ?? -1
    guard part.most >= least, part.most > 0 else {
      throw Unsupported(problem: "has a count that is not supported")
    }
  }
}
