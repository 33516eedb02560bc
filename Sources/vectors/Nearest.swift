import ArgumentParser
import Artifacts
import Foundation
import LinearAlgebra
import StageSupport
import VectorFormats

extension Vectors {
  /// `vectors nearest`: the most similar vectors.
  struct Nearest: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "nearest", abstract: "Find the vectors nearest to some.",
      discussion: """
        EXAMPLE
          vectors nearest embed/vectors.npy en:War_and_Peace
          vectors nearest embed/vectors.npy en:War_and_Peace --in embed/links.npy -n 5
          cut -f1 some.tsv | vectors nearest embed/vectors.npy --ids -

        Prints rank, id and similarity (the cosine; or the distance with --metric euclidean), nearest \
        first and of equals the first in the file; with several ids, or --ids, the id that was asked \
        for stands before. Every vector is looked at, so the answer is exact. An id is not its own \
        neighbor.
        """)

    @Argument(help: "The vectors, FILE.npy; FILE.tsv beside it has their ids.")
    var file: String

    @Argument(help: "The ids to find neighbors of.")
    var queries: [String] = []

    @OptionGroup var search: SearchOptions

    @Option(help: "A file of ids, one a line; - is standard input.")
    var ids: String?

    @Option(name: .customLong("in"), help: "Other vectors of the same space to look in, OTHER.npy.")
    var other: String?

    @OptionGroup var options: VectorOptions

    func validate() throws {
      guard !queries.isEmpty || ids != nil else {
        throw ValidationError("Give the ids to find neighbors of, or --ids FILE.")
      }
    }

    func run() throws {
      let vectors = try MappedVectors(file)
      let index = IdIndex(vectors)
      let wanted = try queries + (ids.map(Self.lines) ?? [])
      let rows = try wanted.map { id throws(FileError) in try index.row(of: id) }
      let points = try other.map { path throws(FileError) in try MappedVectors(path) } ?? vectors
      try requireSameDimensions(vectors, points)
      let matrix = Matrix(
        rows: rows.count, columns: vectors.dimensions,
        elements: rows.flatMap { row in
          let numbers = vectors.vectors[row: row]
          return numbers.indices.map { numbers[$0] }
        })
      let isSame = other == nil || other == file
      let found = try search.found(
        matrix, in: points, leavingOut: isSame ? rows.map { [$0] } : [], threads: options.threads)
      let column = search.metric == .cosine ? "similarity" : "distance"
      let showsQuery = wanted.count > 1 || ids != nil
      let records = zip(wanted, found).flatMap { query, neighbors in
        neighbors.enumerated().map { rank, neighbor in
          (showsQuery ? [query] : []) + [
            String(rank + 1), points.ids[neighbor.row], decimal(neighbor.value),
          ]
        }
      }
      try writeTable(
        "-", columns: (showsQuery ? ["query"] : []) + ["rank", "id", column], records)
    }

    /// The lines of a file or of standard input, empty ones left out.
    private static func lines(_ path: String) throws -> [String] {
      var bytes: [UInt8] = []
      if path == "-" {
        bytes = try FileHandle.standardInput.readToEnd().map { [UInt8]($0) } ?? []
      } else {
        let file = try MappedFile(path)
        bytes = file.bytes.indices.map { file.bytes[$0] }
      }
      guard let text = try? UTF8Span(validating: bytes.span) else {
        throw FileError(.malformed, path, "is not valid UTF-8", remedy: "convert it with iconv")
      }
      return String(copying: text).split(whereSeparator: \.isNewline).map(String.init)
    }
  }
}
