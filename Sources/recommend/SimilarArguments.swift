import ArgumentParser
import LinearAlgebra
import Recommendation
import StageSupport

/// How similar vectors are found.
struct SimilarArguments: ParsableArguments {
  @Option(help: "The number of similar vectors of a vector; 0 for none.")
  var similar = 10

  @Option(help: "The number of least similar vectors of a vector; every pair is compared for them.")
  var least = 0

  @Option(help: "How similarity is measured: the cosine, or 1 / (1 + distance).")
  var metric = SimilarMetric.cosine

  @Flag(help: "Hold back what is near to everything, as very popular items are (CSLS).")
  var correctHubs = false

  @Option(help: "The vectors of links (.npy). Default: embed/links.npy, if there is one")
  var linkVectors: String?

  @Option(help: "Facts about the vectors' ids (.tsv). Default: crawl/fields.tsv, if any")
  var fields: String?

  @Option(
    help: "The field whose values, separated by |, tell whether two vectors are of a kind.")
  var confidenceField = "tags"

  func validate() throws {
    for (name, value) in [("similar", similar), ("least", least)] where value < 0 {
      throw ValidationError("--\(name) must not be negative.")
    }
  }

  /// How `count` similar vectors are found.
  func options(count: Int, _ common: CommonOptions) -> SimilarVectors.Options {
    var options = SimilarVectors.Options()
    (options.count, options.metric, options.correctsHubs) = (count, metric.metric, correctHubs)
    (options.seed, options.threads) = (common.seed, common.threads)
    return options
  }
}

/// How similarity is measured.
enum SimilarMetric: String, ExpressibleByArgument, CaseIterable {
  case cosine, euclidean

  /// The metric of the search.
  var metric: Metric { self == .cosine ? .cosine : .euclidean }
}
