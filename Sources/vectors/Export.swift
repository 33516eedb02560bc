import ArgumentParser
import Artifacts
import StageSupport
import VectorFormats

extension Vectors {
  /// `vectors export`: `.npy` and `.tsv` to another format.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Write vectors in another format.",
      discussion: """
        EXAMPLE
          vectors export vectors.npy --output books.vec
          vectors export vectors.npy --format projector --output projector \\
            --metadata data/wikipedia/out/crawl/fields.tsv --columns author,genre

        The formats are those of 'vectors import'. A projector is a folder for projector.tensorflow.org: \
        vectors.tsv, metadata.tsv and projector_config.json. Its metadata, and the tables FILE.tsv \
        beside fvecs, safetensors and npy, have the columns of the vectors' own table and those of \
        --metadata, joined by id; crawl's fields.tsv gives a column for each kind of field.

        A word of word2vec's formats must not hold a blank: such ids are refused, or written with \
        another character by --blank-as.
        """)

    @Argument(help: "The vectors, FILE.npy; FILE.tsv beside it has their ids.")
    var file: String

    @Option(help: "The format: \(VectorFormat.list). Default: as the name of the output tells.")
    var format: VectorFormat?

    @Option(name: .shortAndLong, help: "The file to write, or the folder of a projector.")
    var output: String

    @Option(
      help: "A table with a column id, whose other columns are joined by id; may be repeated.")
    var metadata: [String] = []

    @Option(help: "The columns to write, separated by commas. Default: all.")
    var columns: String?

    @Option(help: "The character for blanks in the words of word2vec's formats.")
    var blankAs: String?

    @Option(help: "The name of the tensor in a projector.")
    var name = "vectors"

    @OptionGroup var options: VectorOptions

    func validate() throws {
      if let blankAs, blankAs.count != 1 || blankAs.utf8.contains(where: { $0 <= 32 }) {
        throw ValidationError("--blank-as is one character, and no blank.")
      }
    }

    func run() throws {
      guard let format = format ?? VectorFormat(guessing: output) else {
        throw UsageError(
          "vectors: which format is \(output)? Give --format, one of: \(VectorFormat.list)")
      }
      try requireOther(output, than: [file, tablePath(file)])
      let log = options.log
      let vectors = try MappedVectors(file)
      var table = ExportedTable(vectors)
      for path in metadata {
        let known = table.join(try AttributeTable(path))
        if known < vectors.count {
          log.warning("\(path) does not know \(vectors.count - known) of \(vectors.count) ids")
        }
      }
      if let columns { try table.keep(columns.split(separator: ",").map(String.init), path: file) }
      var export = VectorExport(vectors, table, threads: options.threads)
      export.blank = blankAs?.first
      export.name = name
      var line = ProgressLine("vectors", total: vectors.count, log: log)
      try export.write(format, to: output) { line.update($0) }
      line.finish()
      log.info("\(vectors.count) vectors of \(vectors.dimensions) dimensions (\(output))")
    }
  }
}
