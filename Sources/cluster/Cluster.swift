import ArgumentParser
import StageSupport

@main
struct Cluster: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Group vectors into clusters.",
    discussion: """
      EXAMPLE
        cluster --flow facebook --clusters 7
        cluster --vectors embed/vectors.npy --clusters 2-20 --normalize --output cluster
        cluster --vectors today.npy --model out/cluster/model --output assigned
        cluster compare a.npy b.npy --clusters 7

      Writes clusters.tsv, a line for each vector, with kmeans:
        cluster    0 is the largest cluster of the first run
        strength   0...1: 1 - (distance to its centroid / distance to the next one)
        outlier    distance to its centroid / mean distance of the cluster's members
        nearest    the cluster that comes next
      and with hdbscan:
        cluster    -1 for noise
        strength   0...1: how dense its place is, by the densest of the cluster
        outlier    GLOSH: 0 in the densest place of its surroundings, near 1 far outside
        nearest    for noise, the closest cluster
      summary.tsv describes each cluster, quality.tsv the whole, and model/ holds
      what --model assigns other vectors by. From 20,000 vectors on the silhouette
      is that of a sample. Any vectors can be clustered: those of embed, all or
      reduced. --clusters with a range or auto fits every number and writes
      selection.tsv: the mean rank by silhouette, gap and stability decides.

      attributes.tsv tells which values of the fields of crawl/fields.tsv, and
      which languages and authors, a cluster has more often than chance would
      make it: their share of its members, their share of all, and how far it
      lies above that in standard deviations (z, at least 3). An author has a
      value by the share of the author's documents that have it.

      Clusters keep the numbers that they have in the output folder; changes.tsv
      tells which were kept, born, split or merged, or died. New ones get numbers
      that none has had.
      """,
    version: version)

  @Option(
    help: "The vectors to cluster (.npy, ids in the .tsv beside it). Default: reduce/reduced.npy")
  var vectors: String?

  @Option(help: "The clustering algorithm.")
  var method = Method.kmeans

  @Flag(help: "Bring vectors to length 1 first, so that only their direction counts.")
  var normalize = false

  @Option(help: "Assign to the clusters of this model folder instead of fitting new ones.")
  var model: String?

  @Option(
    help: "A table of id and label, the true groups: quality.tsv then tells how well they are met.")
  var labels: String?

  @OptionGroup(title: "k-means") var kmeans: KMeansArguments
  @OptionGroup(title: "HDBSCAN") var hdbscan: HDBSCANArguments
  @OptionGroup(title: "Attributes") var attributes: AttributeArguments
  @OptionGroup(title: "Previous run") var night: NightArguments

  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Method: String, ExpressibleByArgument, CaseIterable { case kmeans, hdbscan }

  /// Runs the command, or `cluster compare`.
  ///
  /// That is no subcommand to the parser: it would take its options for the ones of the same name that
  /// `cluster` itself has.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "compare" {
      runStage(Compare.self, arguments: Array(arguments.dropFirst()))
    }
    runStage(Self.self)
  }

  var idleGroups: [any ParsableArguments] { [method == .kmeans ? hdbscan : kmeans] }

  func run() throws {
    switch method {
    case .kmeans: try KMeansRun(self).run()
    case .hdbscan: try HDBSCANRun(self).run()
    }
  }
}
