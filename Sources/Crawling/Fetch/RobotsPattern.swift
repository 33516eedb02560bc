/// The path pattern of a rule in robots.txt, where `*` stands for any octets and a `$` at the end for
/// the end of the path.
struct RobotsPattern: Sendable {
  /// The length in octets, by which rules are ranked.
  let length: Int
  /// What stands between the stars.
  private let pieces: [[UInt8]]
  private let endsPath: Bool

  init(_ text: String) {
    var octets = normalizedPath(text)
    length = octets.count
    endsPath = octets.last == UInt8(ascii: "$")
    if endsPath { octets.removeLast() }
    let star = UInt8(ascii: "*")
    pieces = octets.split(separator: star, omittingEmptySubsequences: false).map(Array.init)
  }

  /// Whether the pattern matches a normalized path.
  ///
  /// Each piece is taken where it first occurs after the one before, which never misses a match. A
  /// search by the method of Knuth, Morris and Pratt keeps that linear whatever the pattern, so that
  /// a hostile file cannot stall a crawl.
  ///
  /// - Complexity: O(*n* + *m*) in the lengths of path and pattern.
  func matches(_ path: [UInt8]) -> Bool {
    guard pieces.reduce(0, { $0 + $1.count }) <= path.count, path.starts(with: pieces[0]) else {
      return false
    }
    var place = pieces[0].count
    guard pieces.count > 1 else { return !endsPath || place == path.count }
    for piece in pieces[1..<(pieces.count - 1)] where !piece.isEmpty {
      guard let end = endOfFirst(piece, in: path, from: place) else { return false }
      place = end
    }
    let last = pieces[pieces.count - 1]
    if endsPath { return path.count - place >= last.count && path.suffix(last.count) == last[...] }
    return last.isEmpty || endOfFirst(last, in: path, from: place) != nil
  }
}

/// Where the first occurrence of `piece` in `text` from `start` on ends (Knuth, Morris and Pratt, Fast
/// pattern matching in strings, 1977, doi:10.1137/0206024).
private func endOfFirst(_ piece: [UInt8], in text: [UInt8], from start: Int) -> Int? {
  var borders = [0]
  for index in piece.indices.dropFirst() {
    borders.append(extended(borders[index - 1], by: piece[index], piece, borders))
  }
  var matched = 0
  for index in start..<text.count {
    matched = extended(matched, by: text[index], piece, borders)
    if matched == piece.count { return index + 1 }
  }
  return nil
}

/// How much of `piece` matches after one more octet.
private func extended(_ matched: Int, by octet: UInt8, _ piece: [UInt8], _ borders: [Int]) -> Int {
  var matched = matched
  while matched > 0, piece[matched] != octet { matched = borders[matched - 1] }
  return piece[matched] == octet ? matched + 1 : 0
}
