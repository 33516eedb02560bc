import ArgumentParser
import Clustering

/// What is done with the clusters of the previous run.
struct NightArguments: ParsableArguments {
  @Flag(help: "Number clusters anew by size, whatever the previous run called them.")
  var fromScratch = false

  @Option(
    help: "Fail with exit code 3 if the sizes drift more than this (population stability index).")
  var maxDrift: Double?

  @Option(
    help: "Fail with exit code 3 if a smaller share of the previous clusters than this is kept.")
  var minKept: Double?

  func validate() throws {
    if let maxDrift, !(maxDrift >= 0) { throw ValidationError("--max-drift must be 0 or more.") }
    if let minKept, !(0...1).contains(minKept) {
      throw ValidationError("--min-kept must be between 0 and 1.")
    }
  }

  /// Why a night's clusters are not to be had, if they are not.
  func objection(to matching: ClusterMatching) -> String? {
    if let maxDrift, let drift = matching.sizeDrift, drift > maxDrift {
      return "the sizes of the clusters drifted by \(drift), more than --max-drift \(maxDrift)"
    }
    if let minKept, let kept = matching.keptShare, kept < minKept {
      return "\(kept) of the previous clusters were kept, less than --min-kept \(minKept)"
    }
    return nil
  }
}
