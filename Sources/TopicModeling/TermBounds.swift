import DocumentTerms

/// Where each term of a text of terms begins and ends; nothing between two blanks is no term.
func termBounds(_ text: borrowing Span<UInt8>) -> [Range<Int>] {
  var bounds: [Range<Int>] = []
  var start = 0
  for end in 0...text.count {
    guard end == text.count || text[end] == UInt8(ascii: " ") else { continue }
    if end > start { bounds.append(start..<end) }
    start = end + 1
  }
  return bounds
}

extension TermIndex {
  /// The number of a term, or of a run of terms that blanks separate, which stands joined in the index.
  func number(ofRun run: borrowing Span<UInt8>, isSingle: Bool) -> Int32? {
    if isSingle { return existingNumber(of: run) }
    var joined: [UInt8] = []
    for place in run.indices {
      if run[place] != UInt8(ascii: " ") {
        joined.append(run[place])
      } else if run[place - 1] != UInt8(ascii: " ") {
        joined.append(TermGrams.joint)
      }
    }
    return existingNumber(of: joined.span)
  }
}
