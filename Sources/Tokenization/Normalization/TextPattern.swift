/// A regular expression of the small kind that tokenizer files hold, such as ` {2,}` or `\s+`.
///
/// It is a list of characters or classes of characters (`[…]`, `[^…]`, `.`, `\s`, `\S`), each with
/// an optional quantifier (`?`, `*`, `+`, `{n}`, `{n,}`, `{n,m}`), which takes as much as it can.
/// What is more (alternatives, groups, anchors, lazy quantifiers) is refused. So are patterns that could
/// take more than linear time, since neither files nor texts can be trusted: a quantifier without an
/// end stands at the end of an expression, or at its beginning before a character that it cannot take.
package struct TextPattern: Sendable {
  /// Why an expression is refused.
  package struct Unsupported: Error {
    /// What is not supported.
    package let problem: String
  }

  private var parts: [PatternPart] = []
  /// Whether a match may begin with an ASCII character, by character: most places of most texts are
  /// passed by a look into this table.
  private var canBegin: [Bool] = []

  /// Creates the pattern that matches a text and nothing else.
  ///
  /// - Throws: ``Unsupported`` if the text is empty.
  package init(literal text: String) throws(Unsupported) {
    parts = text.unicodeScalars.map { PatternPart(scalars: [$0.value...$0.value]) }
    try finish()
  }

  /// Reads a regular expression.
  ///
  /// - Throws: ``Unsupported`` if it holds what is not supported or can match nothing at all.
  package init(expression: String) throws(Unsupported) {
    var rest = Array(expression.unicodeScalars.map(\.value))[...]
    while let part = try PatternPart(reading: &rest) { parts.append(part) }
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
    _ bytes: Span<UInt8>, _ place: Int, _ limit: Int, _ part: PatternPart
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
