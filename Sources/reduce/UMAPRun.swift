import Artifacts
import LinearAlgebra
import NearestNeighbors
import Reduction
import StageSupport

/// `reduce --method umap` and `--map umap`.
struct UMAPRun: MethodRun {
  let neighbors: NeighborArguments
  let layout: LayoutArguments
  let umap: UMAPArguments

  func places(of input: ReduceInput, _ output: inout StageOutput) throws -> Matrix {
    guard let folder = input.model else { return try fitted(input, &output) }
    for name in UMAPModel.fileNames { _ = try output.input("\(folder)/\(name)", name) }
    let model = try UMAPModel(folder: folder)
    try input.requireDimensions(model.landmarks.columns)
    try model.write { try output.file("\(input.modelFolder)/\($0)") }
    return model.place(input.table.points, threads: input.threads)
  }

  private func fitted(_ input: ReduceInput, _ output: inout StageOutput) throws -> Matrix {
    let earlier = try input.earlierPlaces(layout.startFrom, of: .umap, &output)
    // Points that stand where they belong need short steps only, and long ones would lead them away.
    let options = options(input, startsAnew: earlier == nil)
    // Equal vectors get one place, so that a model can tell it from the vector alone.
    let distinct = DistinctRows(input.table.points)
    let carried = earlier?.of(distinct)
    output.quality["distinct"] = Double(distinct.points.rows)
    let graph = try neighbors.graph(
      of: distinct, count: options.neighbors - 1, input, &output)
    let start = try start(input, distinct, graph, carried, &output)
    var progress = ProgressLine(
      "umap, epochs", total: options.epochs(points: distinct.points.rows), log: output.log)
    let umap = UMAP(
      graph, of: distinct.points, options: options, start: start, seed: input.seed,
      threads: input.threads
    ) { done, _ in progress.update(done) }
    progress.finish()
    var places = umap.places
    if let carried { places = carried.align(places, &output) }
    try UMAPModel(
      landmarks: distinct.points, places: places, meanDistance: umap.meanDistance,
      options: options, seed: input.seed
    ).write { try output.file("\(input.modelFolder)/\($0)") }
    return distinct.spread(places)
  }

  private func options(_ input: ReduceInput, startsAnew: Bool) -> UMAP.Options {
    var options = UMAP.Options()
    options.dimensions = input.dimensions
    options.neighbors = umap.neighbors
    options.metric = neighbors.metric.metric
    options.minimumDistance = umap.minimumDistance
    options.spread = umap.spread
    options.epochs = layout.epochs
    options.learningRate = layout.learningRate ?? (startsAnew ? 0.5 : 0.05)
    options.negativeSamples = umap.negativeSamples
    options.repulsion = umap.repulsion
    options.localConnectivity = umap.localConnectivity
    options.setOperationRatio = umap.setOperationRatio
    return options
  }

  private func start(
    _ input: ReduceInput, _ distinct: DistinctRows, _ graph: NeighborGraph,
    _ earlier: EarlierPlaces?, _ output: inout StageOutput
  ) throws -> UMAP.Start {
    if let earlier {
      let carried = CarriedPlaces(
        earlier.places, isKnown: earlier.isShared, graph: graph, seed: input.seed)
      return .places(carried.places)
    }
    switch layout.start {
    case "spectral": return .spectral
    case "pca": return .principalComponents
    case "random": return .random
    case let path:
      return .places(try input.startingPlaces(path, of: distinct, &output))
    }
  }
}
