/// What a chunk of a corpus is trained on: for each word that is kept the rows that predict it and the
/// outputs that they should and should not predict.
struct Windows: Sendable {
  /// The words that were kept, which are rows of the inputs.
  var words: [Int32] = []
  /// For each word, where its context begins and ends in ``words``; it holds the word itself too.
  var contexts: [Range<Int32>] = []
  /// For each word, the row of the inputs that stands for its document, or -1.
  var documents: [Int32] = []
  /// For each word, where its groups end in ``groups``.
  var groupEnds: [Int] = []
  /// What is to be predicted, at most ``OutputGroup/width`` outputs at a time.
  var groups: [OutputGroup] = []

  mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    contexts.removeAll(keepingCapacity: true)
    documents.removeAll(keepingCapacity: true)
    groupEnds.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
  }
}

/// Outputs that one window is trained on at once.
struct OutputGroup: Sendable {
  /// The largest number of outputs in a group: one word and five that it is told from, and as many
  /// vectors as can stay in the registers of a processor.
  static let width = 6

  /// The rows of the outputs; -1 for none. The last two are never used.
  var rows = SIMD8<Int32>(repeating: -1)
  /// 1 for outputs to be predicted, 0 for others.
  var targets = SIMD8<Float>()
  /// How often each output counts; 0 for none.
  var weights = SIMD8<Float>()
}

extension OutputGroup {
  /// Replaces each row, one after the other: by numbers that are not constant, lanes would go through memory.
  @inline(__always)
  mutating func mapRows(_ body: (Int32) -> Int32) {
    let (a, b, c) = (body(rows[0]), body(rows[1]), body(rows[2]))
    let (d, e, f) = (body(rows[3]), body(rows[4]), body(rows[5]))
    rows = SIMD8(a, b, c, d, e, f, -1, -1)
  }

  /// A word and five negative examples, if there are to be five and no two of all are the same, as
  /// nearly always: without what it takes to count the same ones.
  @inline(__always)
  init?(
    _ word: Int32, differentFrom negatives: Int, of pool: Span<Int32>, from next: Int
  ) {
    guard negatives == Self.width - 1, next + negatives <= pool.count else { return nil }
    let (a, b, c) = (pool[next], pool[next + 1], pool[next + 2])
    let (d, e) = (pool[next + 3], pool[next + 4])
    // Number by number: vectors are not compared as a whole.
    let isDifferent =
      word != a && word != b && word != c && word != d && word != e && a != b && a != c && a != d
      && a != e && b != c && b != d && b != e && c != d && c != e && d != e
    guard isDifferent else { return nil }
    rows = SIMD8(word, a, b, c, d, e, -1, -1)
    targets = SIMD8(1, 0, 0, 0, 0, 0, 0, 0)
    weights = SIMD8(1, 1, 1, 1, 1, 1, 0, 0)
  }
}
