import ArgumentParser
import Embeddings

/// The options of `--method links`.
struct LinksArguments: ParsableArguments {
  @Option(
    help: """
      What vectors are trained for. regression: a cosine of 1 for links and -1 for other pairs. \
      classification: a probability of 1 and 0.
      """)
  var objective = LinkObjective.Kind.regression

  @Option(help: "The number of links in a step of training; fewer if there are fewer.")
  var batch = 1024

  @Option(
    help: """
      The share of the links to keep out of training, to measure whether they are told from other \
      pairs; 0 to train with all.
      """)
  var heldOut = 0.02

  @Option(
    help: """
      Learn from links of this type (wiki, category, external, …) as they were crawled, instead of \
      those that clean chose; may be repeated.
      """)
  var linkType: [String] = []

  @Option(help: "What counts of an external link: the host that it leads to, or the whole address.")
  var externalLinks = ExternalLinks.host

  func validate() throws {
    guard batch >= 1 else { throw ValidationError("--batch must be at least 1.") }
    guard heldOut >= 0, heldOut < 1 else {
      throw ValidationError("--held-out is a share: at least 0 and below 1.")
    }
  }
}

extension LinkObjective.Kind: ExpressibleByArgument {}
