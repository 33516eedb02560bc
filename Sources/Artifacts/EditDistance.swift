/// The number of insertions, deletions, substitutions and swaps of neighbors that turn `a` into `b`
/// (optimal string alignment).
///
/// - Complexity: O(*n* × *m*) in the lengths of the two words.
public func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.utf8)
  let b = Array(b.utf8)
  var beforePrevious = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in 0..<a.count {
    var current = [i + 1]
    for j in 0..<b.count {
      var best = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, beforePrevious[j - 1] + 1)
      }
      current.append(best)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count]
}

/// The candidate that a mistyped `word` most likely meant, or nil if none is near.
///
/// Near means at most a third of the word's length apart, and at least one edit is always allowed.
public func closestMatch(to word: String, among candidates: [String]) -> String? {
  let allowed = max(1, word.utf8.count / 3)
  return
    candidates
    .map { (distance: editDistance(word, $0), candidate: $0) }
    .filter { $0.distance <= allowed }
    .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
    .candidate
}
