import LinearAlgebra
import Reduction
import Testing

/// Both ways of summing, against the sum over all pairs.
@Suite struct RepulsionTests {
  private func repulsion(
    _ places: [SIMD2<Float>], tree: Bool, threads: Int = 2
  ) -> Repulsion {
    if tree { return BarnesHut.repulsion(places, theta: 0.5, threads: threads) }
    var grid = GridInterpolation()
    return grid.repulsion(places, threads: threads)
  }

  /// The root of the mean squared error of the forces, as a share of their size.
  private func error(
    _ forces: [SIMD2<Float>], _ expected: [SIMD2<Double>]
  ) -> Double {
    var (error, size) = (0.0, 0.0)
    for (force, reference) in zip(forces, expected) {
      let difference = SIMD2<Double>(force) - reference
      error += (difference * difference).sum()
      size += (reference * reference).sum()
    }
    return (error / size).squareRoot()
  }

  @Test(arguments: [1e-4, 0.01, 1, 10, 40], [true, false])
  func `forces are those of all pairs`(width: Double, tree: Bool) {
    let places = randomMap(2000, width: width)
    let expected = TSNEReference.repulsion(rows(places))
    let found = repulsion(places, tree: tree)
    #expect(abs(found.normalization / expected.normalization - 1) < 0.015)
    // openTSNE's interpolation is wrong by 0.030 and 0.047 at the last two widths.
    #expect(error(found.forces, expected.forces) < (tree ? 0.03 : 0.04))
  }

  @Test(arguments: [true, false])
  func `threads change no bit`(tree: Bool) {
    let places = randomMap(5000, width: 20)
    let one = repulsion(places, tree: tree, threads: 1)
    for threads in [2, 3] {
      let several = repulsion(places, tree: tree, threads: threads)
      #expect(several.forces == one.forces && several.normalization == one.normalization)
    }
  }

  @Test(arguments: [true, false])
  func `many points at one place neither push each other nor take long`(tree: Bool) {
    let places = [SIMD2<Float>](repeating: SIMD2(3, -4), count: 20_000)
    let found = repulsion(places, tree: tree)
    #expect(found.forces.allSatisfy { abs($0.x) < 0.1 && abs($0.y) < 0.1 })
    #expect(abs(found.normalization / (20_000.0 * 19_999) - 1) < 0.01)
  }

  @Test(arguments: [true, false])
  func `points far away are no trouble`(tree: Bool) {
    var places = randomMap(500, width: 5)
    places[7] = SIMD2(1e6, 0)
    places[8] = SIMD2(0, -1e12)
    let found = repulsion(places, tree: tree)
    #expect(found.forces.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    #expect(found.normalization.isFinite && found.normalization > 0)
  }

  @Test(arguments: [true, false])
  func `one point and two`(tree: Bool) {
    #expect(abs(repulsion([SIMD2(1, 2)], tree: tree).forces[0].max()) < 1e-3)
    let two = repulsion([SIMD2(0, 0), SIMD2(1, 0)], tree: tree)
    #expect(abs(two.forces[0].x + 0.25) < 0.01 && abs(two.forces[1].x - 0.25) < 0.01)
    #expect(abs(two.normalization - 1) < 0.05)
    #expect(repulsion([], tree: tree).forces.isEmpty)
  }

  @Test func `a grid that is kept gives the sums of one that is new`() {
    var kept = GridInterpolation()
    _ = kept.repulsion(randomMap(1000, width: 15), threads: 1)
    let places = randomMap(1000, width: 14.8, seed: 2)
    let again = kept.repulsion(places, threads: 1)
    let expected = TSNEReference.repulsion(rows(places))
    #expect(error(again.forces, expected.forces) < 0.04)
  }
}
