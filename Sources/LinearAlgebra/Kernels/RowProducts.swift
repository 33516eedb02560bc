import CProcessor

/// Stores in `y` the inner products of the vector `q` and rows of a matrix, or some columns of them.
///
///     y[i] = q · x[rows[i]][first..<first + q.count]
///
/// For few rows of many, as the candidates of a search are: four rows are multiplied at a time, so that
/// `q` is read once for all, and the next four are asked for meanwhile.
///
/// - Parameters:
///   - q: The vector.
///   - rows: The indexes of rows.
///   - x: The matrix, of shape (any, `columns`), row after row.
///   - columns: The number of columns of `x`.
///   - first: The column that belongs to the first number of `q`.
///   - y: The products, one for each index.
/// - Precondition: `x` has the rows.
/// - Complexity: O(*rows* × *columns*), vectorized. The order of the additions is the same for every
///   row, wherever it stands among the others.
public func rowProducts(
  _ q: Span<Float>, _ rows: Span<Int32>, of x: Span<Float>, columns: Int, from first: Int = 0,
  into y: inout MutableSpan<Float>
) {
  precondition(rows.count == y.count, "\(rows.count) rows for \(y.count) products")
  precondition(first >= 0 && first + q.count <= columns, "columns of rows of \(columns)")
  for index in rows.indices {
    let end = (Int(rows[index]) + 1) * columns
    precondition(rows[index] >= 0 && end <= x.count, "there is no row \(rows[index])")
  }
  // All rows were found to lie within.
  unsafe q.withUnsafeBufferPointer { q in
    unsafe x.withUnsafeBufferPointer { x in
      guard let vector = q.baseAddress, let x = x.baseAddress else {
        return y.update(repeating: 0)
      }
      for start in stride(from: 0, to: rows.count, by: 4) {
        // A row that is missing from the last four is multiplied twice.
        let last = rows.count - 1
        let group = SIMD4<Int>(
          Int(rows[start]), Int(rows[min(start + 1, last)]), Int(rows[min(start + 2, last)]),
          Int(rows[min(start + 3, last)]))
        for next in start + 4..<max(start + 4, min(start + 8, rows.count)) {
          unsafe prefetch(x + (Int(rows[next]) * columns + first), q.count)
        }
        let products = unsafe fourProducts(vector, x + first, group &* columns, q.count)
        for place in start..<min(start + 4, rows.count) { y[place] = products[place - start] }
      }
    }
  }
}

@inline(__always)
@unsafe private func prefetch(_ row: UnsafePointer<Float>, _ columns: Int) {
  for column in stride(from: 0, to: columns, by: 16) { unsafe kindred_prefetch(row + column) }
}

/// The products of `q` and the rows that start at four places of `x`.
@inline(__always)
@unsafe private func fourProducts(
  _ q: UnsafePointer<Float>, _ x: UnsafePointer<Float>, _ starts: SIMD4<Int>, _ columns: Int
) -> SIMD4<Float> {
  let (p0, p1) = unsafe (x + starts[0], x + starts[1])
  let (p2, p3) = unsafe (x + starts[2], x + starts[3])
  var (a0, a1, a2, a3) = (Lanes(), Lanes(), Lanes(), Lanes())
  var (b0, b1, b2, b3) = (Lanes(), Lanes(), Lanes(), Lanes())
  var column = 0
  while column + 16 <= columns {
    let (low, high) = unsafe (lanes(q + column), lanes(q + column + 8))
    a0 = unsafe multiplyAdd(lanes(p0 + column), low, a0)
    a1 = unsafe multiplyAdd(lanes(p1 + column), low, a1)
    a2 = unsafe multiplyAdd(lanes(p2 + column), low, a2)
    a3 = unsafe multiplyAdd(lanes(p3 + column), low, a3)
    b0 = unsafe multiplyAdd(lanes(p0 + column + 8), high, b0)
    b1 = unsafe multiplyAdd(lanes(p1 + column + 8), high, b1)
    b2 = unsafe multiplyAdd(lanes(p2 + column + 8), high, b2)
    b3 = unsafe multiplyAdd(lanes(p3 + column + 8), high, b3)
    column += 16
  }
  var sums = SIMD4((a0 + b0).sum(), (a1 + b1).sum(), (a2 + b2).sum(), (a3 + b3).sum())
  while column < columns {
    let rest = unsafe SIMD4(p0[column], p1[column], p2[column], p3[column])
    sums += rest * (unsafe q[column])
    column += 1
  }
  return sums
}
