import LinearAlgebra
import RealModule

/// A map in the making: places that follow the forces between points, epoch by epoch.
///
///     var layout = TSNELayout(affinities, start: start, options: options)
///     while !layout.isFinished { layout.advance(threads: threads) }
///     let map = layout.map
///
/// The divergence between the affinities of points and the nearness of their places is followed downhill,
/// with momentum and a gain for each coordinate that grows while its direction stays ([Jacobs 1988]). All
/// forces of an epoch are those of the places before it, so the result does not depend on the number of
/// threads.
///
/// [Jacobs 1988]: https://doi.org/10.1016/0893-6080(88)90003-2
public struct TSNELayout: Sendable {
  /// The number of epochs done.
  public private(set) var epoch = 0
  /// What was asked for.
  public let options: TSNEOptions

  private var affinities: SparseMatrix
  private var numbering: PointNumbering
  private var places: [SIMD2<Float>]
  private var motions: [Motion]
  private var grid = GridInterpolation()

  /// How a point moves.
  private struct Motion: BitwiseCopyable, Sendable {
    var step = SIMD2<Float>.zero
    var gains = SIMD2<Float>(repeating: 1)
  }

  /// Begins a layout.
  ///
  /// - Parameters:
  ///   - affinities: How much each pair of points belongs together.
  ///   - start: Where the points begin, of shape (points, 2), finite numbers; see
  ///     ``TSNEStart``.
  ///   - options: What is asked for.
  public init(
    _ affinities: consuming SymmetricAffinities, start: Matrix, options: TSNEOptions
  ) {
    let matrix = affinities.matrix
    precondition(
      start.rows == matrix.rows && start.columns == 2,
      "\(matrix.rows) points begin at (\(start.rows), \(start.columns)) numbers")
    self.affinities = matrix
    self.options = options
    places = start.planePlaces
    numbering = PointNumbering(count: start.rows)
    numbering.renumber(&places, &self.affinities)
    motions = [Motion](repeating: Motion(), count: places.count)
  }

  /// The number of epochs asked for.
  public var epochs: Int { options.earlyEpochs + options.epochs }
  /// Whether all epochs are done.
  public var isFinished: Bool { epoch >= epochs }
  /// Where the points are, of shape (points, 2); their mean is the origin once an epoch is done.
  public var map: Matrix { Matrix(planePlaces: numbering.restored(places)) }

  /// Moves all points once.
  ///
  /// - Complexity: O(*affinities*), and the work of the repulsion.
  public mutating func advance(threads: Int) {
    defer { epoch += 1 }
    guard places.count > 1 else {
      places = places.map { _ in .zero }
      return
    }
    let repulsion = repulsion(threads: threads)
    let exaggeration = exaggeration
    let rate = options.learningRate ?? Double(places.count) / exaggeration
    let rule = Rule(
      exaggeration: Float(exaggeration), repulsion: Float(-1 / repulsion.normalization),
      rate: Float(rate), momentum: Float(options.momentum),
      longestStep: Float(options.longestStep))
    let sums = move(repulsion, rule, threads: threads)
    let mean = SIMD2<Float>(sums.reduce(.zero, +) / Double(places.count))
    _ = places.forEachChunk(pointChunk, threads: threads) { _, places in
      for index in places.indices { places[index] -= mean }
    }
    if epoch + 1 == options.earlyEpochs { beginSecondPhase() }
  }

  private var exaggeration: Double {
    epoch < options.earlyEpochs ? options.earlyExaggeration : options.exaggeration
  }

  /// The phases are separate descents, as they are in openTSNE; and by now it is known which points come
  /// to lie near each other.
  private mutating func beginSecondPhase() {
    numbering.renumber(&places, &affinities)
    motions = [Motion](repeating: Motion(), count: places.count)
  }

  private mutating func repulsion(threads: Int) -> Repulsion {
    options.usesTree(points: places.count)
      ? BarnesHut.repulsion(places, theta: options.theta, threads: threads)
      : grid.repulsion(places, threads: threads)
  }

  /// What is the same for all points of an epoch.
  private struct Rule: Sendable {
    var exaggeration, repulsion, rate, momentum, longestStep: Float

    /// The next step of a point, and its gains.
    @inline(__always)
    func next(_ motion: Motion, _ attraction: SIMD2<Float>, _ pushed: SIMD2<Float>) -> Motion {
      let gradient = attraction * exaggeration + pushed * repulsion
      var next = motion
      for axis in 0..<2 {
        // Uphill by the step before: over the bottom.
        let turns = gradient[axis] * motion.step[axis] > 0
        next.gains[axis] = turns ? motion.gains[axis] * 0.8 + 0.01 : motion.gains[axis] + 0.2
      }
      next.step = motion.step * momentum - gradient * next.gains * rate
      let length = (next.step.x * next.step.x + next.step.y * next.step.y).squareRoot()
      if length > longestStep { next.step *= longestStep / length }
      return next
    }
  }

  /// Moves the points, and returns the sums of their places by chunks.
  private mutating func move(
    _ repulsion: Repulsion, _ rule: Rule, threads: Int
  ) -> [SIMD2<Double>] {
    let (before, affinities) = (places, affinities)
    let motions = self.motions
    // Motions first, from the places before; then all places move.
    self.motions =
      [Motion].make(
        count: before.count, chunk: pointChunk, threads: threads
      ) { range, next in
        let places = before.span
        for point in range {
          let attraction = Attraction.force(
            on: places[point], from: affinities.columnIndexes(inRow: point),
            affinities.values(inRow: point), places)
          next[point - range.lowerBound] = rule.next(
            motions[point], attraction, repulsion.forces[point])
        }
      }.elements
    let steps = self.motions
    return places.forEachChunk(pointChunk, threads: threads) { range, places in
      var sum = SIMD2<Double>.zero
      for index in places.indices {
        places[index] += steps[range.lowerBound + index].step
        sum += SIMD2<Double>(places[index])
      }
      return sum
    }
  }

  /// The Kullback–Leibler divergence of the places' nearness from the points' affinities, without
  /// exaggeration, in natural units: what the epochs make smaller; 0 is perfect.
  ///
  /// - Complexity: as ``advance(threads:)``.
  public mutating func divergence(threads: Int) -> Double {
    guard places.count > 1 else { return 0 }
    let normalization = repulsion(threads: threads).normalization
    let (places, affinities) = (places, affinities)
    let sums = parallelMap(count: places.count, chunk: pointChunk, threads: threads) { range in
      var sum = 0.0
      for point in range {
        let (columns, values) = (
          affinities.columnIndexes(inRow: point), affinities.values(inRow: point)
        )
        for index in columns.indices {
          let way = SIMD2<Double>(places[point]) - SIMD2<Double>(places[Int(columns[index])])
          let affinity = Double(values[index])
          sum += affinity * Double.log(affinity * normalization * (1 + (way * way).sum()))
        }
      }
      return sum
    }
    return sums.reduce(0, +)
  }
}

extension TSNEOptions {
  /// Whether the repulsion of this many points is summed by a tree.
  func usesTree(points: Int) -> Bool {
    switch repulsion {
    case .automatic: points < 10_000
    case .barnesHut: true
    case .interpolation: false
    }
  }
}
