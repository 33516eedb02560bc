import LinearAlgebra
import NearestNeighbors
import Reduction

// The tests have their points in memory.

extension DistinctRows {
  func find(_ others: Matrix) -> [Int?] { find(PointSource(others)) }
}

extension MapQuality {
  init?(
    _ map: Matrix, of points: Matrix, neighbors: Int = 10, metric: Metric = .euclidean,
    largestSample: Int = 2000, seed: UInt64, threads: Int
  ) {
    self.init(
      map, of: PointSource(points), neighbors: neighbors, metric: metric,
      largestSample: largestSample, seed: seed, threads: threads)
  }
}

extension TSNE {
  init(
    _ rows: Matrix, metric: Metric = .euclidean, options: TSNEOptions, start: Matrix? = nil,
    threads: Int, progress: (_ epoch: Int) -> Void = { _ in }
  ) {
    self.init(
      PointSource(rows), metric: metric, options: options, start: start, threads: threads,
      progress: progress)
  }

  func place(_ rows: Matrix, threads: Int) -> Matrix { place(PointSource(rows), threads: threads) }
}

extension TSNEStart {
  static func principalComponents(_ points: Matrix, seed: UInt64, threads: Int) -> Matrix {
    principalComponents(PointSource(points), seed: seed, threads: threads)
  }
}

extension UMAPModel {
  func place(_ points: Matrix, threads: Int) -> Matrix {
    place(PointSource(points), threads: threads)
  }
}

extension PointSource {
  /// All points.
  var matrix: Matrix { block(0..<rows) }
}
