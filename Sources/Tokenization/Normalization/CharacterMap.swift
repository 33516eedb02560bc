import Artifacts

/// The normalization rules that a SentencePiece model carries: keys of some bytes, each with a text
/// that replaces it.
///
/// The file format (`precompiled_charsmap`) is
///
///     length of the trie in bytes   4 bytes, little-endian
///     the trie                      units of 4 bytes: a double array as Darts-clone makes them
///     texts                         UTF-8, each ended by a zero byte
///
/// A unit of the trie holds a label (bits 0–7), whether a value follows (bit 8) and the distance to
/// its children (bits 10–30, times 256 if bit 9 is set); a unit with bit 31 set is a value, the
/// place of a text. A child of the unit at place *p* stands at *p* ^ distance ^ label.
///
/// As in `tokenizers`, a rule is looked up for each grapheme cluster of less than 6 bytes, and if
/// there is none, or for longer ones, for each scalar. The rule of the *shortest* prefix of a
/// cluster replaces all of it. SentencePiece itself takes the longest prefix of what follows; the
/// ids of models read by `tokenizers` are those of the former.
struct CharacterMap: Sendable {
  private let units: [UInt32]
  private let texts: [UInt8]
  /// The ASCII characters that have no rule of their own, by character.
  private var isPlain: [Bool] = []

  /// The number of bytes of the longest text.
  let longestText: Int

  /// Why bytes are no map.
  struct Malformed: Error { let problem: String }

  /// Reads a map and checks every rule that can be reached.
  ///
  /// - Throws: ``Malformed`` if a length, a place or a text is not what it should be.
  /// - Complexity: O(*n*) in the bytes, 256 steps for each unit that is reached.
  init(_ bytes: [UInt8]) throws(Malformed) {
    guard bytes.count >= 4 else { throw Malformed(problem: "is cut short") }
    let length = Int(Self.number(bytes, 0))
    guard length >= 4, length % 4 == 0, length <= bytes.count - 4 else {
      throw Malformed(problem: "says that its trie has \(length) of \(bytes.count - 4) bytes")
    }
    guard length <= 1 << 24 else { throw Malformed(problem: "is larger than any known") }
    units = (0..<length / 4).map { Self.number(bytes, 4 + 4 * $0) }
    texts = Array(bytes[(4 + length)...])
    longestText = texts.split(separator: 0).map(\.count).max() ?? 0
    try check()
    isPlain = (UInt8(0)..<128).map { byte in
      let text = [byte]
      return rule(text.span, 0..<1) == nil
    }
  }

  private static func number(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
  }

  /// The place that the children of the unit at `place` are counted from.
  @inline(__always)
  private func children(_ place: Int) -> Int {
    let unit = units[place]
    return place ^ Int((unit >> 10) << ((unit & 0x200) >> 6))
  }

  private func hasValue(_ place: Int) -> Bool { units[place] & 0x100 != 0 }

  /// Throws unless every text that can be reached lies within the texts and is UTF-8.
  private func check() throws(Malformed) {
    guard (try? UTF8Span(validating: texts.span)) != nil else {
      throw Malformed(problem: "holds a text that is not UTF-8")
    }
    var isSeen = [Bool](repeating: false, count: units.count)
    var stack = [0]
    isSeen[0] = true
    while let place = stack.popLast() {
      let base = children(place)
      if place > 0, hasValue(place) { try checkValue(base) }
      for label in 1..<256 {
        let child = base ^ label
        guard child < units.count, units[child] & 0x8000_00FF == UInt32(label), !isSeen[child]
        else { continue }
        isSeen[child] = true
        stack.append(child)
      }
    }
  }

  private func checkValue(_ place: Int) throws(Malformed) {
    guard place < units.count else { throw Malformed(problem: "has a value outside its trie") }
    let start = Int(units[place] & 0x7FFF_FFFF)
    guard start < texts.count, texts[start] & 0xC0 != 0x80 else {
      throw Malformed(problem: "has a rule whose text lies outside its texts")
    }
  }

  /// The place of the text that replaces `range` of `bytes`, by the shortest key that it begins
  /// with.
  @inline(__always)
  private func rule(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var base = children(0)
    for place in range {
      let label = Int(bytes[place])
      // As in C, a zero byte ends a key.
      if label == 0 { return nil }
      let child = base ^ label
      guard child < units.count, units[child] & 0x8000_00FF == UInt32(label) else { return nil }
      base = children(child)
      if hasValue(child) { return Int(units[base] & 0x7FFF_FFFF) }
    }
    return nil
  }

  /// Changes a text.
  ///
  /// - Complexity: O(*n*)
  func apply(to text: inout NormalizedText) {
    text.rewrite { source, target in
      var place = 0
      while place < source.count {
        let byte = source[place]
        // Between two ASCII characters a cluster ends, but for a line break of two.
        if byte < 0x80, byte != 0x0D, isPlain[Int(byte)],
          place + 1 == source.count || source[place + 1] < 0x80
        {
          target.append(byte)
          place += 1
          continue
        }
        let end = GraphemeClusters.end(source, from: place)
        replace(source, place..<end, &target)
        place = end
      }
    }
  }

  private func replace(_ source: Span<UInt8>, _ cluster: Range<Int>, _ target: inout [UInt8]) {
    if cluster.count < 6, let start = rule(source, cluster) { return append(start, &target) }
    var place = cluster.lowerBound
    while place < cluster.upperBound {
      let end = place + sequenceLength(source[place])
      if let start = rule(source, place..<end) {
        append(start, &target)
      } else {
        target.append(copying: source, place..<end)
      }
      place = end
    }
  }

  private func append(_ start: Int, _ target: inout [UInt8]) {
    var place = start
    while place < texts.count, texts[place] != 0 {
      target.append(texts[place])
      place += 1
    }
  }
}
