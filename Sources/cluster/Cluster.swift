import ArgumentParser
import Artifacts
import Clustering
import LinearAlgebra
import StageSupport

@main
struct Cluster: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Group vectors into clusters.",
    discussion: """
      EXAMPLE
        cluster --flow facebook --clusters 7
        cluster --vectors today.npy --model out/cluster/model --output assigned

      Writes clusters.tsv, a line for each vector:
        cluster    0 is the largest cluster
        strength   0...1: 1 - (distance to its centroid / distance to the next one)
        outlier    distance to its centroid / mean distance of the cluster's members
        nearest    the cluster that comes next
      summary.tsv describes each cluster, quality.tsv the whole, and model/ holds
      the centroids, to which --model assigns other vectors. From 20,000 vectors on
      the silhouette is that of a sample.
      """,
    version: version)

  @Option(
    help: "The vectors to cluster (.npy, ids in the .tsv beside it). Default: reduce/reduced.npy")
  var vectors: String?

  @Option(help: "The clustering algorithm.")
  var method = Method.kmeans

  @Option(help: "The number of clusters.")
  var clusters = 8

  @Option(help: "The number of starts, of which the best is kept.")
  var restarts = 10

  @Option(help: "The largest number of iterations of a start.")
  var maxIterations = 300

  @Flag(help: "Bring vectors to length 1 first, so that only their direction counts.")
  var normalize = false

  @Option(help: "Assign to the clusters of this model folder instead of fitting new ones.")
  var model: String?

  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Method: String, ExpressibleByArgument, CaseIterable { case kmeans }

  func validate() throws {
    for (name, value) in [
      ("clusters", clusters), ("restarts", restarts), ("max-iterations", maxIterations),
    ] where value < 1 {
      throw ValidationError("--\(name) must be at least 1.")
    }
  }

  func run() throws {
    var output = try StageOutput(self)
    let table = try VectorTable(contentsOf: output.input(vectors, "reduce/reduced.npy"))
    var points = table.vectors
    let saved = try model.map { try SavedModel(contentsOf: $0, output: &output) }
    try saved?.check(points, path: table.table.path, normalize: normalize)
    let isUnit = saved?.isUnit ?? normalize
    if isUnit {
      points.forEachRow(threads: common.threads) { _, row in LinearAlgebra.normalize(&row) }
    }

    let model = try saved?.model ?? fitted(points)
    let assignments = model.predict(points, threads: common.threads)
    let quality = ClusterQuality(
      points, labels: assignments.map { Int($0.label) }, seed: common.seed, threads: common.threads)

    let order = bytewiseOrder(table.ids)
    try writeTable(
      output.file("clusters.tsv"), columns: Schema.clusters,
      order.lazy.map { [table.ids[$0]] + fields(assignments[$0], model) })
    let summary = Summary(model, assignments, quality, ids: table.ids)
    try writeTable(output.file("summary.tsv"), columns: Schema.clusterSummary, summary.records)
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality,
      measures(quality).map { [$0.name, decimal($0.value)] })
    for measure in measures(quality) { output.quality[measure.name] = measure.value }
    try SavedModel(model: model, isUnit: isUnit).write(to: output.file("model/centroids.npy"))
    try output.commit(
      rows: .init(input: table.ids.count, output: table.ids.count),
      "\(table.ids.count) vectors → \(model.centroids.rows) clusters")
  }

  private func fitted(_ points: Matrix) throws -> KMeansModel {
    var options = KMeans.Options()
    options.restarts = restarts
    options.maximumIterations = maxIterations
    options.seed = common.seed
    options.threads = common.threads
    do {
      return try KMeans.fit(points, clusters: clusters, options: options)
    } catch {
      throw UsageError("--clusters: \(error)")
    }
  }

  /// The fields of `clusters.tsv` that follow the id.
  private func fields(_ assignment: Assignment, _ model: KMeansModel) -> [String] {
    [
      "\(assignment.label)", decimal(assignment.strength),
      decimal(Float(model.outlier(of: assignment))),
      assignment.second < 0 ? "" : "\(assignment.second)",
    ]
  }

  private func measures(_ quality: ClusterQuality) -> [(name: String, value: Double)] {
    let measures: [(String, Double?)] = [
      ("wcss", quality.inertia), ("davies_bouldin", quality.daviesBouldin),
      ("silhouette", quality.silhouette?.mean), ("calinski_harabasz", quality.calinskiHarabasz),
    ]
    return measures.compactMap { name, value in value.map { (name, $0) } }
  }
}
