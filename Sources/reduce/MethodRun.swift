import Artifacts
import Foundation
import LinearAlgebra
import NearestNeighbors
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
  let table: PointTable
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

  /// An error if the model to apply is one of another method.
  func requireModel(of method: Reduce.Method) throws {
    func isModel(of method: Reduce.Method) -> Bool {
      FileManager.default.fileExists(atPath: "\(model ?? "")/\(method.rawValue).tsv")
    }
    guard let model, !isModel(of: method) else { return }
    for other in Reduce.Method.allCases where isModel(of: other) {
      throw FileError(
        .malformed, model, "is a model of \(other.rawValue), not of \(method.rawValue)",
        remedy: "give the method that it was learned by, or another model")
    }
  }

  /// An error unless `dimensions`, those of a model, are those of the vectors.
  func requireDimensions(_ dimensions: Int) throws {
    guard dimensions == table.points.columns else {
      throw FileError(
        .malformed, path,
        "has \(table.points.columns) dimensions, but the model \(dimensions)",
        remedy: "give vectors of the space that the model was learned in")
    }
  }
}
