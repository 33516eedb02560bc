import RealModule

/// What link embeddings are trained for: a large cosine for pairs that are links, a small one for
/// others.
///
/// Both are from Koehrsen's "Building a Recommendation System Using Neural Network Embeddings" (2018).
public struct LinkObjective: Sendable, Equatable {
  /// How the cosine is judged.
  public enum Kind: String, Sendable, CaseIterable {
    /// The cosine should be 1 for links and -1 for others: mean squared error.
    case regression
    /// The logistic function of scale × cosine + bias is the probability of a link: binary
    /// cross-entropy.
    case classification
  }

  /// How the cosine is judged.
  public let kind: Kind
  /// What the cosine is multiplied by; 1 in a regression.
  ///
  /// It starts at 1. Keras draws it at random, and with one below zero neighbors would be opposites.
  public package(set) var scale: Float = 1
  /// What is added to it; 0 in a regression.
  public package(set) var bias: Float = 0

  /// Creates an objective that is still to be trained.
  public init(_ kind: Kind) { self.kind = kind }

  /// Creates an objective from its parts, as a model folder holds them.
  public init(_ kind: Kind, scale: Float, bias: Float) {
    (self.kind, self.scale, self.bias) = (kind, scale, bias)
  }

  /// The loss of a pair.
  @inline(__always)
  func loss(_ cosine: Float, isLink: Bool) -> Float {
    switch kind {
    case .regression:
      let error = cosine - (isLink ? 1 : -1)
      return error * error
    case .classification:
      let score = scale * cosine + bias
      // -log of the probability of what is true, written so that nothing overflows.
      return max(isLink ? -score : score, 0) + Float.log(onePlus: Float.exp(-abs(score)))
    }
  }

  /// The derivative of the loss of a pair by scale × cosine + bias.
  @inline(__always)
  func slope(_ cosine: Float, isLink: Bool) -> Float {
    switch kind {
    case .regression: return 2 * (cosine - (isLink ? 1 : -1))
    case .classification:
      let probability = 1 / (1 + Float.exp(-(scale * cosine + bias)))
      return probability - (isLink ? 1 : 0)
    }
  }
}
