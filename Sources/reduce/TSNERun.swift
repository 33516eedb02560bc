import ArgumentParser
import Artifacts
import LinearAlgebra
import NearestNeighbors
import Reduction
import StageSupport

/// What shapes a map of t-SNE.
struct TSNEArguments: ParsableArguments {
  @Option(
    help: """
      About how many neighbors count for a vector. More keep larger groups together. At most a third \
      of the other vectors; more are reduced to that.
      """)
  var perplexity = 30.0

  @Option(help: "How much stronger neighbors pull in the first passes, so that groups form.")
  var earlyExaggeration = 12.0

  @Option(help: "The number of those passes, before --epochs others (default of tsne: 500).")
  var earlyEpochs = 250

  @Option(help: "How much stronger neighbors pull in the passes after. More than 1 packs groups.")
  var exaggeration = 1.0

  @Option(
    help: """
      How pushes are summed. barnesHut: over a tree. interpolation: on a grid. automatic: barnesHut \
      below 10,000 vectors.
      """)
  var pushes = TSNEOptions.Repulsion.automatic

  @Option(help: "How coarse the tree's sums may be: 0 is exact, 1 coarse.")
  var theta = 0.5

  func validate() throws {
    func require(_ condition: Bool, _ message: String) throws {
      guard condition else { throw ValidationError(message) }
    }
    try require(perplexity >= 1 && perplexity <= 1e6, "--perplexity must be in 1...1000000.")
    try require(
      (1...1000).contains(earlyExaggeration), "--early-exaggeration must be in 1...1000.")
    try require((0...1_000_000).contains(earlyEpochs), "--early-epochs must not be negative.")
    try require((1...1000).contains(exaggeration), "--exaggeration must be in 1...1000.")
    try require((0...2).contains(theta), "--theta must be in 0...2.")
  }
}

extension TSNEOptions.Repulsion: ExpressibleByArgument {}

/// `reduce --method tsne` and `--map tsne`.
struct TSNERun: MethodRun {
  let neighbors: NeighborArguments
  let layout: LayoutArguments
  let tsne: TSNEArguments

  func places(of input: ReduceInput, _ output: inout StageOutput) throws -> Matrix {
    let model = try input.model.map { try read($0, input, &output) } ?? fitted(input, &output)
    try model.write { try output.file("\(input.modelFolder)/\($0)") }
    return model.place(input.table.points, threads: input.threads)
  }

  private func read(
    _ folder: String, _ input: ReduceInput, _ output: inout StageOutput
  ) throws -> TSNE {
    for name in TSNE.fileNames { _ = try output.input("\(folder)/\(name)", name) }
    let model = try TSNE(folder: folder)
    try input.requireDimensions(model.distinct.points.columns)
    return model
  }

  private func fitted(_ input: ReduceInput, _ output: inout StageOutput) throws -> TSNE {
    guard input.dimensions == 2 else {
      throw UsageError(
        "reduce: t-SNE has two dimensions: give --dimensions 2, or --map tsne for the map alone")
    }
    let earlierPlaces = try input.earlierPlaces(layout.startFrom, of: .tsne, &output)
    let options = options(input, continues: earlierPlaces != nil)
    let distinct = DistinctRows(input.table.points)
    let count = distinct.points.rows
    let earlier = earlierPlaces?.of(distinct)
    output.quality["distinct"] = Double(count)
    let graph = try neighbors.graph(
      of: distinct, count: options.neighbors(points: count), input, &output)
    let start = try start(input, distinct, graph, earlier, &output)
    let affinities = SymmetricAffinities(
      graph, metric: neighbors.metric.metric, perplexity: options.perplexity(points: count),
      threads: input.threads)
    var progress = ProgressLine(
      "tsne, epochs", total: options.earlyEpochs + options.epochs, log: output.log)
    let model = TSNE(
      distinct, affinities, metric: neighbors.metric.metric, options: options, start: start,
      threads: input.threads
    ) { progress.update($0) }
    progress.finish()
    if model.perplexity < options.perplexity {
      output.log.warning(
        "--perplexity \(decimal(options.perplexity)) is too large for \(count) vectors that differ; "
          + "it is \(decimal(model.perplexity))")
    }
    output.quality["kl_divergence"] = model.divergence
    output.quality["perplexity"] = model.perplexity
    guard let earlier else { return model }
    return TSNE(
      distinct: model.distinct, places: earlier.align(model.places, &output),
      metric: model.metric, perplexity: model.perplexity, divergence: model.divergence)
  }

  private func options(_ input: ReduceInput, continues: Bool) -> TSNEOptions {
    var options = TSNEOptions()
    options.perplexity = tsne.perplexity
    options.earlyExaggeration = tsne.earlyExaggeration
    // Groups that have formed and found their places need not do so again.
    options.earlyEpochs = continues ? 0 : tsne.earlyEpochs
    options.continuesStart = continues
    options.epochs = layout.epochs ?? options.epochs
    options.exaggeration = tsne.exaggeration
    options.learningRate = layout.learningRate
    options.repulsion = tsne.pushes
    options.theta = tsne.theta
    options.start = layout.start == "random" ? .random : .pca
    options.seed = input.seed
    return options
  }

  /// Places to begin at, or nil for those of the options.
  private func start(
    _ input: ReduceInput, _ distinct: DistinctRows, _ graph: NeighborGraph,
    _ earlier: EarlierPlaces?, _ output: inout StageOutput
  ) throws -> Matrix? {
    if let earlier {
      return CarriedPlaces(
        earlier.places, isKnown: earlier.isShared, graph: graph, seed: input.seed
      ).places
    }
    // Of the graph's oscillations t-SNE knows nothing; the default of both methods is one option.
    if ["spectral", "pca", "random"].contains(layout.start) { return nil }
    return try input.startingPlaces(layout.start, of: distinct, &output)
  }
}
