import LinearAlgebra

/// The forces of one epoch of a ``Layout``.
///
/// A neighbor that pulls and the random points that push are measured together, in the lanes of one
/// vector of eight; the points of a map in the plane, by far the most frequent, are read as pairs.
struct LayoutForce: Sendable {
  private let a: Float
  private let b: Float
  private let repulsion: Float
  private let negativeSamples: Int
  private let rate: Float
  private let epoch: Int
  private let seed: UInt64

  /// The largest force of a pair of points in one dimension, as umap-learn has it.
  private static let largestForce: Float = 4

  init(_ layout: Layout, epoch: Int, rate: Float) {
    (a, b) = (Float(layout.curve.a), Float(layout.curve.b))
    (repulsion, negativeSamples) = (layout.repulsion, layout.negativeSamples)
    (self.rate, self.epoch) = (rate, epoch)
    // One key an epoch; a point then takes numbers from its own part of the sequence.
    var generator = KeyedGenerator(seed: layout.seed, purpose: "UMAP layout", index: epoch)
    seed = generator.next()
  }

  /// Finds where points move to.
  ///
  /// - Parameters:
  ///   - points: The points that move.
  ///   - target: Where they move to, of shape (`points.count`, dimensions).
  ///   - places: Where all points stand, of shape (points, dimensions).
  ///   - others: Where the others stand, of shape (others, dimensions).
  ///   - edges: What pulls at each point.
  func move(
    _ points: ArraySlice<Int>, to target: inout MutableSpan<Float>, from places: Matrix,
    others: Matrix, _ edges: LayoutEdges
  ) {
    let dimensions = others.columns
    let (own, all) = (places[rows: 0..<places.rows], others[rows: 0..<others.rows])
    var place = [Float](repeating: 0, count: dimensions)
    var differences = [SIMD8<Float>](repeating: .zero, count: dimensions)
    var due = edges.room
    for (index, point) in points.enumerated() {
      for dimension in 0..<dimensions { place[dimension] = own[point * dimensions + dimension] }
      var samples = samples(point, edges, among: others.rows)
      let pulling = edges.due(point, epoch: epoch, into: &due)
      for neighbor in due[..<pulling] {
        var (pulls, left) = (1, negativeSamples)
        while pulls + left > 0 {
          let drawn = samples.next()
          let rows = pulls > 0 ? drawn.with(first: neighbor) : drawn
          let count = min(8, pulls + left)
          var square = SIMD8<Float>.zero
          for dimension in 0..<dimensions {
            let difference = place[dimension] - all.gather(rows, dimensions, dimension)
            square.addProduct(difference, difference)
            differences[dimension] = difference
          }
          let factors = factors(square, pulls: pulls, count: count)
          for dimension in 0..<dimensions {
            place[dimension] += step(factors * differences[dimension])
          }
          (pulls, left) = (0, left - (count - pulls))
        }
      }
      for dimension in 0..<dimensions { target[index * dimensions + dimension] = place[dimension] }
    }
  }

  /// As ``move(_:to:from:others:_:)`` for places in the plane, (x, y) of each.
  func move(
    _ points: ArraySlice<Int>, inPlaneTo target: inout MutableSpan<Float>, from places: Matrix,
    others: Matrix, _ edges: LayoutEdges
  ) {
    let own = places[rows: 0..<places.rows]
    // The numbers of an array begin at a multiple of 16 bytes.
    let all = unsafe Span<SIMD2<Float>>(_bytes: others[rows: 0..<others.rows].bytes)
    var due = edges.room
    for (index, point) in points.enumerated() {
      var (x, y) = (own[2 * point], own[2 * point + 1])
      var samples = samples(point, edges, among: others.rows)
      let pulling = edges.due(point, epoch: epoch, into: &due)
      for neighbor in due[..<pulling] {
        var (pulls, left) = (1, negativeSamples)
        while pulls + left > 0 {
          let drawn = samples.next()
          let rows = pulls > 0 ? drawn.with(first: neighbor) : drawn
          let count = min(8, pulls + left)
          let (otherX, otherY) = all.gather(rows)
          let (differenceX, differenceY) = (x - otherX, y - otherY)
          let square = (differenceX * differenceX).addingProduct(differenceY, differenceY)
          let factors = factors(square, pulls: pulls, count: count)
          x += step(factors * differenceX)
          y += step(factors * differenceY)
          (pulls, left) = (0, left - (count - pulls))
        }
      }
      (target[2 * index], target[2 * index + 1]) = (x, y)
    }
  }

