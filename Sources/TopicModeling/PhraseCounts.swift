import LinearAlgebra

/// Two or three words that stand one after the other in documents.
struct LabelPhrase: Hashable, Comparable, Sendable {
  /// The numbers of the words; the third is −1 in a phrase of two.
  let (first, second, third): (Int32, Int32, Int32)

  init(_ first: Int32, _ second: Int32, _ third: Int32 = -1) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// The words.
  var words: [Int] { ([first, second] + (third < 0 ? [] : [third])).map(Int.init) }

  static func < (a: Self, b: Self) -> Bool {
    (a.first, a.second, a.third) < (b.first, b.second, b.third)
  }
}

/// The phrases of the words of labels, and how often they occur in each class.
struct PhraseCounts: Sendable {
  /// The phrases of each class that may stand in its label, ascending.
  let phrases: [[LabelPhrase]]
  /// How often each phrase occurs in each class.
  let counts: [[LabelPhrase: Int]]

  /// The least number of occurrences of a phrase, and of the documents' owners that use it.
  private static let minimum = (count: 3, owners: 2)

  /// Counts phrases.
  ///
  /// - Parameters:
  ///   - words: The words of each class, by their numbers in `occurrences`.
  ///   - frequencies: How often each of these words occurs in the class.
  ///   - classes: The documents of each class.
  ///   - occurrences: Where the words stand.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*n*) in the occurrences.
  init(
    _ words: [[Int]], frequencies: [[Double]], classes: DocumentClasses,
    in occurrences: TermOccurrences, threads: Int
  ) {
    let vocabulary = (words.joined().max() ?? -1) + 1
    phrases = parallelMap(count: classes.count, chunk: 1, threads: threads) { range in
      let number = range.lowerBound
      var frequency = [Double?](repeating: nil, count: vocabulary)
      for (word, count) in zip(words[number], frequencies[number]) { frequency[word] = count }
      return Self.frequent(
        classes.members[number], owners: classes.owners, frequency, in: occurrences)
    }
    let wanted = Set(phrases.joined())
    counts = parallelMap(count: classes.count, chunk: 1, threads: threads) { range in
      var counts: [LabelPhrase: Int] = [:]
      for document in classes.members[range.lowerBound] {
        forEachPhrase(in: occurrences, document) { phrase in
          if wanted.contains(phrase) { counts[phrase, default: 0] += 1 }
        }
      }
      return counts
    }
  }

  /// The phrases that are frequent in some documents by themselves and beside their words: a phrase
  /// is at least a quarter of the occurrences of its rarest word.
  private static func frequent(
    _ documents: [Int], owners: [Int], _ frequency: [Double?], in occurrences: TermOccurrences
  ) -> [LabelPhrase] {
    var found: [LabelPhrase: (count: Int, owners: Int, last: Int)] = [:]
    // Owner by owner, so that one number a phrase is enough to tell a new owner.
    for document in documents.sorted(by: { (owners[$0], $0) < (owners[$1], $1) }) {
      forEachPhrase(in: occurrences, document) { phrase in
        guard phrase.words.allSatisfy({ frequency[$0] != nil }) else { return }
        var entry = found[phrase] ?? (0, 0, -1)
        entry.count += 1
        if entry.last != owners[document] { entry.owners += 1 }
        entry.last = owners[document]
        found[phrase] = entry
      }
    }
    let kept = found.filter { phrase, entry in
      let rarest = phrase.words.compactMap { frequency[$0] }.min() ?? 0
      return entry.count >= minimum.count && entry.owners >= minimum.owners
        && Double(4 * entry.count) >= rarest
    }
    return kept.keys.sorted()
  }
}

/// Calls `body` with each two and three different words that stand one after the other.
private func forEachPhrase(
  in occurrences: TermOccurrences, _ document: Int, _ body: (LabelPhrase) -> Void
) {
  let end = occurrences.offsets[document + 1]
  for first in occurrences.offsets[document]..<end where first + 1 < end {
    let (a, b) = (occurrences.terms[first], occurrences.terms[first + 1])
    guard occurrences.positions[first + 1] == occurrences.positions[first] + 1, a != b else {
      continue
    }
    body(LabelPhrase(a, b))
    guard first + 2 < end, occurrences.positions[first + 2] == occurrences.positions[first] + 2
    else { continue }
    let c = occurrences.terms[first + 2]
    if c != a, c != b { body(LabelPhrase(a, b, c)) }
  }
}
