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
        distances.npy (float32) into a folder; both have a row for each vector. Every pair is \
        compared, so the answer is exact: equal distances stand in the order of their rows.
        """)

    @Argument(help: "The vectors, FILE.npy; FILE.tsv beside it has their ids.")
    var file: String

    @Option(name: .customShort("n"), help: "The number of neighbors of each.")
    var count = 15

    @Option(help: "How distance is measured: cosine is one minus the cosine.")
    var metric = SearchMetric.cosine

    @Option(name: .shortAndLong, help: "The folder to write.")
    var output: String

    @OptionGroup var options: VectorOptions

    func validate() throws {
      guard count >= 1 else { throw ValidationError("-n must be at least 1.") }
    }

    func run() throws {
      let start = ContinuousClock.now
      let vectors = try MappedVectors(file)
      try vectors.requireFinite(threads: options.threads)
      let graph = BruteForce(vectors.points, metric: metric.metric)
        .graph(neighbors: count, threads: options.threads)
      guard graph.count > 0 else {
        throw FileError(.empty, file, "has one vector", remedy: "give a file of two or more")
      }
      let distances = Matrix(
        rows: graph.queries, columns: graph.count, elements: graph.distances)
      try makeFolder(output)
      try VectorFile.write(
        graph.neighbors, rows: graph.queries, columns: graph.count,
        to: "\(output)/neighbors.npy")
      try VectorFile.write(distances, to: "\(output)/distances.npy")
      let seconds = start.duration(to: .now) / .seconds(1)
      options.log.info(
        "\(graph.queries) vectors, \(graph.count) neighbors of each in "
          + "\((seconds * 100).rounded() / 100) s (\(output))")
    }
  }
}
