import ArgumentParser

/// How topics get their labels.
struct LabelArguments: ParsableArguments {
  @Option(help: "How different the words of a label are to be, 0...1; 0 takes the most typical.")
  var labelDiversity = 0.3

  @Option(
    help: "The vectors of the documents or authors (.npy), for labels by meaning too. Default: none"
  )
  var vectors: String?

  @Option(
    help: "Labels that a person gave (.tsv). Default: labels.tsv in the flow's folder, if any")
  var labels: String?

  @Option(help: "A shell command that reads topics as a table and prints a label a line.")
  var labelCommand: String?

  @Option(help: "The seconds that the label command may take.")
  var labelTimeout = 60

  func validate() throws {
    guard (0...1).contains(labelDiversity) else {
      throw ValidationError("--label-diversity must be between 0 and 1.")
    }
    guard labelTimeout >= 1 else { throw ValidationError("--label-timeout must be at least 1.") }
  }
}
