import ArgumentParser
import Recommendation

/// What makes up the score of a product.
struct ScoreArguments: ParsableArguments {
  @Option(help: "The weight of a product's cosine with the cluster's mean.")
  var centroidWeight = ProductScores.Weights().centroid

  @Option(help: "The weight of its mean cosine with the members nearest to it.")
  var membersWeight = ProductScores.Weights().members

  @Option(help: "The number of these members; all of a smaller cluster.")
  var nearestMembers = 5

  @Option(help: "The weight of the terms that it has in common with the cluster's topics.")
  var termsWeight = ProductScores.Weights().terms

  @Option(
    parsing: .unconditional,
    help: """
      What the most popular product gains, in standard deviations, by the column popularity or sales \
      of the catalogue; below 0, what it loses.
      """)
  var popularityWeight = ProductScores.Weights().popularity

  @Option(help: "The power to which the logarithm of popularity is raised; 0.5 damps it more.")
  var popularityExponent = 1.0

  @Option(help: "The share of its mean over all clusters that lowers a part of a product's score.")
  var contrast = ProductScores.Weights().contrast

  func validate() throws {
    for (name, value) in [
      ("centroid-weight", centroidWeight), ("members-weight", membersWeight),
      ("terms-weight", termsWeight),
    ] where !value.isFinite || value < 0 {
      throw ValidationError("--\(name) must be 0 or more.")
    }
    guard popularityWeight.isFinite else {
      throw ValidationError("--popularity-weight must be a number.")
    }
    guard popularityExponent.isFinite, popularityExponent > 0 else {
      throw ValidationError("--popularity-exponent must be above 0.")
    }
    guard contrast.isFinite, contrast >= 0 else {
      throw ValidationError("--contrast must be 0 or more; 1 is usual.")
    }
    guard nearestMembers >= 1 else {
      throw ValidationError("--nearest-members must be at least 1.")
    }
  }

  /// How much each part counts.
  var weights: ProductScores.Weights {
    var weights = ProductScores.Weights()
    (weights.centroid, weights.members, weights.terms) = (
      centroidWeight, membersWeight, termsWeight
    )
    (weights.popularity, weights.contrast) = (popularityWeight, contrast)
    return weights
  }
}
