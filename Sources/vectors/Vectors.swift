import ArgumentParser
import StageSupport

@main
struct Vectors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vectors", abstract: "Look into files of vectors, search and convert them.",
    discussion: """
      EXAMPLE
        vectors nearest data/wikipedia/out/embed/vectors.npy en:War_and_Peace -n 5
        vectors analogy words.npy -- king -man +woman
        vectors export data/wikipedia/out/embed/vectors.npy --format projector --output projector

      FILE.npy holds vectors, a row each, and FILE.tsv beside it a record for each row, whose first \
      column is its id. Results are tables on standard output.
      """,
    version: version,
    subcommands: [
      Info.self, Head.self, TSV.self, Nearest.self, AnalogyCommand.self, Graph.self, Compare.self,
      Import.self, Export.self,
    ])

  static func main() {
    runStage(Self.self)
  }
}
