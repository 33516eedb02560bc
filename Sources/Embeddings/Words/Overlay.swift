import LinearAlgebra

/// A private copy of the rows that one chunk uses, so that it can be trained on beside others.
///
/// Row 0 of the copy stands for no row: it is zeros and stays so.
struct Overlay {
  /// The number of parts that rows are divided into when changes are added up, by several threads.
  static let parts = 16
  /// How many rows ahead of its turn a row is asked for: they lie anywhere in memory.
  static let ahead = 4

  /// The copies; after ``subtract(_:)`` what has changed.
  let copies: PaddedRows
  /// The row that each copy is of; -1 for the first.
  private(set) var rows: [Int32] = [-1]
  /// The number of updates of each copy.
  private(set) var updates: [Int32] = [0]
  /// The copy of each row, or -1.
  private var copyOfRow: [Int32]
  /// The copies ordered by part; see ``copies(inPart:)``.
  private var ordered: [Int32] = []
  private var partEnds = [Int](repeating: 0, count: parts)

  init(rows: Int, columns: Int) {
    copies = PaddedRows(rows: 1, columns: columns)
    copyOfRow = [Int32](repeating: -1, count: rows)
  }

  /// The copy of a row, which it gets if it has none, after `count` more updates of it.
  @inline(__always)
  mutating func copy(of row: Int32, updates count: Int32) -> Int32 {
    let known = copyOfRow[Int(row)]
    if known >= 0 {
      updates[Int(known)] += count
      return known
    }
    let new = Int32(rows.count)
    copyOfRow[Int(row)] = new
    rows.append(row)
    updates.append(count)
    return new
  }

  /// Copies the rows of `weights`.
  mutating func fill(_ weights: PaddedRows) {
    copies.reserve(rows.count + rows.count / 4)
    let width = copies.stride
    unsafe copies.row(0).update(repeating: 0, count: width)
    for copy in 1..<max(1, rows.count) {
      let ahead = min(copy + Self.ahead, rows.count - 1)
      unsafe prefetchRow(weights.row(Int(rows[ahead])), width)
      let (own, theirs) = unsafe (copies.row(copy), weights.row(Int(rows[copy])))
      for i in stride(from: 0, to: width, by: 8) { unsafe store(lanes(theirs + i), own + i) }
    }
  }

  /// Leaves in the copies how they differ from the rows of `weights`, and orders them by part.
  mutating func subtract(_ weights: PaddedRows) {
    for copy in 1..<max(1, rows.count) {
      let ahead = min(copy + Self.ahead, rows.count - 1)
      unsafe prefetchRow(weights.row(Int(rows[ahead])), copies.stride)
      let (own, theirs) = unsafe (copies.row(copy), weights.row(Int(rows[copy])))
      for i in stride(from: 0, to: copies.stride, by: 8) {
        unsafe store(lanes(own + i) - lanes(theirs + i), own + i)
      }
    }
    orderByPart()
  }

  private mutating func orderByPart() {
    var ends = [Int](repeating: 0, count: Self.parts)
    for row in rows.dropFirst() { ends[Int(row) % Self.parts] += 1 }
    for part in 1..<Self.parts { ends[part] += ends[part - 1] }
    partEnds = ends
    ordered = [Int32](repeating: 0, count: rows.count - 1)
    for copy in rows.indices.dropFirst().reversed() {
      let part = Int(rows[copy]) % Self.parts
      ends[part] -= 1
      ordered[ends[part]] = Int32(copy)
    }
  }

  /// The copies of the rows of one part: those whose number leaves the remainder `part`.
  func copies(inPart part: Int) -> ArraySlice<Int32> {
    ordered[(part == 0 ? 0 : partEnds[part - 1])..<partEnds[part]]
  }

  /// Forgets all rows.
  mutating func removeAll() {
    for row in rows.dropFirst() { copyOfRow[Int(row)] = -1 }
    rows.removeSubrange(1...)
    updates.removeSubrange(1...)
  }
}
