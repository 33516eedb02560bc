import ArgumentParser
import Artifacts
import LinearAlgebra
import NearestNeighbors
import StageSupport
import VectorFormats

extension Vectors {
  /// `vectors graph`: the neighbors of all vectors.
  struct Graph: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "graph", abstract: "Find the nearest neighbors of every vector.",
      discussion: """
        EXAMPLE
          vectors graph embed/vectors.npy -n 15 --output graph

        Writes neighbors.npy (int32: rows of FILE.npy, nearest first, the vector itself left out) and \
        distances.npy (float32) into a folder; both have a row for each vector. Up to \
        \(NeighborSearch.exactLimit) vectors every pair is compared, so that the answer is exact; beyond, \
        most neighbors are found by comparing few pairs, and more until the share found of a sample is \
        that of --recall. Equal distances stand in the order of their rows.
        """)

    @Argument(help: "The vectors, FILE.npy; FILE.tsv beside it has their ids.")
    var file: String

    @Option(name: .customShort("n"), help: "The number of neighbors of each.")
    var count = 15

    @Option(help: "How distance is measured: cosine is one minus the cosine.")
    var metric = SearchMetric.cosine

    @Option(
      help: """
        Whether every pair is compared. auto: up to \(NeighborSearch.exactLimit) vectors.
        """)
    var search = NeighborSearch.Method.auto

    @Option(help: "The share of neighbors, of a sample, that an approximate search goes on for.")
    var recall = NeighborSearch.recall

    @Option(help: "The seed of an approximate search.")
    var seed: UInt64 = 0

    @Option(name: .shortAndLong, help: "The folder to write.")
    var output: String

    @OptionGroup var options: VectorOptions

    func validate() throws {
      guard count >= 1 else { throw ValidationError("-n must be at least 1.") }
      guard (0...1).contains(recall) else { throw ValidationError("--recall must be in 0...1.") }
    }

    func run() throws {
      let start = ContinuousClock.now
      let vectors = try MappedVectors(file)
      try vectors.requireFinite(threads: options.threads)
      let searching = { points in
        NeighborSearch(points, metric: metric.metric, method: search, seed: seed, recall: recall)
      }
      // An exact search reads few single rows, in the end; an approximate one too many for that.
      let isExact = searching(vectors.points).isExact(neighbors: count)
      let found = searching(isExact ? vectors.pointsFromFile : vectors.points)
        .run(neighbors: count, threads: options.threads)
      let graph = found.graph
      guard graph.count > 0 else {
        throw FileError(.empty, file, "has one vector", remedy: "give a file of two or more")
      }
      try makeFolder(output)
      try NeighborFiles.write(graph) { "\(output)/\($0)" }
      let seconds = start.duration(to: .now) / .seconds(1)
      options.log.info(
        "\(graph.queries) vectors, \(graph.count) neighbors of each in "
          + "\((seconds * 100).rounded() / 100) s, \(quality(found)) (\(output))")
    }

    /// What the summary says about the search.
    private func quality(_ found: NeighborSearch.Found) -> String {
      guard !found.isExact else { return "exact" }
      let recall = (found.recall.value * 10_000).rounded() / 10_000
      return "recall \(decimal(recall)) on \(found.recall.sample) vectors"
    }
  }
}

extension NeighborSearch.Method: ExpressibleByArgument {}
