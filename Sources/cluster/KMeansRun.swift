import Artifacts
import Clustering
import LinearAlgebra
import StageSupport

/// One run of `cluster --method kmeans`: reads, fits or assigns, writes.
struct KMeansRun {
  private let command: Cluster
  private let options: KMeansArguments
  private let threads: Int

  init(_ command: Cluster) {
    self.command = command
    options = command.kmeans
    threads = command.common.threads
  }

  func run() throws {
    var output = try StageOutput(command)
    let saved = try command.model.map { try SavedModel(contentsOf: $0, output: &output) }
    let isUnit = saved?.isUnit ?? (command.normalize || options.spherical)
    let input = try ClusterInput(command, isUnit: isUnit, &output)
    try saved?.check(input, normalize: command.normalize || options.spherical)
    let model = try saved?.model ?? fitted(input, &output)
    let assignments =
      saved == nil ? model.assignments : model.predict(input.points, threads: threads)
    let memberships = assignments.map { assignment in
      Membership(
        cluster: Int(assignment.label), strength: assignment.strength,
        outlier: Float(model.outlier(of: assignment)), nearest: Int(assignment.second))
    }
    let night =
      saved == nil ? try Night(input, labels: model.labels, command, &output) : nil
    let numbers = night?.matching.numbers ?? saved?.numbers ?? []
    var tables = try ClusterTables(
      input, memberships, numbers: numbers,
      representatives: representatives(assignments, clusters: model.centroids.rows),
      command: command, &output)
    if saved == nil, options.resamples > 0 {
      tables.stabilities =
        Stability(of: model, input.points, resamples: options.resamples, options: fitOptions)
        .clusters
    }
    try tables.write(&output)
    try SavedModel(model: model, numbers: numbers, isUnit: isUnit)
      .write(to: output.file("model/centroids.npy"))
    try night?.write(&output)
    let summary = "\(input.ids.count) vectors → \(model.centroids.rows) clusters"
    let rows = RunRecord.Rows(input: input.ids.count, output: input.ids.count)
    if let matching = night?.matching, let objection = command.night.objection(to: matching) {
      throw try output.reject(rows: rows, because: objection)
    }
    try output.commit(rows: rows, summary + (night?.summary ?? ""))
  }

  private func fitted(_ input: ClusterInput, _ output: inout StageOutput) throws -> KMeansModel {
    var fit = fitOptions
    fit.start = try start(input, &output)
    let clusters = try fit.start?.rows ?? clusters(input, &output)
    do {
      return try KMeans.fit(input.points, clusters: clusters, options: fit)
    } catch {
      throw UsageError("--clusters: \(error)")
    }
  }

  private var fitOptions: KMeans.Options {
    var fit = KMeans.Options()
    fit.restarts = options.restarts
    fit.maximumIterations = options.maxIterations
    fit.batchSize = options.updates == .minibatch ? options.batchSize : nil
    fit.isSpherical = options.spherical
    fit.seed = command.common.seed
    fit.threads = threads
    return fit
  }

  /// The number of clusters: the one that was given, or the best of a range, which goes to
  /// `selection.tsv`.
  private func clusters(_ input: ClusterInput, _ output: inout StageOutput) throws -> Int {
    let range: ClosedRange<Int>
    switch options.clusters {
    case .fixed(let count): return count
    case .best(let given): range = given
    case .automatic: range = 2...20
    }
    let selection = ClusterSelection(input.points, range: range, options: fitOptions)
    guard let chosen = selection.chosen else {
      throw UsageError(
        "--clusters: none of \(range.lowerBound) to \(range.upperBound) clusters can be made of these "
          + "\(input.ids.count) vectors, fewer of which differ; give a number")
    }
    let columns = ["clusters", "wcss", "silhouette", "gap", "gap_error", "stability", "chosen"]
    let records = selection.candidates.map { candidate in
      [
        "\(candidate.clusters)", decimal(candidate.inertia), decimal(candidate.silhouette),
        candidate.gap.map { decimal($0) } ?? "", candidate.gapError.map { decimal($0) } ?? "",
        decimal(candidate.stability), candidate.clusters == chosen ? "yes" : "",
      ]
    }
    try writeTable(output.file("selection.tsv"), columns: columns, records)
    return chosen
  }

  /// The centroids of `--start-from`.
  private func start(_ input: ClusterInput, _ output: inout StageOutput) throws -> Matrix? {
    guard let path = options.startFrom else { return nil }
    let start = try VectorFile(output.input(path, "")).matrix()
    guard start.rows > 0, start.columns == input.dimensions else {
      throw FileError(
        .malformed, path,
        "has \(start.rows) centroids of \(start.columns) dimensions, the vectors "
          + "\(input.dimensions)",
        remedy: "give the model/centroids.npy of clusters of such vectors")
    }
    return start
  }

  /// The point nearest to each centroid, the first of equally near ones.
  private func representatives(_ assignments: [Assignment], clusters: Int) -> [Int?] {
    var representatives = [Int?](repeating: nil, count: clusters)
    for (index, assignment) in assignments.enumerated() {
      let cluster = Int(assignment.label)
      let best = representatives[cluster].map { assignments[$0].squaredDistance } ?? .infinity
      if assignment.squaredDistance < best { representatives[cluster] = index }
    }
    return representatives
  }
}
