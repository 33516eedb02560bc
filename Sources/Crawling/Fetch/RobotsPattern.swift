import CLinux

/// The pattern of a rule in robots.txt, where `*` stands for any octets and a `$` at the end for
/// the end of the path.
///
/// Patterns and paths are brought to one form first (RFC 9309 § 2.2.2): percent codes of unreserved
/// characters decoded, others in upper case, octets outside ASCII encoded. A star or dollar that is
/// meant as such is a percent code in both.
package enum RobotsPattern {
  private static let star = UInt8(ascii: "*")
  private static let dollar = UInt8(ascii: "$")

  /// The form of a pattern.
  package static func normalized(_ pattern: ArraySlice<UInt8>) -> [UInt8] {
    guard pattern.last == dollar else { return octets(of: pattern, encoding: [dollar]) }
    return octets(of: pattern.dropLast(), encoding: [dollar]) + [dollar]
  }

  /// The form of a path.
  package static func normalizedPath(_ path: String) -> [UInt8] {
    octets(of: Array(path.utf8)[...], encoding: [dollar, star])
  }

  private static func octets(of text: ArraySlice<UInt8>, encoding special: [UInt8]) -> [UInt8] {
    percentNormalized(text) { $0 < 0x80 && !special.contains($0) }
  }

  /// Whether a pattern matches a path, both in their form.
  package static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
    unsafe pattern.withUnsafeBufferPointer { pattern in
      unsafe path.withUnsafeBufferPointer { path in matches(pattern, path) }
    }
  }

  /// Whether a pattern matches a path, both in their form.
  ///
  /// Each piece between stars is taken where it first occurs after the one before, which never
  /// misses a match and goes over the path once. So a hostile file cannot stall a crawl.
  ///
  /// - Complexity: O(*n* + *m*) in the lengths of path and pattern.
  @safe static func matches(
    _ pattern: UnsafeBufferPointer<UInt8>, _ path: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let endsPath = unsafe pattern.last == dollar
    let end = endsPath ? pattern.count - 1 : pattern.count
    var place = 0
    var start = 0
    var isFirst = true
    while true {
      let stop = unsafe index(of: star, in: pattern, from: start, to: end)
      let isLast = stop == end
      let length = stop - start
      guard length <= path.count - place else { return false }
      if isFirst {
        guard unsafe equal(pattern, start, path, 0, length) else { return false }
        if isLast { return !endsPath || length == path.count }
        place = length
      } else if isLast, endsPath {
        return unsafe equal(pattern, start, path, path.count - length, length)
      } else if length > 0 {
        let found = unsafe find(pattern, start, length, in: path, from: place)
        guard found >= 0 else { return false }
        place = found + length
      }
      if isLast { return true }
      isFirst = false
      start = stop + 1
    }
  }

  private static func index(
    of byte: UInt8, in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    var index = start
    while index < end, unsafe text[index] != byte { index += 1 }
    return index
  }

  private static func equal(
    _ a: UnsafeBufferPointer<UInt8>, _ start: Int, _ b: UnsafeBufferPointer<UInt8>, _ place: Int,
    _ length: Int
  ) -> Bool {
    for offset in 0..<length where unsafe a[start + offset] != b[place + offset] { return false }
    return true
  }

  /// Where a piece of the pattern first occurs in the path from `place` on; negative if nowhere.
  private static func find(
    _ pattern: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int,
    in path: UnsafeBufferPointer<UInt8>, from place: Int
  ) -> Int {
    guard let needle = pattern.baseAddress, let hay = path.baseAddress else { return -1 }
    let found = unsafe kindred_find(hay + place, path.count - place, needle + start, length)
    return found < 0 ? -1 : place + found
  }
}
