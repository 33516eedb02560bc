import Artifacts
import Recommendation

/// Runs `fit`, and says of which table the interactions cannot be fitted.
func fitted<Model>(_ path: String, _ fit: () throws -> Model) throws -> Model {
  do {
    return try fit()
  } catch let error as EASE.SingularGram {
    throw FileError(
      .malformed, path,
      "the matrix of items used together has no inverse",
      remedy: "raise --regularization, which is \(error.regularization)")
  }
}
