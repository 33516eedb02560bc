import CProcessor
import LinearAlgebra

/// The vectors of one side, documents or targets, while they are trained.
///
/// A row holds the numbers *w*, then the moments *m* and *v* of ``AdamSchedule``, and the step in which
/// it last had a gradient, all in one place of memory: (w | m | v | step). Numbers are padded with
/// zeros to whole ``Lanes``, which stay zeros.
struct AdamRows: Sendable {
  /// The number of rows.
  var count: Int { rows.rows }
  /// The number of numbers in a vector.
  let columns: Int
  /// The number of lanes that hold them.
  let width: Int
  private let rows: SharedRows

  /// Creates rows from their numbers, of shape (rows, dimensions), without momentum.
  init(_ vectors: Matrix) {
    columns = vectors.columns
    width = (vectors.columns + 7) / 8
    rows = SharedRows(rows: vectors.rows, width: 3 * width + 1)
    for index in 0..<vectors.rows {
      let vector = vectors[row: index]
      rows.withMutableRow(index) { row in
        for column in vector.indices { row[column / 8][column % 8] = vector[column] }
      }
    }
  }

  /// Asks for the row of a slot some places ahead, if there is one.
  @inline(__always)
  func prefetch(_ slot: Int, of group: RowGroups) {
    if slot < group.rows.count { rows.prefetch(group.rows[slot]) }
  }

  /// Brings a row up to date and writes its vector, scaled to length 1, into a row of `units`, with
  /// the factor that scaled it behind.
  func refresh(
    _ index: Int, _ schedule: borrowing AdamSchedule, into units: SharedRows, at slot: Int
  ) {
    rows.withMutableRow(index) { row in
      let last = Int(row[3 * width][0].bitPattern)
      if last < schedule.completed {
        catchUp(&row, schedule.missed(since: last))
        row[3 * width][0] = Float(bitPattern: UInt32(schedule.completed))
      }
      var squares = Lanes.zero
      for lane in 0..<width { squares = multiplyAdd(row[lane], row[lane], squares) }
      // Keras' l2_normalize has the same bound.
      let factor = 1 / max(total(squares), 1e-12).squareRoot()
      units.withMutableRow(slot) { unit in
        for lane in 0..<width { unit[lane] = row[lane] * factor }
        unit[width] = Lanes(repeating: factor)
      }
    }
  }

  /// Does what the steps without a gradient did; see ``AdamSchedule``.
  @inline(__always)
  private func catchUp(_ row: inout MutableSpan<Lanes>, _ missed: AdamSchedule.Missed) {
    let sums = missed.sums
    for lane in 0..<width {
      let root = kindred_square_roots(row[2 * width + lane])
      let inverse = 1 / (root + AdamSchedule.epsilon)
      let q = root * inverse
      var sum = multiplyAdd(q, Lanes(repeating: sums.w), Lanes(repeating: sums.z))
      sum = multiplyAdd(q, sum, Lanes(repeating: sums.y))
      sum = multiplyAdd(q, sum, Lanes(repeating: sums.x))
      row[lane] -= row[width + lane] * inverse * sum
      row[width + lane] *= missed.first
      row[2 * width + lane] *= missed.second
    }
  }

  /// Takes one step of Adam.
  ///
  /// - Precondition: The row is up to date.
  @inline(__always)
  func move(_ index: Int, gradient: borrowing Span<Lanes>, _ schedule: borrowing AdamSchedule) {
    let rate = Float(schedule.nextRate)
    rows.withMutableRow(index) { row in
      let first = Float(AdamSchedule.firstDecay)
      let second = Float(AdamSchedule.secondDecay)
      for lane in 0..<width {
        let g = gradient[lane]
        let m = multiplyAdd(row[width + lane], Lanes(repeating: first), g * (1 - first))
        let v = multiplyAdd(row[2 * width + lane], Lanes(repeating: second), g * g * (1 - second))
        row[width + lane] = m
        row[2 * width + lane] = v
        row[lane] -= rate * m / (kindred_square_roots(v) + AdamSchedule.epsilon)
      }
      row[3 * width][0] = Float(bitPattern: UInt32(schedule.completed + 1))
    }
  }

  /// All vectors up to date, of shape (``count``, ``columns``).
  func vectors(_ schedule: AdamSchedule, threads: Int) -> Matrix {
    var vectors = Matrix(rows: count, columns: columns)
    vectors.forEachRow(threads: threads) { index, vector in
      let unit = SharedRows(rows: 1, width: width + 1)
      refresh(index, schedule, into: unit, at: 0)
      let row = rows.row(index)
      for column in vector.indices { vector[column] = row[column / 8][column % 8] }
    }
    return vectors
  }
}