  private func samples(_ point: Int, _ edges: LayoutEdges, among others: Int) -> Samples {
    Samples(
      state: seed &+ edges.keys[point] &* 0xd134_2543_de82_ef95, count: UInt64(others),
      excluded: edges.excludesSelf ? point : -1)
  }

  /// The step along one dimension that forces make.
  @inline(__always)
  private func step(_ forces: SIMD8<Float>) -> Float {
    let largest = SIMD8<Float>(repeating: Self.largestForce)
    var bounded = forces.replacing(with: largest, where: forces .> largest)
    bounded.replace(with: -largest, where: forces .< -largest)
    return rate * bounded.sum()
  }

  /// What the differences to others are multiplied by: the derivative of the cross entropy, from the
  /// squares of the distances. Of `count` lanes the first `pulls` pull. A point in the same place neither
  /// pulls nor pushes.
  @inline(__always)
  private func factors(_ square: SIMD8<Float>, pulls: Int, count: Int) -> SIMD8<Float> {
    let lanes = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7)
    let (pulling, used) = (lanes .< Float(pulls), lanes .< Float(count))
    let power = raised(square, to: b)
    let curve = 1 + a * power
    let above = SIMD8<Float>(repeating: 2 * repulsion * b)
      .replacing(with: (-2 * a * b) * power, where: pulling)
    let below = (square + 0.001).replacing(with: square, where: pulling) * curve
    return SIMD8<Float>.zero.replacing(with: above / below, where: used .& (square .> 0))
  }
}

/// Eight rows. Scalars, which a vector of integers would be taken apart to anyway.
private struct EightRows {
  let (a, b, c, d): (Int, Int, Int, Int)
  let (e, f, g, h): (Int, Int, Int, Int)

  /// The rows with another one in the first lane.
  @inline(__always)
  func with(first row: Int32) -> EightRows {
    EightRows(a: Int(row), b: b, c: c, d: d, e: e, f: f, g: g, h: h)
  }
}

/// Random points, by SplitMix64 from a state that names them.
private struct Samples {
  var state: UInt64
  let count: UInt64
  let excluded: Int

  /// Draws eight points, two from each number; the next one instead of the excluded.
  @inline(__always)
  mutating func next() -> EightRows {
    let (p, q, r, s) = (bits(), bits(), bits(), bits())
    return EightRows(
      a: row(p >> 32), b: row(p & 0xffff_ffff), c: row(q >> 32), d: row(q & 0xffff_ffff),
      e: row(r >> 32), f: row(r & 0xffff_ffff), g: row(s >> 32), h: row(s & 0xffff_ffff))
  }

  /// A row from 32 bits.
  @inline(__always)
  private func row(_ bits: UInt64) -> Int {
    let drawn = Int(truncatingIfNeeded: (bits &* count) >> 32)
    let next = drawn &+ (drawn == excluded ? 1 : 0)
    return next == Int(truncatingIfNeeded: count) ? 0 : next
  }

  @inline(__always)
  private mutating func bits() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension Span<Float> {
  /// One coordinate of each of eight rows.
  @inline(__always)
  fileprivate func gather(_ rows: EightRows, _ columns: Int, _ column: Int) -> SIMD8<Float> {
    SIMD8(
      self[rows.a * columns + column], self[rows.b * columns + column],
      self[rows.c * columns + column], self[rows.d * columns + column],
      self[rows.e * columns + column], self[rows.f * columns + column],
      self[rows.g * columns + column], self[rows.h * columns + column])
  }
}

extension Span<SIMD2<Float>> {
  /// The places of eight rows: every x, every y.
  @inline(__always)
  fileprivate func gather(_ rows: EightRows) -> (x: SIMD8<Float>, y: SIMD8<Float>) {
    let (a, b, c, d) = (self[rows.a], self[rows.b], self[rows.c], self[rows.d])
    let (e, f, g, h) = (self[rows.e], self[rows.f], self[rows.g], self[rows.h])
    return (
      SIMD8(a.x, b.x, c.x, d.x, e.x, f.x, g.x, h.x),
      SIMD8(a.y, b.y, c.y, d.y, e.y, f.y, g.y, h.y)
    )
  }
}
