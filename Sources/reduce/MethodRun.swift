import Artifacts
import LinearAlgebra
import StageSupport

/// A method of reduction as the command runs it: it learns a model and writes it, or applies one.
///
/// A new method is a type of its own file, a case of ``Reduce/Method`` and a line of
/// ``Reduce/run(_:_:_:)``.
protocol MethodRun {
  /// Gives each vector of `input` its place.
  ///
  /// A learned model goes into ``ReduceInput/modelFolder`` of `output`; what it reads besides the
  /// vectors, such as a model, is noted with `output.input`; figures go into `output.quality`.
  ///
  /// - Returns: The places, of shape (vectors, dimensions).
  /// - Throws: ``FileError`` or ``UsageError``.
  func places(of input: ReduceInput, _ output: inout StageOutput) throws -> Matrix
}

/// What a method of reduction works on.
struct ReduceInput {
  /// The vectors with their ids.
  let table: VectorTable
  /// The path of the vectors, for messages.
  let path: String
  /// The number of dimensions that is asked for.
  let dimensions: Int
  /// The folder of a model to apply, or nil to learn one.
  let model: String?
  /// Where in the output a learned model goes, without a slash at the end.
  let modelFolder: String
  /// Whether the places are what people will see: --start-from is about those.
  let isMap: Bool
  /// The seed of everything random.
  let seed: UInt64
  /// The largest number of threads; no result depends on it.
  let threads: Int

  /// An error unless `dimensions`, those of a model, are those of the vectors.
  func requireDimensions(_ dimensions: Int) throws {
    guard dimensions == table.vectors.columns else {
      throw FileError(
        .malformed, path,
        "has \(table.vectors.columns) dimensions, but the model \(dimensions)",
        remedy: "give vectors of the space that the model was learned in")
    }
  }
}
