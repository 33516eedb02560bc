import ArgumentParser
import Artifacts
import Foundation
import StageSupport
import VectorFormats

extension Vectors {
  /// `vectors import`: another format to `.npy` and `.tsv`.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Convert vectors of another format.",
      discussion: """
        EXAMPLE
          vectors import vectors.vec --output words.npy
          vectors import GoogleNews.bin --format word2vec-binary --output words.npy

        Writes FILE.npy and FILE.tsv, in the order of the input. Formats, and the names they are known by:
          word2vec         text, as gensim, fastText and word2vec write it (.vec, .w2v)
          word2vec-binary  the same in binary, with or without line breaks between vectors
          glove            text without the first line of counts; words may hold blanks
          fvecs            of TexMex (.fvecs)
          safetensors      one tensor of two dimensions (.safetensors)
          projector        a folder of the TensorFlow Projector
          tsv              a table: id, then the numbers (.tsv)
          npy              float32 of anybody (.npy)
        fvecs, safetensors and npy have no names: they are taken from --ids, a table whose first column is \
        id, or from FROM.tsv if that is there; otherwise vectors are numbered from 0.
        """)

    @Argument(help: "The file, or the folder of a projector.")
    var from: String

    @Option(
      help:
        "The format: \(VectorFormat.list). Default: as the name of the file tells without doubt.")
    var format: VectorFormat?

    @Option(
      name: .shortAndLong, help: "The vectors to write, FILE.npy; FILE.tsv is written beside it.")
    var output: String

    @Option(help: "A table of ids and whatever else, for formats without names.")
    var ids: String?

    @Option(help: "The tensor of a safetensors file. Default: embeddings, or the only matrix.")
    var tensor: String?

    @OptionGroup var options: VectorOptions

    func validate() throws {
      guard output.hasSuffix(".npy") else {
        throw ValidationError("--output must end in .npy; the table is written beside it.")
      }
    }

    func run() throws {
      let format = try self.format ?? guessedFormat()
      for path in [output, tablePath(output)] { try requireOther(path, than: [from]) }
      if ids != nil, ![.fvecs, .safetensors, .npy].contains(format) {
        throw UsageError("vectors: --ids is for formats without names, not for \(format.rawValue)")
      }
      switch format {
      case .npy: try read(VectorsOfRows(npy: from, ids: ids))
      case .tsv: try read(NumberTable(from))
      case .word2vec: try read(Word2VecText(from))
      case .word2vecBinary: try read(Word2VecBinary(from))
      case .glove: try read(Word2VecText(glove: from))
      case .fvecs: try read(VectorsOfRows(fvecs: from, ids: ids))
      case .safetensors: try read(VectorsOfRows(safetensors: from, tensor: tensor, ids: ids))
      case .projector: try read(ProjectorFolder(from))
      }
    }

    private func guessedFormat() throws -> VectorFormat {
      var isFolder: ObjCBool = false
      if unsafe FileManager.default.fileExists(atPath: from, isDirectory: &isFolder),
        isFolder.boolValue
      {
        return .projector
      }
      guard let format = VectorFormat(guessing: from) else {
        throw UsageError(
          "vectors: which format is \(from)? Give --format, one of: \(VectorFormat.list)")
      }
      return format
    }

    private func read(_ reader: some VectorReader) throws {
      var reader = reader
      let start = ContinuousClock.now
      let log = options.log
      var line = ProgressLine("vectors", total: reader.count, log: log)
      try importVectors(&reader, to: output) { line.update($0) }
      line.finish()
      let seconds = start.duration(to: .now) / .seconds(1)
      log.info(
        "\(reader.count) vectors of \(reader.dimensions) dimensions in "
          + "\((seconds * 100).rounded() / 100) s (\(output))")
    }
  }
}

extension VectorFormat: ExpressibleByArgument {}
