import LinearAlgebra

/// The forces of one epoch on the points of a map in the plane.
///
/// What a point feels next depends on where it was led last, so its steps are one chain of long
/// operations, during which a processor idles. Two points therefore move at a time, a step of each in
/// turn; where they end does not depend on it, since both see the others where those stood before.
struct PlaneForce: Sendable {
  private let force: LayoutForce

  init(_ force: LayoutForce) { self.force = force }

  /// Finds where points move to; see ``LayoutForce/move(_:to:from:others:_:)``. All places are (x, y).
  func move(
    _ range: Range<Int>, to target: inout MutableSpan<Float>, from places: Matrix,
    others: Matrix, _ edges: LayoutEdges
  ) {
    // The numbers of an array begin at a multiple of 16 bytes.
    let all = unsafe Span<SIMD2<Float>>(_bytes: others[rows: 0..<others.rows].bytes)
    let due = edges.due(range, epoch: force.epoch)
    let neighbors = due.neighbors.span
    var waiting = edges.points[range].enumerated().lazy.map { index, point in
      MovingPoint(
        index: index, x: places[point, 0], y: places[point, 1],
        samples: force.samples(point, edges, among: others.rows),
        next: due.starts[index], end: due.starts[index + 1])
    }.makeIterator()
    guard var first = waiting.next() else { return }
    while var second = waiting.next() {
      while first.isMoving && second.isMoving { moveBoth(&first, &second, neighbors, all) }
      if !second.isMoving { swap(&first, &second) }
      first.store(&target)
      first = second
    }
    while first.isMoving { move(&first, neighbors, all) }
    first.store(&target)
  }

  @inline(__always)
  private func moveBoth(
    _ first: inout MovingPoint, _ second: inout MovingPoint, _ due: Span<Int32>,
    _ all: Span<SIMD2<Float>>
  ) {
    let one = first.draw(due, negativeSamples: force.negativeSamples)
    let two = second.draw(due, negativeSamples: force.negativeSamples)
    let (a, b) = (first.differences(all.gather(one.rows)), second.differences(all.gather(two.rows)))
    let forceOnFirst = force.factors(a.square, pulls: one.pulls, count: one.count)
    let forceOnSecond = force.factors(b.square, pulls: two.pulls, count: two.count)
    first.x += force.step(forceOnFirst * a.x)
    first.y += force.step(forceOnFirst * a.y)
    second.x += force.step(forceOnSecond * b.x)
    second.y += force.step(forceOnSecond * b.y)
  }

  private func move(
    _ point: inout MovingPoint, _ due: Span<Int32>, _ all: Span<SIMD2<Float>>
  ) {
    let drawn = point.draw(due, negativeSamples: force.negativeSamples)
    let differences = point.differences(all.gather(drawn.rows))
    let factors = force.factors(differences.square, pulls: drawn.pulls, count: drawn.count)
    point.x += force.step(factors * differences.x)
    point.y += force.step(factors * differences.y)
  }
}

/// A point on its way through an epoch.
private struct MovingPoint {
  /// Its place among the points that move.
  let index: Int
  var (x, y): (Float, Float)
  var samples: Samples
  /// The next of the neighbors that pull at it, and the end of these.
  var next: Int
  let end: Int
  /// The random points that are still to push for the last neighbor.
  var left = 0

  init(index: Int, x: Float, y: Float, samples: Samples, next: Int, end: Int) {
    (self.index, self.samples, self.next, self.end) = (index, samples, next, end)
    (self.x, self.y) = (x, y)
  }

  var isMoving: Bool { next < end || left > 0 }

  /// What is measured next: eight rows, of which `count` matter, the first a neighbor if one pulls.
  @inline(__always)
  mutating func draw(
    _ due: Span<Int32>, negativeSamples: Int
  ) -> (rows: EightRows, pulls: Int, count: Int) {
    var rows = samples.next()
    var pulls = 0
    if left == 0 {
      rows = rows.with(first: due[next])
      next += 1
      (pulls, left) = (1, negativeSamples)
    }
    let count = min(8, pulls + left)
    left -= count - pulls
    return (rows, pulls, count)
  }

  /// The differences from eight other places, and their squared distances.
  @inline(__always)
  func differences(
    _ other: (x: SIMD8<Float>, y: SIMD8<Float>)
  ) -> (x: SIMD8<Float>, y: SIMD8<Float>, square: SIMD8<Float>) {
    let (x, y) = (self.x - other.x, self.y - other.y)
    return (x, y, (x * x).addingProduct(y, y))
  }

  func store(_ target: inout MutableSpan<Float>) {
    (target[2 * index], target[2 * index + 1]) = (x, y)
  }
}

extension Span<SIMD2<Float>> {
  /// The places of eight rows: every x, every y.
  @inline(__always)
  fileprivate func gather(_ rows: EightRows) -> (x: SIMD8<Float>, y: SIMD8<Float>) {
    let pairs = SIMD16(
      lowHalf: SIMD8(
        lowHalf: SIMD4(lowHalf: self[rows.a], highHalf: self[rows.b]),
        highHalf: SIMD4(lowHalf: self[rows.c], highHalf: self[rows.d])),
      highHalf: SIMD8(
        lowHalf: SIMD4(lowHalf: self[rows.e], highHalf: self[rows.f]),
        highHalf: SIMD4(lowHalf: self[rows.g], highHalf: self[rows.h])))
    return (pairs.evenHalf, pairs.oddHalf)
  }
}
