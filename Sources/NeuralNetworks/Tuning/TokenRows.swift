import LinearAlgebra

/// A matrix with a row for each token, or each number of weights, that several threads write at the
/// same time, each its own rows.
///
/// It is memory that is used again from step to step: new rows hold anything until they are written.
@safe
final class TokenRows: @unchecked Sendable {
  /// The length of a row.
  let width: Int
  /// The number of rows that there is room for.
  private(set) var capacity = 0
  private var start: UnsafeMutablePointer<Float>?

  /// A matrix without room.
  init(width: Int) { self.width = width }

  /// A matrix of zeros, of shape (`rows`, `width`).
  convenience init(zeros rows: Int, width: Int) {
    self.init(width: width)
    reserve(rows)
    fill(0..<rows, with: 0)
  }

  deinit { unsafe start?.deallocate() }

  /// Makes room for `rows` rows; what they hold is lost if there was less.
  func reserve(_ rows: Int) {
    guard rows > capacity else { return }
    unsafe start?.deallocate()
    unsafe start = UnsafeMutablePointer<Float>.allocate(capacity: max(1, rows * width))
    capacity = rows
  }

  /// Rows, of shape (`range.count`, ``width``), read in place.
  @_lifetime(borrow self)
  func rows(_ range: Range<Int>) -> Span<Float> {
    let place = unsafe place(range)
    let span = unsafe Span(_unsafeStart: place, count: range.count * width)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// Rows, of shape (`range.count`, ``width``), written in place.
  ///
  /// - Precondition: Nobody else reads or changes them meanwhile.
  @_lifetime(borrow self)
  func mutableRows(_ range: Range<Int>) -> MutableSpan<Float> {
    let place = unsafe place(range)
    let span = unsafe MutableSpan(_unsafeStart: place, count: range.count * width)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// Makes every number of some rows `value`.
  func fill(_ range: Range<Int>, with value: Float) {
    var rows = mutableRows(range)
    for i in rows.indices { rows[i] = value }
  }

  private func place(_ range: Range<Int>) -> UnsafeMutablePointer<Float> {
    precondition(range.lowerBound >= 0 && range.upperBound <= capacity, "rows \(range)")
    guard let start = unsafe start else { preconditionFailure("no rows were reserved") }
    return unsafe start + range.lowerBound * width
  }
}

/// Copies numbers from one place to another.
func copy(_ source: Span<Float>, to target: inout MutableSpan<Float>) {
  precondition(source.count == target.count, "lengths \(source.count) and \(target.count) differ")
  for i in target.indices { target[i] = source[i] }
}
