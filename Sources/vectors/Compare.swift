import ArgumentParser
import Artifacts
import StageSupport
import VectorFormats

extension Vectors {
  /// `vectors compare`: how far two files agree.
  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare", abstract: "Compare the vectors that two files have of the same ids.",
      discussion: """
        EXAMPLE
          vectors compare ours.npy theirs.npy --at-least 0.999

        Prints measure, value and id: how many ids both have and each lacks; the least, mean and median \
        cosine of an id's two vectors; the largest difference of two numbers; whether all is equal; and \
        the ids that agree least, at most ten. With --at-least, exit code 3 if the least cosine is \
        smaller.
        """)

    @Argument(help: "The vectors, FILE.npy; FILE.tsv beside it has their ids.")
    var first: String

    @Argument(help: "The vectors to compare with, OTHER.npy.")
    var second: String

    @Option(help: "The least cosine that is good enough.")
    var atLeast: Double?

    @OptionGroup var options: VectorOptions

    func run() throws {
      let (a, b) = (try MappedVectors(first), try MappedVectors(second))
      let comparison = try VectorComparison(a, b, threads: options.threads)
      var rows = [
        ["common", String(comparison.common), ""],
        ["missing_in_first", String(comparison.missing.inFirst), ""],
        ["missing_in_second", String(comparison.missing.inSecond), ""],
      ]
      if let cosines = comparison.cosines {
        rows += [
          ["cosine_minimum", decimal(cosines.minimum), ""],
          ["cosine_mean", decimal(cosines.mean), ""],
          ["cosine_median", decimal(cosines.median), ""],
          ["largest_difference", decimal(comparison.largestDifference), ""],
        ]
      }
      rows.append(["equal", comparison.isEqual ? "yes" : "no", ""])
      rows += comparison.worst.map { ["worst", decimal($0.cosine), $0.id] }
      try writeTable("-", columns: ["measure", "value", "id"], rows)
      try requireGate(comparison)
    }

    private func requireGate(_ comparison: VectorComparison) throws {
      guard let atLeast else { return }
      guard let minimum = comparison.cosines?.minimum else {
        throw FileError(
          .empty, second, "has no id in common with \(first)",
          remedy: "give files of the same things")
      }
      guard minimum >= atLeast else {
        throw QualityGateError("vectors: the least cosine is \(minimum), below \(atLeast)")
      }
    }
  }
}
