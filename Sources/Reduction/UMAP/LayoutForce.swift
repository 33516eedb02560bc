import LinearAlgebra

/// The forces of one epoch of a ``Layout``.
///
/// A neighbor that pulls and the random points that push are measured together, in the lanes of one
/// vector of eight. Maps in the plane, by far the most frequent, have their own loop: ``PlaneForce``.
struct LayoutForce: Sendable {
  private let a: Float
  private let b: Float
  private let repulsion: Float
  let negativeSamples: Int
  private let rate: Float
  let epoch: Int
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
  ///   - range: Which of the points of `edges` move.
  ///   - target: Where they move to, of shape (`range.count`, dimensions).
  ///   - places: Where all points stand, of shape (points, dimensions).
  ///   - others: Where the others stand, of shape (others, dimensions).
  ///   - edges: What pulls at each point.
  func move(
    _ range: Range<Int>, to target: inout MutableSpan<Float>, from places: Matrix,
    others: Matrix, _ edges: LayoutEdges
  ) {
    let dimensions = others.columns
    let (own, all) = (places[rows: 0..<places.rows], others[rows: 0..<others.rows])
    var place = [Float](repeating: 0, count: dimensions)
    var differences = [SIMD8<Float>](repeating: .zero, count: dimensions)
    let due = edges.due(range, epoch: epoch)
    for (index, point) in edges.points[range].enumerated() {
      for dimension in 0..<dimensions { place[dimension] = own[point * dimensions + dimension] }
      var samples = samples(point, edges, among: others.rows)
      var upcoming = samples.next()
      for neighbor in due.neighbors[due.starts[index]..<due.starts[index + 1]] {
        var (pulls, left) = (1, negativeSamples)
        while pulls + left > 0 {
          let drawn = upcoming
          // A large map is not in the cache: while these push, the next ones come.
          upcoming = samples.next()
          prefetchRows(upcoming.numbers.span, of: all, columns: dimensions)
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

  /// The random points that push a point in this epoch.
  func samples(_ point: Int, _ edges: LayoutEdges, among others: Int) -> Samples {
    Samples(
      state: seed &+ edges.keys[point] &* 0xd134_2543_de82_ef95, count: UInt64(others),
      excluded: edges.excludesSelf ? point : -1)
  }

  /// The step along one dimension that forces make.
  @inline(__always)
  func step(_ forces: SIMD8<Float>) -> Float {
    let largest = SIMD8<Float>(repeating: Self.largestForce)
    var bounded = forces.replacing(with: largest, where: forces .> largest)
    bounded.replace(with: -largest, where: forces .< -largest)
    let four = bounded.lowHalf + bounded.highHalf
    let two = four.lowHalf + four.highHalf
    return rate * (two.x + two.y)
  }

  /// What the differences to others are multiplied by: the derivative of the cross entropy, from the
  /// squares of the distances. Of `count` lanes the first `pulls` pull. A point in the same place neither
  /// pulls nor pushes.
  @inline(__always)
  func factors(_ square: SIMD8<Float>, pulls: Int, count: Int) -> SIMD8<Float> {
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
