import ArgumentParser
import Artifacts
import Clustering
import Foundation
import LinearAlgebra
import NearestNeighbors
import StageSupport

/// `cluster compare`: several vectors and methods side by side.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster compare",
    abstract: "Cluster several vectors by several methods, and compare the measures.",
    discussion: """
      EXAMPLE
        cluster compare e5-small.npy e5-base.npy e5-large.npy --clusters 7
        cluster compare embed/vectors.npy reduce/reduced.npy --method kmeans --method hdbscan

      Prints a row for each file and method: how many clusters were found, the share of noise, the sum
      of squared distances (wcss), the index of Davies and Bouldin (less is better), the silhouette and
      the index of Calinski and Harabasz (more is better), and with --labels the accuracy, the mutual
      information and the Rand index against them. The column best marks the row with the best mean rank
      by the last three of the measures that need no labels; wcss depends on the scale of the vectors,
      and its ranks would say nothing. From 20,000 vectors on the silhouette is that of a sample.
      """, version: version)

  @Argument(help: "The vectors (.npy, ids in the .tsv beside it).")
  var vectors: [String]

  @Option(
    name: .customLong("method"), help: "The clustering algorithm; repeat the option for several.")
  var methods: [Cluster.Method] = [.kmeans]

  @Option(help: "The number of clusters of kmeans.")
  var clusters = 8

  @Option(help: "The least number of vectors of a cluster of hdbscan.")
  var minClusterSize = HDBSCAN.Options().minimumClusterSize

  @Flag(help: "Bring vectors to length 1 first, so that only their direction counts.")
  var normalize = false

  @Option(help: "A table of id and label, the true groups.")
  var labels: String?

  @Option(help: "The seed of everything random.")
  var seed: UInt64 = 42

  @Option(help: "The number of threads; the result does not depend on it. Default: all cores.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard !vectors.isEmpty else { throw ValidationError("Give files of vectors.") }
    for (name, value, least) in [
      ("clusters", clusters, 1), ("min-cluster-size", minClusterSize, 2), ("threads", threads, 1),
    ] where value < least {
      throw ValidationError("--\(name) must be at least \(least).")
    }
  }

  func run() throws {
    let trials = try vectors.flatMap { path in
      let table = try VectorTable(contentsOf: path)
      var points = table.vectors
      if normalize { points.forEachRow(threads: threads) { LinearAlgebra.normalize(&$1) } }
      return try methods.map { try trial($0, points, ids: table.ids, path) }
    }
    let comparison = Comparison(trials)
    try writeTable("-", columns: comparison.columns, comparison.records)
  }

  private func trial(
    _ method: Cluster.Method, _ points: Matrix, ids: [String], _ path: String
  ) throws -> Comparison.Trial {
    let found = try clustered(points, by: method, path)
    let agreement = try labels.map { try LabelAgreement($0, ids: ids, clusters: found) }
    return Comparison.Trial(
      vectors: path, method: method.rawValue,
      quality: ClusterQuality(points, labels: found, seed: seed, threads: threads),
      agreement: agreement?.measures.filter { $0.name != "labeled" } ?? [])
  }

  private func clustered(
    _ points: Matrix, by method: Cluster.Method, _ path: String
  ) throws -> [Int] {
    switch method {
    case .kmeans:
      var options = KMeans.Options()
      (options.seed, options.threads) = (seed, threads)
      do {
        return try KMeans.fit(PointSource(points), clusters: clusters, options: options).labels
      } catch {
        throw UsageError("\(path): --clusters: \(error)")
      }
    case .hdbscan:
      var options = HDBSCAN.Options()
      (options.minimumClusterSize, options.threads) = (minClusterSize, threads)
      do {
        return try HDBSCAN.fit(points, options: options).labels
      } catch {
        throw FileError(
          .malformed, path, "\(error)", remedy: "scale the vectors, or use --normalize")
      }
    }
  }
}
