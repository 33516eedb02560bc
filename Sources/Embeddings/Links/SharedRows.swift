import LinearAlgebra
import CProcessor

/// A matrix whose rows several threads change at the same time, each row one thread.
///
/// Who works on which row is up to the caller: rows of a batch are told apart by sorting, see
/// ``RowGroups``.
@safe
final class SharedRows: @unchecked Sendable {
  let rows: Int
  /// The number of lanes in a row.
  let width: Int
  private let start: UnsafeMutablePointer<Lanes>
  /// The bytes that the processor gets from memory at a time.
  private let line = 64

  /// Creates a matrix of zeros, of shape (`rows`, 8 × `width`).
  init(rows: Int, width: Int) {
    (self.rows, self.width) = (rows, width)
    let size = MemoryLayout<Lanes>.stride * max(1, rows * width)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: line)
    unsafe start = unsafe memory.bindMemory(to: Lanes.self, capacity: rows * width)
    unsafe start.initialize(repeating: .zero, count: rows * width)
  }

  deinit { unsafe start.deallocate() }

  /// Asks for a row that will be read or changed soon, and waits for nothing.
  @inline(__always)
  func prefetch(_ index: Int32) {
    precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
    let row = unsafe UnsafeRawPointer(start + Int(index) * width)
    for offset in stride(from: 0, to: MemoryLayout<Lanes>.stride * width, by: line) {
      unsafe kindred_prefetch(row + offset)
    }
  }

  /// A row, read in place.
  @inline(__always)
  @_lifetime(borrow self)
  func row(_ index: Int) -> Span<Lanes> {
    precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
    let span = unsafe Span(_unsafeStart: start + index * width, count: width)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// A row, changed in place.
  ///
  /// - Precondition: No other thread reads or changes it meanwhile.
  @inline(__always)
  func withMutableRow<Result>(
    _ index: Int, _ body: (_ row: inout MutableSpan<Lanes>) -> Result
  ) -> Result {
    precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
    var span = unsafe MutableSpan(_unsafeStart: start + index * width, count: width)
    return body(&span)
  }
}
