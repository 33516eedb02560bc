import ArgumentParser
import Clustering

/// The options of `--method kmeans`.
struct KMeansArguments: ParsableArguments {
  @Option(
    help: "The number of clusters: one, or the best of a range (2-20), or of 2 to 20 (auto).")
  var clusters = ClusterCount.fixed(8)

  @Option(help: "The number of starts, of which the best is kept.")
  var restarts = 10

  @Option(help: "The largest number of iterations of a start, or of passes of mini-batches.")
  var maxIterations = 300

  @Option(help: "How the centroids are found: full (Lloyd) or minibatch (faster, slightly worse).")
  var updates = Updates.full

  @Option(help: "The number of vectors of a mini-batch.")
  var batchSize = 4096

  @Flag(help: "Keep centroids at length 1 too: spherical k-means. Implies --normalize.")
  var spherical = false

  @Option(help: "Start from the centroids of this file (.npy), such as yesterday's: as many.")
  var startFrom: String?

  @Option(help: "Cluster so many resamples too, and tell how stable each cluster is; 0 for none.")
  var resamples = 0

  enum Updates: String, ExpressibleByArgument, CaseIterable { case full, minibatch }

  func validate() throws {
    for (name, value) in [
      ("restarts", restarts), ("max-iterations", maxIterations), ("batch-size", batchSize),
    ] where value < 1 {
      throw ValidationError("--\(name) must be at least 1.")
    }
    guard resamples >= 0 else { throw ValidationError("--resamples must not be negative.") }
    guard startFrom != nil else { return }
    guard case .fixed = clusters else {
      throw ValidationError("--start-from gives the number of clusters; leave out --clusters.")
    }
  }
}

/// The value of `--clusters`: a number, or a range of which the best is looked for.
enum ClusterCount: ExpressibleByArgument, CustomStringConvertible {
  case fixed(Int)
  case best(ClosedRange<Int>)
  /// The best of 2...20, or of as many as there are vectors.
  case automatic

  init?(argument: String) {
    if argument == "auto" {
      self = .automatic
      return
    }
    let bounds = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    switch (bounds.count, bounds.first ?? nil, bounds.last ?? nil) {
    case (1, let count?, _) where count >= 1: self = .fixed(count)
    case (2, let least?, let most?) where least >= 2 && least <= most:
      self = .best(least...most)
    default: return nil
    }
  }

  var description: String {
    switch self {
    case .fixed(let count): "\(count)"
    case .best(let range): "\(range.lowerBound)-\(range.upperBound)"
    case .automatic: "auto"
    }
  }

  var defaultValueDescription: String { description }
}
