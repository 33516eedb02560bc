import LinearAlgebra

/// The order in which a recurrent layer works off sequences of unequal lengths: the first rows of all
/// sequences, then the second rows of those that have one, and so on.
///
/// The longest sequences come first, so that the rows of a step continue the first rows of the step
/// before. No row is padding. PyTorch's `PackedSequence` is the same.
///
///     lengths 2 3 1 →  step 0: b0 a0 c0   step 1: b1 a1   step 2: b2
struct PackedSequences: Sendable {
  /// The rows of each step.
  let steps: [Range<Int>]
  /// The row that each packed row was, where sequences follow one another.
  let sources: [Int]

  /// Orders sequences of some lengths, each 1 or more.
  ///
  /// - Complexity: O(*s* log *s* + *n*) for *s* sequences of *n* rows.
  init(lengths: [Int]) {
    var starts: [Int] = []
    var count = 0
    for length in lengths {
      precondition(length > 0, "a sequence without rows")
      starts.append(count)
      count += length
    }
    let order = lengths.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
    var (steps, sources): ([Range<Int>], [Int]) = ([], [])
    for step in 0..<(lengths.max() ?? 0) {
      let start = sources.count
      for sequence in order.prefix(while: { lengths[$0] > step }) {
        sources.append(starts[sequence] + step)
      }
      steps.append(start..<sources.count)
    }
    (self.steps, self.sources) = (steps, sources)
  }

  /// The rows that the rows of a step continue; as many, of the step before.
  func previous(_ step: Int) -> Range<Int> {
    let start = steps[step - 1].lowerBound
    return start..<start + steps[step].count
  }

  /// Rows in the order of the steps.
  func packed(_ rows: Matrix) -> Matrix {
    precondition(rows.rows == sources.count, "\(rows.rows) rows of \(sources.count)")
    return rows.rows(sources)
  }

  /// Rows in the order of the sequences.
  func unpacked(_ rows: Matrix) -> Matrix {
    var result = Matrix(rows: rows.rows, columns: rows.columns)
    for (index, source) in sources.enumerated() {
      let row = rows[row: index]
      result.withMutableRow(source) { for i in $0.indices { $0[i] = row[i] } }
    }
    return result
  }
}
