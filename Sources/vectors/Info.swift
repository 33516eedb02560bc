import ArgumentParser
import Artifacts
import Foundation
import VectorFormats

extension Vectors {
  /// `vectors info`: what a file holds.
  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "info", abstract: "Print what a file of vectors holds.",
      discussion: """
        EXAMPLE
          vectors info data/wikipedia/out/embed/vectors.npy | column -t -s $'\\t'

        Prints name and value: shape, type, bytes; the least, mean and largest length of a vector; how \
        many vectors are zero, equal to one before, or not finite; the mean cosine of all pairs; and the \
        columns of the table beside the file. Exit code 65 if a number is not finite.
        """)

    @Argument(help: "The vectors, FILE.npy.")
    var file: String

    @OptionGroup var options: VectorOptions

    func run() throws {
      let vectors = try VectorFile(file)
      let summary = vectors.isFloat ? VectorSummary(vectors, threads: options.threads) : nil
      let table = tablePath(file)
      let columns =
        FileManager.default.fileExists(atPath: table)
        ? try Table(contentsOf: table).columns.joined(separator: " ") : "no table beside it"
      var rows = [
        ["rows", String(vectors.rows)], ["dimensions", String(vectors.columns)],
        ["type", vectors.isFloat ? "float32" : "int32"],
        ["bytes", String(vectors.rows * vectors.columns * 4)],
      ]
      if let summary { rows += Self.rows(summary) }
      try writeTable("-", columns: ["name", "value"], rows + [["columns", columns]])
      if let count = summary?.notFinite, count > 0 {
        throw FileError(
          .malformed, file, "\(count) vectors hold numbers that are not finite",
          remedy: "make the file again")
      }
    }

    private static func rows(_ summary: VectorSummary) -> [[String]] {
      let norms = summary.norms.map { norms in
        [
          ["norm_minimum", decimal(norms.minimum)], ["norm_mean", decimal(norms.mean)],
          ["norm_maximum", decimal(norms.maximum)],
        ]
      }
      let cosine = summary.meanCosine.map { [["mean_cosine", decimal($0)]] }
      return (norms ?? []) + [
        ["zero_rows", String(summary.zeros)], ["duplicate_rows", String(summary.duplicates)],
        ["rows_not_finite", String(summary.notFinite)],
      ] + (cosine ?? [])
    }
  }
}
