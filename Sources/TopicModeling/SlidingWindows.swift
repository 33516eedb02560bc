/// The windows of `size` terms that slide over a document term by term, and those that hold a term.
///
/// A document of *n* terms has *n* − `size` + 1 windows, numbered by their first term; one of no more than
/// `size` terms, an empty one too, is one window.
struct SlidingWindows {
  let size: Int
  let rule: WindowCounts.Rule

  /// The number of windows of a document of `length` terms.
  func count(length: Int) -> Int { max(1, length - size + 1) }

  /// The windows that hold a term, as ascending ranges that do not touch.
  ///
  /// - Parameters:
  ///   - positions: Where the term stands in the document, ascending.
  ///   - length: The number of terms of the document.
  /// - Returns: The numbers of the windows.
  /// - Complexity: O(*n*) in the positions.
  func holding(_ positions: some RandomAccessCollection<Int32>, length: Int) -> [Range<Int>] {
    let windows = count(length: length)
    if windows == 1 { return positions.isEmpty ? [] : [0..<1] }
    switch rule {
    case .exact: return union(positions, windows)
    case .gensim: return sweep(positions, windows)
    }
  }

  private func union(
    _ positions: some RandomAccessCollection<Int32>, _ windows: Int
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for position in positions {
      let start = max(0, Int(position) - size + 1)
      let end = min(windows, Int(position) + 1)
      if let last = ranges.last, last.upperBound >= start {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges
  }

  /// Goes over the windows at which an occurrence enters or leaves, the leaving first.
  private func sweep(
    _ positions: some RandomAccessCollection<Int32>, _ windows: Int
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    var (entering, leaving) = (positions.startIndex, positions.startIndex)
    while leaving < positions.endIndex {
      let leave = Int(positions[leaving]) + 1
      if entering < positions.endIndex {
        let enter = max(0, Int(positions[entering]) - size + 1)
        if enter < leave {
          start = start ?? enter
          entering = positions.index(after: entering)
          continue
        }
      }
      if let begin = start, begin < windows { ranges.append(begin..<min(leave, windows)) }
      start = nil
      leaving = positions.index(after: leaving)
    }
    return ranges
  }
}

/// The number of windows that two lists of ascending ranges share.
func sharedCount(_ a: [Range<Int>], _ b: [Range<Int>]) -> Int {
  var (i, j, count) = (0, 0, 0)
  while i < a.count, j < b.count {
    count += max(
      0, min(a[i].upperBound, b[j].upperBound) - max(a[i].lowerBound, b[j].lowerBound))
    if a[i].upperBound < b[j].upperBound { i += 1 } else { j += 1 }
  }
  return count
}
