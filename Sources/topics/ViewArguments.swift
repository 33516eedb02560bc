import ArgumentParser
import TopicModeling

/// What else is told of the topics and their space: contrast, hierarchy, timeline, shares and axes.
struct ViewArguments: ParsableArguments {
  @Option(help: "The number of terms in each list of contrast.tsv.")
  var contrastTerms = 10

  @Option(help: "How topics are joined to larger ones: ward, average or complete.")
  var linkage = Linkage.Method.ward

  @Option(
    help:
      "The dates of the documents (.tsv; id and published). Default: crawl/documents.tsv, if any"
  )
  var dates: String?

  @Option(help: "The parts of time of timeline.tsv: auto, day, month or year.")
  var timeUnit = "auto"

  @Option(help: "The least share of a topic in a document that shares.tsv tells.")
  var minShare = 0.05

  @Option(help: "The number of principal axes that axes.tsv tells of; 0 for none.")
  var axes = 5

  @Option(
    help: "The vectors whose axes are told (.npy). Default: reduce/reduced.npy, if any")
  var axisVectors: String?

  func validate() throws {
    guard contrastTerms >= 1 else { throw ValidationError("--contrast-terms must be at least 1.") }
    guard timeUnit == "auto" || TimeBins.Unit(rawValue: timeUnit) != nil else {
      throw ValidationError("--time-unit must be auto, day, month or year.")
    }
    guard axes >= 0 else { throw ValidationError("--axes must be at least 0.") }
    guard (0...1).contains(minShare) else {
      throw ValidationError("--min-share must be between 0 and 1.")
    }
  }
}

extension Linkage.Method: ExpressibleByArgument {}
