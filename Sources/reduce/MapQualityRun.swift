import ArgumentParser
import Artifacts
import LinearAlgebra
import NearestNeighbors
import Reduction
import StageSupport

/// How the map is measured.
struct QualityArguments: ParsableArguments {
  @Option(help: "The vectors whose neighborhoods on the map are measured; 0 measures none.")
  var qualitySample = 2000

  @Option(help: "The number of neighbors that are compared.")
  var qualityNeighbors = 10

  func validate() throws {
    guard qualitySample >= 0 else {
      throw ValidationError("--quality-sample must not be negative.")
    }
    guard qualityNeighbors >= 1 else {
      throw ValidationError("--quality-neighbors must be at least 1.")
    }
  }

  /// Measures how much of the vectors' neighborhoods the map keeps, writes `quality.tsv`, and notes the
  /// figures for the run record.
  ///
  /// - Parameters:
  ///   - places: Places of which the first two coordinates are the map, of shape (vectors, dimensions).
  ///   - vectors: What they are the places of, of shape (vectors, dimensions).
  ///   - metric: The metric of the vectors.
  ///   - seed: The seed of the sample.
  ///   - threads: The largest number of threads.
  ///   - output: Where the figures go.
  /// - Throws: ``FileError`` if the file cannot be written.
  func measure(
    _ places: Matrix, of vectors: PointSource, metric: Metric, seed: UInt64, threads: Int,
    _ output: inout StageOutput
  ) throws {
    var map = Matrix(rows: places.rows, columns: min(2, places.columns))
    map.forEachRow(threads: 1) { row, place in
      for axis in place.indices { place[axis] = places[row, axis] }
    }
    var measures: [(name: String, value: Double)] = []
    if qualitySample > 0,
      let quality = MapQuality(
        map, of: vectors, neighbors: qualityNeighbors, metric: metric,
        largestSample: qualitySample, seed: seed, threads: threads)
    {
      measures = [
        ("trustworthiness", quality.trustworthiness), ("continuity", quality.continuity),
        ("neighbors_kept", quality.neighborsKept), ("triplet_accuracy", quality.tripletAccuracy),
        ("quality_neighbors", Double(quality.neighbors)),
        ("quality_sample", Double(quality.sample)),
      ]
    }
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality,
      measures.map { [$0.name, decimal($0.value)] })
    for measure in measures { output.quality[measure.name] = measure.value }
  }
}
