import LinearAlgebra

/// The forces that draw points together on the map: for each pair its affinity, times how near the two
/// are, 1 / (1 + *d*²), times the way from one to the other ([van der Maaten 2014], equation 7).
///
/// [van der Maaten 2014]: https://jmlr.org/papers/v15/vandermaaten14a.html
enum Attraction {
  /// The sum over the points at `columns` of `values` × (`place` − theirs) / (1 + *d*²).
  ///
  /// Eight pairs at a time: the division is what takes time, and is done for all eight at once.
  ///
  /// - Precondition: All columns are in `0..<places.count`, which ``SparseMatrix`` has checked.
  @inline(__always)
  static func force(
    on place: SIMD2<Float>, from columns: Span<Int32>, _ values: Span<Float>,
    _ places: Span<SIMD2<Float>>
  ) -> SIMD2<Float> {
    precondition(columns.count == values.count)
    var (sumX, sumY) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var index = 0
    while index + 8 <= columns.count {
      let others = unsafe gather(columns, index, places)
      let factors = unsafe load(values, index)
      let x = place.x - others.evenHalf
      let y = place.y - others.oddHalf
      let factor = factors / (x * x + y * y + 1)
      sumX += factor * x
      sumY += factor * y
      index += 8
    }
    var sum = SIMD2(sumX.sum(), sumY.sum())
    while index < columns.count {
      let way = place - places[Int(columns[index])]
      sum += way * (values[index] / (1 + way.x * way.x + way.y * way.y))
      index += 1
    }
    return sum
  }

  @inline(__always)
  @unsafe private static func gather(
    _ columns: Span<Int32>, _ index: Int, _ places: Span<SIMD2<Float>>
  ) -> SIMD16<Float> {
    @inline(__always) func pair(_ offset: Int) -> SIMD4<Float> {
      unsafe SIMD4(
        lowHalf: places[unchecked: Int(columns[unchecked: index + offset])],
        highHalf: places[unchecked: Int(columns[unchecked: index + offset + 1])])
    }
    return SIMD16(
      lowHalf: SIMD8(lowHalf: pair(0), highHalf: pair(2)),
      highHalf: SIMD8(lowHalf: pair(4), highHalf: pair(6)))
  }

  @inline(__always)
  @unsafe private static func load(_ values: Span<Float>, _ index: Int) -> SIMD8<Float> {
    unsafe SIMD8(
      values[unchecked: index], values[unchecked: index + 1], values[unchecked: index + 2],
      values[unchecked: index + 3], values[unchecked: index + 4], values[unchecked: index + 5],
      values[unchecked: index + 6], values[unchecked: index + 7])
  }
}
