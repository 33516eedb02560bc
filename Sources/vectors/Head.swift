import ArgumentParser
import Artifacts
import VectorFormats

extension Vectors {
  /// `vectors head`: the first vectors.
  struct Head: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "head", abstract: "Print the first vectors as a table.",
      discussion: """
        EXAMPLE
          vectors head data/wikipedia/out/embed/vectors.npy -n 3 | cut -f1-5

        Prints the id and a column for each dimension; numbers are the shortest decimals that read back \
        as the same numbers.
        """)

    @Argument(help: "The vectors, FILE.npy; FILE.tsv beside it has their ids.")
    var file: String

    @Option(name: .customShort("n"), help: "The number of vectors.")
    var count = 5

    @OptionGroup var options: VectorOptions

    func validate() throws {
      guard count >= 0 else { throw ValidationError("-n must not be negative.") }
    }

    func run() throws {
      let vectors = try MappedVectors(file)
      let columns = ["id"] + (0..<vectors.dimensions).map { String($0 + 1) }
      let rows = (0..<min(count, vectors.count)).map { row in
        let numbers = vectors.vectors[row: row]
        // A look into a damaged file shows what is there.
        return [vectors.ids[row]] + numbers.indices.map { numbers[$0].description }
      }
      try writeTable("-", columns: columns, rows.map(Self.shortened))
    }

    private static func shortened(_ record: [String]) -> [String] {
      record.prefix(1) + record.dropFirst().map { $0.hasSuffix(".0") ? String($0.dropLast(2)) : $0 }
    }
  }

  /// `vectors tsv`: all vectors as a table.
  struct TSV: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tsv", abstract: "Print all vectors as a table.",
      discussion: """
        EXAMPLE
          vectors tsv data/wikipedia/out/embed/vectors.npy | grep '^en:Emma'

        As 'vectors export --format tsv': the id, then a column for each dimension.
        """)

    @Argument(help: "The vectors, FILE.npy; FILE.tsv beside it has their ids.")
    var file: String

    @Option(name: .shortAndLong, help: "The file to write; - is standard output.")
    var output = "-"

    @OptionGroup var options: VectorOptions

    func run() throws {
      try requireOther(output, than: [file, tablePath(file)])
      let vectors = try MappedVectors(file)
      try VectorExport(vectors, ExportedTable(vectors), threads: options.threads)
        .write(.tsv, to: output)
    }
  }
}
