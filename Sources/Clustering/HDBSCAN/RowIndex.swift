import LinearAlgebra

/// Finds rows of a matrix by their numbers: the first of those that are equal.
///
/// A table with open addressing; zeros of both signs are equal, as their distance says.
struct RowIndex: Sendable {
  private let points: Matrix
  /// A row in each place that is taken, else −1; their number is a power of two.
  private var slots: [Int32]
  /// The first row that equals each row.
  private(set) var firsts: [Int32] = []

  /// Enters all rows of `points`.
  ///
  /// - Complexity: O(*rows* × *dimensions*)
  init(_ points: Matrix) {
    self.points = points
    var size = 16
    while size < 2 * points.rows { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    firsts.reserveCapacity(points.rows)
    for row in 0..<points.rows {
      let place = place(of: points[row: row])
      if slots[place] < 0 { slots[place] = Int32(row) }
      firsts.append(slots[place])
    }
  }

  /// The first row that equals `point`, or nil if none does.
  func row(equalTo point: Span<Float>) -> Int? {
    let row = slots[place(of: point)]
    return row < 0 ? nil : Int(row)
  }

  private func place(of point: Span<Float>) -> Int {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    for index in point.indices {
      // Adding 0 makes −0 a 0.
      hash = (hash ^ UInt64((point[index] + 0).bitPattern)) &* 0x100_0000_01b3
      hash ^= hash >> 29
    }
    var place = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[place] >= 0, !isEqual(points[row: Int(slots[place])], point) {
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  private func isEqual(_ a: Span<Float>, _ b: Span<Float>) -> Bool {
    for index in a.indices where a[index] != b[index] { return false }
    return true
  }
}
