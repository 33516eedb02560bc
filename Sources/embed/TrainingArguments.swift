import ArgumentParser

/// The options of the methods that learn vectors step by step; each method has defaults of its own.
struct TrainingArguments: ParsableArguments {
  @Option(
    help:
      "How often the examples are gone through. Default: 5; doc2vec 30; links 15, or enough for 1,000 steps; author 20 at most."
  )
  var epochs: Int?

  @Option(help: "How far a step goes at first. Default: that of the method.")
  var learningRate: Double?

  @Option(help: "Made-up examples for each one that was seen. Default: that of the method.")
  var negatives: Int?

  @Option(help: "The numbers between the layers of the network of author and graph.")
  var hidden = 128

  @Option(
    help: """
      After how many epochs without a better one training ends. Default: 20 with graph, 4 with author.
      """)
  var patience: Int?

  @Option(
    help: """
      A model folder of an earlier run whose vectors are the start for the names that both have, as \
      for a run every night.
      """)
  var warmStart: String?

  func validate() throws {
    if let epochs, epochs < 1 { throw ValidationError("--epochs must be at least 1.") }
    if let learningRate, !(learningRate > 0 && learningRate.isFinite) {
      throw ValidationError("--learning-rate must be above 0.")
    }
    for (name, value) in [("negatives", negatives), ("hidden", hidden), ("patience", patience)] {
      if let value, value < 1 { throw ValidationError("--\(name) must be at least 1.") }
    }
  }
}
