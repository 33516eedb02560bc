import ArgumentParser
import Recommendation

/// Where products and what is known about clusters lie, and how a list is made.
struct ProductArguments: ParsableArguments {
  @Option(help: "The cluster of each vector (.tsv). Default: cluster/clusters.tsv")
  var clusters: String?

  @Option(help: "The vectors of the products (.npy). Default: embed/products.npy, if there is one")
  var productVectors: String?

  @Option(help: "The cleaned catalogue (.tsv). Default: clean/products.tsv")
  var catalogue: String?

  @Option(help: "The terms of the topics (.tsv). Default: topics/terms.tsv, if any")
  var terms: String?

  @Option(
    help: "The links of the vectors' ids (.tsv), for reasons. Default: clean/links.tsv, if any")
  var links: String?

  @Option(
    help: "Typical documents (.tsv), for reasons. Default: topics/representatives.tsv, if any")
  var representatives: String?

  @Option(help: "The number of products to suggest to a cluster.")
  var products = 10

  @Option(help: "The largest number of products of one category in a cluster; 0 for no limit.")
  var perCategory = 3

  @Option(help: "The least number of categories in a cluster's list, as far as there are so many.")
  var minCategories = 0

  @Option(
    parsing: .unconditional,
    help: "The least score of a product; an average one has 0. Default: none")
  var minScore: Float?

  @Option(
    help: "How much a product loses by resembling one before it, 0 to 1 (marginal relevance).")
  var diversity: Float = ProductRanking().diversity

  @Option(
    help: """
      What is liked indeed (.tsv): id or cluster, and a category of products, a line for each; \
      quality.tsv then has the precision of the first 5 and 10 products.
      """)
  var truth: String?

  @Flag(help: "Compare with no earlier list: every product is new in changes.tsv.")
  var fromScratch = false

  func validate() throws {
    for (name, value) in [
      ("products", products), ("per-category", perCategory), ("min-categories", minCategories),
    ] where value < 0 {
      throw ValidationError("--\(name) must not be negative.")
    }
    guard minScore?.isNaN != true else { throw ValidationError("--min-score must be a number.") }
    guard (0...1).contains(diversity) else {
      throw ValidationError("--diversity must be from 0 to 1.")
    }
  }

  /// How products are chosen.
  var ranking: ProductRanking {
    var ranking = ProductRanking()
    (ranking.products, ranking.perCategory) = (products, perCategory)
    (ranking.minimumCategories, ranking.diversity) = (minCategories, diversity)
    ranking.minimumScore = minScore ?? ranking.minimumScore
    return ranking
  }
}
