import Artifacts
import LinearAlgebra
import Recommendation
import StageSupport

/// The products of each cluster.
struct ProductsRun {
  let command: Recommend
  let vectors: VectorTable

  /// What came of the catalogue.
  struct Result {
    /// The number of products that may be suggested, and of those that may not.
    var suggestible, rejected: Int
    /// The measures of the lists.
    var measures: [(name: String, value: Double)]
    /// What the summary line says.
    var summary: String
  }

  /// The largest number of members of a cluster that products are compared with one by one.
  private static let comparedMembers = 10_000

  private var arguments: ProductArguments { command.product }

  /// Makes the lists and writes their tables; nil if there is no catalogue.
  func run(_ output: inout StageOutput) throws -> Result? {
    guard let path = try output.optionalInput(arguments.productVectors, "embed/products.npy") else {
      return nil
    }
    let offer = try Offer(
      vectorsPath: path, cataloguePath: output.input(arguments.catalogue, "clean/products.tsv"),
      dimensions: vectors.vectors.columns, command.filter, &output)
    let members = try Members(
      contentsOf: output.input(arguments.clusters, "cluster/clusters.tsv"), of: vectors)
    if members.numbers.isEmpty {
      output.log.warning("every vector is noise: there is no cluster to suggest products to")
    }
    let evidence = try evidence(members, &output)
    let scores = scores(offer, members, evidence)
    let recommendations = Recommendations(
      offer.catalogue, vectors: offer.vectors, scores, numbers: members.numbers,
      sizes: members.clusters.sizes, ranking: arguments.ranking, evidence: evidence)
    let changes = ProductChanges(
      previous: try previousProducts(&output),
      current: Dictionary(grouping: recommendations.rows, by: \.cluster).mapValues { rows in
        rows.map { offer.catalogue[$0.suggestion.product].id }
      })
    try ProductTables(recommendations, scores, changes, offer.rejects).write(output)
    var measures = recommendations.measures + offer.leftOut
    if let kept = changes.keptShare { measures.append(("kept_share", kept)) }
    measures += try precision(recommendations, members, &output)
    return Result(
      suggestible: offer.catalogue.count, rejected: offer.rejects.count, measures: measures,
      summary: "\(offer.summary) → \(recommendations.rows.count) suggestions")
  }

  private func evidence(
    _ members: Members, _ output: inout StageOutput
  ) throws -> Recommendations.Evidence {
    var evidence = Recommendations.Evidence()
    if let path = try output.optionalInput(arguments.terms, "topics/terms.tsv") {
      evidence.terms = try readTerms(path)
    }
    if let path = try output.optionalInput(arguments.links, "clean/links.tsv") {
      evidence.links = try readLinks(path, members)
    }
    if let path = try output.optionalInput(
      arguments.representatives, "topics/representatives.tsv")
    {
      evidence.documents = try readRepresentatives(path)
    }
    return evidence
  }

  private func scores(
    _ offer: Offer, _ members: Members, _ evidence: Recommendations.Evidence
  ) -> ProductScores {
    let sample = members.clusters.sample(Self.comparedMembers, seed: command.common.seed)
    let terms = members.numbers.map { evidence.terms[$0] ?? ClusterTerms([]) }
    return ProductScores(
      offer.vectors, ClusterCentroids(vectors.vectors, members.clusters),
      members: MemberSimilarities(
        offer.vectors, vectors.vectors, sample, nearest: command.score.nearestMembers,
        threads: command.common.threads),
      terms: TermSimilarities(offer.catalogue, terms),
      popularity: ProductPopularity(
        offer.catalogue, exponent: command.score.popularityExponent),
      weights: command.score.weights)
  }

  /// The lists of the run before, by cluster; none if there was no run, or it is not to be looked at.
  private func previousProducts(_ output: inout StageOutput) throws -> [Int: [String]] {
    guard !arguments.fromScratch, let path = output.previous("products.tsv") else { return [:] }
    let table = try Table(contentsOf: output.input(path, ""))
    let (clusters, ranks) = (try table.integers("cluster"), try table.integers("rank"))
    let products = try table.column("product")
    return Dictionary(grouping: clusters.indices) { clusters[$0] }.mapValues { rows in
      rows.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { products[$0] }
    }
  }

  /// The precision of the lists against what is known to be liked.
  private func precision(
    _ recommendations: Recommendations, _ members: Members, _ output: inout StageOutput
  ) throws -> [(name: String, value: Double)] {
    guard let truth = arguments.truth else { return [] }
    let known = try readTruth(output.input(truth, ""), members, output.log)
    let categories = Dictionary(grouping: recommendations.rows, by: \.cluster).mapValues { rows in
      rows.map { recommendations.catalogue[$0.suggestion.product].category }
    }
    let counts = [5, 10].filter { $0 <= arguments.products }
    return (counts.isEmpty ? [arguments.products] : counts).flatMap {
      known.measures(categories, at: $0)
    }
  }
}
