import Artifacts
import Clustering
import Foundation
import LinearAlgebra

/// k-means from given first centroids, as a line of JSON like those of the peers.
enum KMeansFit {
  /// Fits the vectors of a file, starting from the centroids of another.
  static func measure(
    _ vectors: String, first: String, iterations: Int, threads: Int
  ) throws {
    let points = try VectorFile(vectors).matrix()
    var options = KMeans.Options()
    options.start = try VectorFile(first).matrix()
    options.maximumIterations = iterations
    options.tolerance = 0
    options.threads = threads
    let clusters = options.start?.rows ?? 1
    let (clock, cpu) = (ContinuousClock.now, processorSeconds())
    let model = try KMeans.fit(points, clusters: clusters, options: options)
    let seconds = clock.duration(to: .now) / .seconds(1)
    let line: [String: any Sendable] = [
      "workload": "kmeans", "peer": "KMeans.fit", "ours": true, "n": points.rows,
      "dims": points.columns, "k": clusters, "iterations": model.iterations,
      "inertia": model.inertia, "seconds": seconds, "cpu_seconds": processorSeconds() - cpu,
      "other_cpu_seconds": 0, "peak_rss_mb": Double(peakMemory()) / 1_048_576,
      "per_second": Double(points.rows) / seconds, "threads": threads,
    ]
    let json = try JSONSerialization.data(withJSONObject: line, options: .sortedKeys)
    print(String(decoding: json, as: UTF8.self))
  }

  /// What all threads have taken.
  private static func processorSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
