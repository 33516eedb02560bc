import ArgumentParser
import Artifacts
import LinearAlgebra
import Recommendation
import StageSupport

@main
struct Recommend: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend",
    abstract: "Suggest products to each cluster, and similar vectors to each vector.",
    discussion: """
      EXAMPLE
        recommend --flow facebook --products 10 --per-category 3

      Writes products.tsv, the products whose vectors are nearest to a cluster's
      mean, best first, each with its reason: the words it shares with the
      cluster's topics, the links it shares with the members, or its closeness in
      meaning. similar.tsv has the nearest vectors of each vector. Without a
      catalogue (embed/products.npy) there is no products.tsv.
      """,
    version: version)

  @Option(help: "The vectors of what was clustered (.npy). Default: embed/vectors.npy")
  var vectors: String?

  @Option(help: "The cluster of each vector (.tsv). Default: cluster/clusters.tsv")
  var clusters: String?

  @Option(help: "The vectors of the products (.npy). Default: embed/products.npy, if there is one")
  var productVectors: String?

  @Option(help: "The cleaned catalogue (.tsv). Default: clean/products.tsv")
  var catalogue: String?

  @Option(help: "The terms of the topics (.tsv), for reasons. Default: topics/terms.tsv, if any")
  var terms: String?

  @Option(
    help: "The links of the vectors' ids (.tsv), for reasons. Default: clean/links.tsv, if any")
  var links: String?

  @Option(help: "The number of products to suggest to a cluster.")
  var products = 10

  @Option(help: "The largest number of products of one category in a cluster; 0 for no limit.")
  var perCategory = 3

  @Option(help: "The share of its mean similarity to all clusters that lowers a product's score.")
  var contrast: Float = 1

  @Option(help: "The number of similar vectors of a vector; 0 for none, as for very many vectors.")
  var similar = 10

  @OptionGroup(title: "Common options") var common: CommonOptions

  /// The other commands, by the first argument that names one.
  ///
  /// They are no subcommands to the parser: it would take their options for the ones of the same name
  /// that `recommend` itself has.
  private static var others: [String: any ParsableCommand.Type] { [:] }

  /// Runs the command, or the one that the first argument names.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let other = arguments.first.flatMap({ others[$0] }) {
      runStage(other, arguments: Array(arguments.dropFirst()))
    }
    runStage(Self.self)
  }

  func validate() throws {
    for (name, value) in [
      ("products", products), ("per-category", perCategory), ("similar", similar),
    ] where value < 0 {
      throw ValidationError("--\(name) must not be negative.")
    }
    guard contrast.isFinite, contrast >= 0 else {
      throw ValidationError("--contrast must be 0 or more; 1 is usual.")
    }
  }

  func run() throws {
    var output = try StageOutput(self)
    let vectors = try VectorTable(contentsOf: output.input(self.vectors, "embed/vectors.npy"))
    var measures: [(name: String, value: Double)] = []
    var summary = "\(vectors.ids.count) vectors"
    if let path = try output.optionalInput(productVectors, "embed/products.npy") {
      let offer = try Offer(
        vectorsPath: path, cataloguePath: output.input(catalogue, "clean/products.tsv"),
        dimensions: vectors.vectors.columns)
      let recommendations = try recommendations(offer, vectors, &output)
      measures += recommendations.measures
      try write(recommendations, offer, to: output.file("products.tsv"))
      summary += ", \(offer.catalogue.count) products → \(recommendations.rows.count) suggestions"
    }
    let similar = SimilarVectors(vectors.vectors, count: similar, threads: common.threads)
    measures += similar.measures
    try write(similar, vectors.ids, to: output.file("similar.tsv"))
    for measure in measures { output.quality[measure.name] = measure.value }
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality,
      measures.map { [$0.name, decimal($0.value)] })
    let count = vectors.ids.count
    try output.commit(rows: .init(input: count, output: count), summary)
  }

  private func recommendations(
    _ offer: Offer, _ vectors: VectorTable, _ output: inout StageOutput
  ) throws -> Recommendations {
    let members = try Members(
      contentsOf: output.input(clusters, "cluster/clusters.tsv"), of: vectors)
    let terms = try output.optionalInput(terms, "topics/terms.tsv").map(readTerms) ?? [:]
    let links =
      try output.optionalInput(links, "clean/links.tsv").map { try readLinks($0, members) } ?? [:]
    let centroids = ClusterCentroids(
      vectors.vectors, labels: members.labels, clusters: members.numbers.count)
    var ranking = ProductRanking()
    (ranking.products, ranking.perCategory) = (products, perCategory)
    return Recommendations(
      offer.catalogue, ProductScores(offer.vectors, centroids, contrast: contrast), centroids,
      numbers: members.numbers, ranking: ranking, terms: terms, links: links)
  }

  private func write(_ recommendations: Recommendations, _ offer: Offer, to path: String) throws {
    let records = recommendations.rows.lazy.map { row in
      let product = offer.catalogue[row.suggestion.product]
      return [
        "\(row.cluster)", "\(row.rank)", product.id, product.title, product.category,
        decimal(row.suggestion.score), "\(row.reason)",
      ]
    }
    try writeTable(path, columns: Schema.recommendedProducts, records)
  }

  private func write(_ similar: SimilarVectors, _ ids: [String], to path: String) throws {
    var writer = try TableWriter(path: path, columns: Schema.similar)
    for index in bytewiseOrder(ids) {
      for (place, pair) in similar[index].enumerated() {
        try writer.append([
          ids[index], "\(place + 1)", ids[pair.neighbor], decimal(pair.similarity),
        ])
      }
    }
    try writer.commit()
  }
}
