import ArgumentParser
import Artifacts
import LinearAlgebra
import VectorFormats

extension Vectors {
  /// `vectors analogy`: vector arithmetic.
  struct AnalogyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "analogy", abstract: "Add and subtract vectors, and find what is nearest.",
      discussion: """
        EXAMPLE
          vectors analogy words.npy -- king -man +woman
          vectors analogy words.npy -n 3 -- '+2*en:Emma' '-en:Jane Austen'

        Vectors are scaled to length 1 and added with their signs and weights. Prints rank, id and \
        similarity; the terms themselves are left out. Options stand before the --.
        """)

    @Argument(help: "The vectors, FILE.npy; FILE.tsv beside it has their ids.")
    var file: String

    @Argument(help: "The terms behind --: an id, +id, -id, or +2*id.")
    var terms: [String]

    @OptionGroup var search: SearchOptions

    @OptionGroup var options: VectorOptions

    func run() throws {
      let vectors = try MappedVectors(file)
      let analogy = try Analogy(terms, among: IdIndex(vectors))
      let query = Matrix(
        rows: 1, columns: vectors.dimensions, elements: analogy.vector(of: vectors))
      let found = try search.found(
        query, in: vectors, leavingOut: [analogy.terms.map(\.row)], threads: options.threads)
      let column = search.metric == .cosine ? "similarity" : "distance"
      try writeTable(
        "-", columns: ["rank", "id", column],
        found.joined().enumerated().map { rank, neighbor in
          [String(rank + 1), vectors.ids[neighbor.row], decimal(neighbor.value)]
        })
    }
  }
}
