import ArgumentParser
import Clustering

/// The options of `--method hdbscan`.
struct HDBSCANArguments: ParsableArguments {
  @Option(help: "The size below which a group is no cluster. Larger: fewer clusters.")
  var minClusterSize = 5

  @Option(
    help: """
      The neighbor whose distance tells how dense a vector lies. Larger: more noise. Default: the \
      same as --min-cluster-size.
      """)
  var minSamples: Int?

  @Option(
    help: """
      How clusters are chosen from the tree. eom: those that last over the widest range of densities. \
      leaf: the smallest and densest.
      """)
  var selection = HDBSCAN.Selection.excessOfMass

  @Option(help: "A distance below which clusters are not split; 0 to split at any.")
  var selectionEpsilon = 0.0

  @Option(help: "With eom, the size above which a cluster is split if it can be. Default: none.")
  var maxClusterSize: Int?

  @Flag(help: "Let all vectors be one cluster, if they look like one.")
  var allowSingleCluster = false

  @Option(
    help: """
      Put vectors of no cluster into the nearest one if their strength there would be at least this, \
      0 to 1. Default: they stay outside.
      """)
  var reassignNoise: Double?

  func validate() throws {
    guard minClusterSize >= 2 else {
      throw ValidationError("--min-cluster-size must be at least 2.")
    }
    guard minSamples ?? 1 >= 1 else { throw ValidationError("--min-samples must be at least 1.") }
    guard selectionEpsilon >= 0, selectionEpsilon.isFinite else {
      throw ValidationError("--selection-epsilon is a distance: 0 or more.")
    }
    guard maxClusterSize ?? minClusterSize >= minClusterSize else {
      throw ValidationError("--max-cluster-size must be at least --min-cluster-size.")
    }
    if let reassignNoise, !(0...1).contains(reassignNoise) {
      throw ValidationError("--reassign-noise is a strength: 0 to 1.")
    }
  }

  /// The options of the library.
  func options(threads: Int) -> HDBSCAN.Options {
    var options = HDBSCAN.Options()
    options.minimumClusterSize = minClusterSize
    options.minimumSamples = minSamples
    options.selection = selection
    options.selectionEpsilon = selectionEpsilon
    options.maximumClusterSize = maxClusterSize
    options.allowsSingleCluster = allowSingleCluster
    options.threads = threads
    return options
  }
}

extension HDBSCAN.Selection: ExpressibleByArgument {}
