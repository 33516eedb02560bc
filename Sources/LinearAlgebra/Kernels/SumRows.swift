import CProcessor
import RealModule

/// Makes `y` the sum of rows of a matrix, each times a factor.
///
///     y = factors[0] × x[rows[0]] + factors[1] × x[rows[1]] + …
///
/// For few rows of many, as the tokens of a text are: what takes time is to get them from memory. So 64
/// columns are added up at a time, in registers, and the processor gets the next rows meanwhile; see
/// also ``prefetchRows(_:of:columns:)-(_,Span<Int8>,_)``. The order of the additions is that of `rows`,
/// for every column.
///
/// - Parameters:
///   - rows: The indexes of rows; an index may occur more than once.
///   - x: The matrix, of shape (any, `y.count`), row after row.
///   - factors: A factor for each index.
///   - y: The sum; zeros if there are no rows.
/// - Precondition: `x` has the rows.
/// - Complexity: O(*rows* × *columns*), vectorized.
public func sumRows(
  _ rows: Span<Int32>, of x: Span<Float>, times factors: Span<Float>,
  into y: inout MutableSpan<Float>
) {
  sum(rows, x, factors, &y)
}

/// Makes `y` the sum of rows of a matrix of 8-bit integers, each times a factor.
///
/// It is ``sumRows(_:of:times:into:)-(_,Span<Float>,_,_)`` of the same numbers, bit by bit, from a
/// quarter of the memory.
///
/// - Precondition: `x` has the rows.
/// - Complexity: O(*rows* × *columns*), vectorized.
public func sumRows(
  _ rows: Span<Int32>, of x: Span<Int8>, times factors: Span<Float>,
  into y: inout MutableSpan<Float>
) {
  sum(rows, x, factors, &y)
}

/// Asks for rows of a matrix that will be added up soon, so that they are there then.
///
/// - Precondition: `x` has the rows, of `columns` numbers each.
/// - Complexity: O(*rows* × *columns*), an instruction for each 64 bytes, which waits for nothing.
public func prefetchRows(_ rows: Span<Int32>, of x: Span<Float>, columns: Int) {
  prefetch(rows, x, columns)
}

/// Asks for rows of a matrix of 8-bit integers that will be added up soon, so that they are there then.
///
/// - Precondition: `x` has the rows, of `columns` numbers each.
/// - Complexity: O(*rows* × *columns*), an instruction for each 64 bytes, which waits for nothing.
public func prefetchRows(_ rows: Span<Int32>, of x: Span<Int8>, columns: Int) {
  prefetch(rows, x, columns)
}

@inline(__always)
private func prefetch<Number: RowNumber>(_ rows: Span<Int32>, _ x: Span<Number>, _ columns: Int) {
  let line = 64 / MemoryLayout<Number>.size
  unsafe x.withUnsafeBufferPointer { x in
    guard let start = x.baseAddress else { return }
    for index in rows.indices {
      let first = Int(rows[index]) * columns
      precondition(first >= 0 && first + columns <= x.count, "there is no row \(rows[index])")
      for column in stride(from: 0, to: columns, by: line) {
        unsafe kindred_prefetch(start + first + column)
      }
      // Rows may begin anywhere, and so end in one line more.
      unsafe kindred_prefetch(start + first + max(0, columns - 1))
    }
  }
}

/// The number of columns that are added up at a time: a line of the cache in 8-bit integers.
private let width = 64

@inline(__always)
private func sum<Number: RowNumber>(
  _ rows: Span<Int32>, _ x: Span<Number>, _ factors: Span<Float>, _ y: inout MutableSpan<Float>
) {
  precondition(rows.count == factors.count, "\(factors.count) factors for \(rows.count) rows")
  let columns = y.count
  for index in rows.indices {
    let end = (Int(rows[index]) + 1) * columns
    precondition(rows[index] >= 0 && end <= x.count, "there is no row \(rows[index])")
  }
  let whole = columns - columns % width
  for column in stride(from: 0, to: whole, by: width) {
    var block = y._mutatingExtracting(column..<column + width)
    // All rows were found to lie within.
    unsafe x.withUnsafeBufferPointer { x in
      unsafe sumBlock(rows, x, factors, column, stride: columns, &block)
    }
  }
  for column in whole..<columns {
    var sum: Float = 0
    for index in rows.indices {
      sum = Relaxed.multiplyAdd(x[Int(rows[index]) * columns + column].single, factors[index], sum)
    }
    y[column] = sum
  }
}

/// Makes `y` the sum of 64 columns.
@inline(__always)
private func sumBlock<Number: RowNumber>(
  _ rows: Span<Int32>, _ x: UnsafeBufferPointer<Number>, _ factors: Span<Float>, _ column: Int,
  stride: Int, _ y: inout MutableSpan<Float>
) {
  guard let start = x.baseAddress else { return }
  // Eight registers: as an array they would be written to memory in between.
  var (a, b, c, d) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
  var (e, f, g, h) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
  for index in rows.indices {
    let row = unsafe UnsafeRawPointer(start + Int(rows[index]) * stride + column)
    let factor = SIMD8<Float>(repeating: factors[index])
    a = unsafe multiplyAdd(Number.eight(row, 0), factor, a)
    b = unsafe multiplyAdd(Number.eight(row, 1), factor, b)
    c = unsafe multiplyAdd(Number.eight(row, 2), factor, c)
    d = unsafe multiplyAdd(Number.eight(row, 3), factor, d)
    e = unsafe multiplyAdd(Number.eight(row, 4), factor, e)
    f = unsafe multiplyAdd(Number.eight(row, 5), factor, f)
    g = unsafe multiplyAdd(Number.eight(row, 6), factor, g)
    h = unsafe multiplyAdd(Number.eight(row, 7), factor, h)
  }
  for i in 0..<8 {
    (y[i], y[8 + i], y[16 + i], y[24 + i]) = (a[i], b[i], c[i], d[i])
    (y[32 + i], y[40 + i], y[48 + i], y[56 + i]) = (e[i], f[i], g[i], h[i])
  }
}

/// A number that rows may be made of.
private protocol RowNumber: BitwiseCopyable {
  /// The same number in single precision.
  var single: Float { get }
  /// The eight numbers at place 8 × `group`.
  @unsafe static func eight(_ row: UnsafeRawPointer, _ group: Int) -> SIMD8<Float>
}

extension Float: RowNumber {
  fileprivate var single: Float { self }

  @inline(__always)
  @unsafe fileprivate static func eight(_ row: UnsafeRawPointer, _ group: Int) -> SIMD8<Float> {
    unsafe row.loadUnaligned(fromByteOffset: 32 * group, as: SIMD8<Float>.self)
  }
}

extension Int8: RowNumber {
  fileprivate var single: Float { Float(self) }

  @inline(__always)
  @unsafe fileprivate static func eight(_ row: UnsafeRawPointer, _ group: Int) -> SIMD8<Float> {
    SIMD8<Float>(unsafe row.loadUnaligned(fromByteOffset: 8 * group, as: SIMD8<Int8>.self))
  }
}
