import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing

@Suite struct TSNELayoutTests {
  private func affinities(_ points: Matrix) -> SymmetricAffinities {
    SymmetricAffinities(
      ConditionalAffinities(
        BruteForce(points, metric: .euclidean).graph(neighbors: 30, threads: 2),
        points: points.rows, metric: .euclidean, perplexity: 10, threads: 2), threads: 2)
  }

  @Test(arguments: [TSNEOptions.Repulsion.barnesHut, .interpolation])
  func `the divergence is that of all pairs`(repulsion: TSNEOptions.Repulsion) throws {
    let affinities = affinities(randomPoints(400, 5))
    var options = TSNEOptions()
    options.repulsion = repulsion
    // The start is scaled by nobody here: places as on a finished map.
    var layout = TSNELayout(
      affinities, start: rows(randomMap(400, width: 8)), options: options)
    let expected = TSNEReference.divergence(affinities.matrix, layout.map)
    #expect(abs(layout.divergence(threads: 2) - expected) < 0.01)
  }

  @Test(arguments: [TSNEOptions.Repulsion.barnesHut, .interpolation])
  func `a first step goes down the gradient of all pairs`(
    repulsion: TSNEOptions.Repulsion
  ) throws {
    let affinities = affinities(randomPoints(300, 5))
    let start = rows(randomMap(300, width: 6))
    var options = TSNEOptions()
    options.repulsion = repulsion
    options.earlyEpochs = 0
    options.learningRate = 1
    var layout = TSNELayout(affinities, start: start, options: options)
    layout.advance(threads: 2)
    // Where nothing moves yet all gains are 1.2; the mean is taken away.
    let gradient = TSNEReference.gradient(affinities.matrix, start)
    var (error, size) = (0.0, 0.0)
    let map = layout.map
    let mean = start.columnMeans()
    for row in 0..<300 {
      for axis in 0..<2 {
        let step = Double(map[row, axis]) - Double(start[row, axis]) + Double(mean[axis])
        let expected = -gradient[row][axis] / 4 * 1.2
        error += (step - expected) * (step - expected)
        size += expected * expected
      }
    }
    #expect((error / size).squareRoot() < 0.04)
  }

  @Test(arguments: [TSNEOptions.Repulsion.barnesHut, .interpolation])
  func `threads change no bit, and the divergence falls`(
    repulsion: TSNEOptions.Repulsion
  ) throws {
    let points = try digits(400)
    let affinities = affinities(points)
    var options = TSNEOptions()
    (options.repulsion, options.earlyEpochs, options.epochs) = (repulsion, 60, 60)
    let start = TSNEStart.principalComponents(points, seed: 3, threads: 2)
    let maps = [1, 2, 4].map { threads in
      var layout = TSNELayout(affinities, start: start, options: options)
      let before = layout.divergence(threads: threads)
      while !layout.isFinished { layout.advance(threads: threads) }
      #expect(layout.epoch == 120)
      #expect(layout.divergence(threads: threads) < before / 2)
      return layout.map
    }
    #expect(maps[0] == maps[1] && maps[0] == maps[2])
  }

  @Test func `the mean place is the origin`() {
    let points = randomPoints(100, 3)
    var options = TSNEOptions()
    (options.earlyEpochs, options.epochs) = (20, 20)
    var layout = TSNELayout(
      affinities(points), start: TSNEStart.random(100, seed: 1), options: options)
    while !layout.isFinished { layout.advance(threads: 1) }
    #expect(layout.map.columnMeans().allSatisfy { abs($0) < 1e-4 })
  }
}
