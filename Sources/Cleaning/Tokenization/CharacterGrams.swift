/// Cuts runs of a script that is written without blanks into overlapping groups of characters.
///
/// Han becomes pairs, 北京大学 → 北京 京大 大学, as in Lucene's CJKAnalyzer; Thai becomes groups of three
/// letters with the vowels and tones above and below them, as most of its syllables have two or three
/// letters. Not all groups are words, but the same word in two texts has the same groups. Runs that
/// are as short as a group stay whole. Digits separate.
struct CharacterGrams {
  /// Where each letter of the run starts in it, and where the run ends.
  private var starts: [Int] = []

  /// The number of letters in a group of a script; nil for a script whose words stay whole.
  static func size(of script: Script) -> Int? {
    switch script {
    case .han: 2
    case .thai: 3
    default: nil
    }
  }

  /// Calls `body` with the UTF-8 range of each group in `run`, in order.
  mutating func forEach(
    size: Int, in run: borrowing Span<UInt8>, _ characters: CharacterTable,
    _ body: (Range<Int>) -> Void
  ) {
    starts.removeAll(keepingCapacity: true)
    var index = 0
    while index < run.count {
      let (value, length) = scalar(run, at: index)
      switch characters[value].kind {
      case .letter: starts.append(index)
      case .mark: break
      default: emit(size, end: index, body)
      }
      index += length
    }
    emit(size, end: run.count, body)
  }

  /// Hands on the groups of the letters so far, which end at `end`, and forgets them.
  private mutating func emit(_ size: Int, end: Int, _ body: (Range<Int>) -> Void) {
    guard !starts.isEmpty else { return }
    let ends = starts.dropFirst() + [end]
    if starts.count <= size {
      body(starts[0]..<end)
    } else {
      for first in 0...(starts.count - size) {
        body(starts[first]..<ends[ends.startIndex + first + size - 1])
      }
    }
    starts.removeAll(keepingCapacity: true)
  }
}
