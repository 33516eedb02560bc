import ArgumentParser
import Foundation
import StageSupport

/// The options that all commands about vectors have.
struct VectorOptions: ParsableArguments {
  @Option(help: "The number of threads; the result does not depend on it. Default: all cores.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Print nothing but errors on standard error.")
  var quiet = false

  @Option(help: "The form of the messages on standard error.")
  var logFormat = LogFormat.text

  /// The log that the options ask for.
  var log: Log { Log(stage: "vectors", format: logFormat, isQuiet: quiet) }

  func validate() throws {
    guard threads >= 1 else { throw ValidationError("--threads must be at least 1.") }
  }
}

/// Refuses an output that would replace one of the inputs, as a table of numbers would the ids beside
/// the vectors.
func requireOther(_ output: String, than inputs: [String]) throws {
  let path = { (name: String) in URL(fileURLWithPath: name).resolvingSymlinksInPath().path }
  if let input = inputs.first(where: { path($0) == path(output) }) {
    throw UsageError("vectors: the output would replace \(input); give --output another name")
  }
}
