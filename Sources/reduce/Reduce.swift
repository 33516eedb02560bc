import ArgumentParser
import Artifacts
import LinearAlgebra
import Reduction
import StageSupport

@main
struct Reduce: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "reduce", abstract: "Give vectors fewer dimensions, and a place on a map.",
    discussion: """
      EXAMPLE
        reduce --vectors embed/vectors.npy --dimensions 10 --output reduce

      Writes reduced.npy, a row for each record of reduced.tsv, and map.tsv with a place in the plane
      for each. The model is kept in model/ and can be applied to other vectors with --model.
      """,
    version: version)

  @Option(help: "The vectors (.npy, with the .tsv of the same name beside it).")
  var vectors: String?

  @Option(help: "How dimensions are chosen. pca: the directions of largest variance.")
  var method = Method.pca

  @Option(help: "The number of dimensions; fewer if there are fewer vectors.")
  var dimensions = 10

  @Flag(help: "Scale the reduced vectors to length 1, so that only their direction counts.")
  var normalize = false

  @Option(help: "A model folder of an earlier run, to apply instead of learning one.")
  var model: String?

  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Method: String, ExpressibleByArgument, CaseIterable { case pca }

  func validate() throws {
    guard dimensions >= 1 else { throw ValidationError("--dimensions must be at least 1.") }
  }

  func run() throws {
    var output = try StageOutput(self)
    let path = try output.input(vectors, "embed/vectors.npy")
    let table = try VectorTable(contentsOf: path)
    let pca = try fittedModel(table, path: path, &output)
    var reduced = pca.project(table.vectors, threads: common.threads)
    try writeMap(table.ids, reduced, output)
    if normalize { reduced.forEachRow(threads: common.threads) { LinearAlgebra.normalize(&$1) } }
    try VectorTable.write(
      reduced, table.ids.map { [$0] }, columns: Schema.reduced, to: output.file("reduced.npy"))
    try pca.write { try output.file("model/\($0)") }
    output.quality["explained"] = pca.shares.reduce(0, +)
    output.quality["dimensions"] = Double(reduced.columns)
    let (count, from, to) = (table.ids.count, table.vectors.columns, reduced.columns)
    try output.commit(
      rows: .init(input: count, output: count),
      "\(count) vectors, \(from) → \(to) dimensions")
  }

  private func fittedModel(
    _ table: VectorTable, path: String, _ output: inout StageOutput
  ) throws -> PCA {
    guard let model else {
      guard table.ids.count >= 2 else {
        throw FileError(.empty, path, "has one vector", remedy: "two or more are needed")
      }
      return PCA(table.vectors, components: dimensions, threads: common.threads)
    }
    for name in ["pca.npy", "pca.tsv"] { _ = try output.input("\(model)/\(name)", name) }
    let pca = try PCA(folder: model)
    guard pca.mean.count == table.vectors.columns else {
      throw FileError(
        .malformed, path,
        "has \(table.vectors.columns) dimensions, but the model \(pca.mean.count)",
        remedy: "give vectors of the space that the model was learned in")
    }
    return pca
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
