import ArgumentParser
import LinearAlgebra
import NearestNeighbors
import Reduction

/// What is asked of the neighbors that UMAP and t-SNE keep together.
struct NeighborArguments: ParsableArguments {
  @Option(help: "How far apart vectors are: euclidean, or cosine for their directions alone.")
  var metric = Distance.euclidean

  @Option(
    help: """
      How neighbors are found. exact: every pair is compared. approximate: few pairs, which finds \
      most. auto: exactly up to 100,000 vectors.
      """)
  var search = NeighborSearch.Method.auto

  @Option(help: "The share of neighbors, of a sample, that an approximate search goes on for.")
  var recall = NeighborSearch.recall

  @Option(
    help: """
      A folder with neighbors.npy and distances.npy of these vectors and this metric, as vectors graph \
      and reduce write them, to take instead of searching.
      """)
  var neighborsFrom: String?

  enum Distance: String, ExpressibleByArgument, CaseIterable {
    case euclidean, cosine

    var metric: Metric { self == .cosine ? .cosine : .euclidean }
  }

  func validate() throws {
    guard (0...1).contains(recall) else { throw ValidationError("--recall must be in 0...1.") }
  }
}

extension NeighborSearch.Method: ExpressibleByArgument {}

/// How UMAP and t-SNE lay out a map.
struct LayoutArguments: ParsableArguments {
  @Option(help: "The passes of the layout. Default of umap: 500, or 200 beyond 10,000 vectors.")
  var epochs: Int?

  @Option(help: "The step of the first pass. Default of umap: 0.5, with --start-from 0.05.")
  var learningRate: Double?

  @Option(
    help: """
      Where vectors start: spectral, the slowest oscillations of the graph of neighbors; pca; \
      random; or a file of places as --start-from takes it, that has all of them.
      """)
  var start = "spectral"

  @Option(
    help: """
      The places of an earlier run, so that the map does not jump: a .npy file with its .tsv beside \
      it, or a table of id, x and y. 'previous' is the output of the last run, if there is one. \
      New vectors start among their neighbors.
      """)
  var startFrom: String?

  func validate() throws {
    if let epochs, epochs < 1 { throw ValidationError("--epochs must be at least 1.") }
    if let learningRate, !(learningRate > 0 && learningRate <= 1000) {
      throw ValidationError("--learning-rate must be above 0, and at most 1000.")
    }
  }
}

/// What shapes a map of UMAP.
struct UMAPArguments: ParsableArguments {
  @Option(help: "The neighbors of a vector, itself included. More keep more of the large shape.")
  var neighbors = 15

  @Option(help: "How close vectors may come on the map. Less packs groups tighter.")
  var minimumDistance = 0.1

  @Option(help: "The distance at which vectors are far from each other on the map.")
  var spread = 1.0

  @Option(help: "The random vectors that push for each neighbor that pulls.")
  var negativeSamples = 5

  @Option(help: "How strongly they push.")
  var repulsion = 1.0

  @Option(help: "The number of neighbors taken to be connected for certain.")
  var localConnectivity = 1.0

  @Option(help: "1 joins vectors if either is a neighbor of the other, 0 if both are.")
  var setOperationRatio = 1.0

  func validate() throws {
    func require(_ condition: Bool, _ message: String) throws {
      guard condition else { throw ValidationError(message) }
    }
    try require(neighbors >= 2, "--neighbors must be at least 2: a vector is its own first.")
    try require(spread > 0 && spread <= 1000, "--spread must be above 0, and at most 1000.")
    try require(
      minimumDistance >= 0 && minimumDistance <= spread,
      "--minimum-distance must be in 0...\(spread), the --spread.")
    try require(
      (0...1000).contains(negativeSamples), "--negative-samples must be in 0...1000.")
    try require(repulsion >= 0 && repulsion <= 1000, "--repulsion must be in 0...1000.")
    try require(
      localConnectivity >= 0 && localConnectivity <= 1000,
      "--local-connectivity must be in 0...1000.")
    try require((0...1).contains(setOperationRatio), "--set-operation-ratio must be in 0...1.")
  }
}
