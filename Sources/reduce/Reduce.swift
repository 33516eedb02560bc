import ArgumentParser
import Artifacts
import LinearAlgebra
import NearestNeighbors
import StageSupport

@main
struct Reduce: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "reduce", abstract: "Give vectors fewer dimensions, and a place on a map.",
    discussion: """
      EXAMPLE
        reduce --vectors embed/vectors.npy --dimensions 10 --map umap --output reduce

      Writes reduced.npy, a row for each record of reduced.tsv, and map.tsv with a place in the plane
      for each. The models are kept in model/ and can be applied to other vectors with --model, which
      moves no old ones.
      """,
    version: version)

  @Option(help: "The vectors (.npy, with the .tsv of the same name beside it).")
  var vectors: String?

  @Option(
    help: """
      How dimensions are chosen. pca: the directions of largest variance. umap, tsne: places that \
      keep neighbors together; tsne has two dimensions.
      """)
  var method = Method.pca

  @Option(help: "The number of dimensions; fewer if there are fewer vectors.")
  var dimensions = 10

  @Option(
    help: "The method of the map; its vectors are the same. same: the first two dimensions.")
  var map = MapMethod.same

  @Flag(help: "Scale the reduced vectors to length 1, so that only their direction counts.")
  var normalize = false

  @Option(help: "The model/ folder of an earlier run of this method, to apply instead of learning.")
  var model: String?

  @OptionGroup(title: "PCA") var pca: PCAArguments
  @OptionGroup(title: "Neighbors, for umap and tsne") var neighborArguments: NeighborArguments
  @OptionGroup(title: "Layout, for umap and tsne") var layout: LayoutArguments
  @OptionGroup(title: "UMAP") var umap: UMAPArguments
  @OptionGroup(title: "t-SNE") var tsne: TSNEArguments
  @OptionGroup(title: "Quality of the map") var quality: QualityArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Method: String, ExpressibleByArgument, CaseIterable { case pca, umap, tsne }
  enum MapMethod: String, ExpressibleByArgument, CaseIterable {
    case same, pca, umap, tsne

    var method: Method? { Method(rawValue: rawValue) }
  }

  func validate() throws {
    guard dimensions >= 1 else { throw ValidationError("--dimensions must be at least 1.") }
    guard layout.startFrom != "previous" || !normalize || dimensions == 2 || map != .same else {
      throw ValidationError("--start-from previous needs reduced vectors without --normalize.")
    }
  }

  var idleGroups: [any ParsableArguments] {
    let methods = [method, map.method ?? method]
    let readers: [(group: any ParsableArguments, isRead: Bool)] = [
      (pca, methods.contains(.pca)), (layout, methods != [.pca, .pca]),
      (umap, methods.contains(.umap)), (tsne, methods.contains(.tsne)),
    ]
    return readers.filter { !$0.isRead }.map(\.group)
  }

  func run() throws {
    var output = try StageOutput(self)
    let path = try output.input(vectors, "embed/vectors.npy")
    let table = try PointTable(contentsOf: path, threads: common.threads)
    guard table.ids.count >= 2 || model != nil else {
      throw FileError(.empty, path, "has one vector", remedy: "two or more are needed")
    }
    let drawn = map.method.flatMap { drawsApart($0) ? $0 : nil }
    var reduced = try run(
      method, input(table, path, dimensions, "", isMap: drawn == nil), &output)
    let places = try drawn.map { try run($0, input(table, path, 2, "/map", isMap: true), &output) }
    try writeMap(table.ids, places ?? reduced, output)
    try quality.measure(
      places ?? reduced, of: table.points, metric: neighborArguments.metric.metric,
      seed: common.seed, threads: common.threads, &output)
    if normalize { reduced.forEachRow(threads: common.threads) { LinearAlgebra.normalize(&$1) } }
    try VectorTable.write(
      reduced, table.ids.map { [$0] }, columns: Schema.reduced, to: output.file("reduced.npy"))
    output.quality["dimensions"] = Double(reduced.columns)
    let (count, from, to) = (table.ids.count, table.points.columns, reduced.columns)
    let moved = output.quality["displacement_median"].map { ", moved \(percent($0)) of the map" }
    try output.commit(
      rows: .init(input: count, output: count),
      "\(count) vectors, \(from) → \(to) dimensions\(moved ?? "")")
  }

  /// Whether the map is another model than the reduction: PCA finds the same first two directions
  /// for any number of dimensions, the other methods do not.
  private func drawsApart(_ drawn: Method) -> Bool {
    drawn != method || (drawn != .pca && dimensions != 2)
  }

  private func input(
    _ table: PointTable, _ path: String, _ dimensions: Int, _ folder: String, isMap: Bool
  ) -> ReduceInput {
    ReduceInput(
      table: table, path: path, dimensions: dimensions, model: model.map { $0 + folder },
      modelFolder: "model" + folder, isMap: isMap, seed: common.seed, threads: common.threads)
  }

  private func run(
    _ method: Method, _ input: ReduceInput, _ output: inout StageOutput
  ) throws -> Matrix {
    try input.requireModel(of: method)
    return switch method {
    case .pca: try PCARun(arguments: pca).places(of: input, &output)
    case .umap:
      try UMAPRun(neighbors: neighborArguments, layout: layout, umap: umap)
        .places(of: input, &output)
    case .tsne:
      try TSNERun(neighbors: neighborArguments, layout: layout, tsne: tsne)
        .places(of: input, &output)
    }
  }

  /// The first two coordinates are the map.
  private func writeMap(
    _ ids: [String], _ points: Matrix, _ output: borrowing StageOutput
  ) throws {
    let records = ids.indices.map { row in
      [ids[row], decimal(points[row, 0]), decimal(points.columns > 1 ? points[row, 1] : 0)]
    }
    try writeTable(output.file("map.tsv"), columns: Schema.map, records)
  }
}

/// A share in percent with one decimal.
private func percent(_ share: Double) -> String {
  decimal((share * 1000).rounded() / 10) + " %"
}
