import ArgumentParser
import Foundation

/// The options that every stage has.
public struct CommonOptions: ParsableArguments {
  /// The pipeline file, if one gives options.
  @Option(help: "The pipeline file whose section for this stage gives the options.")
  public var config: String?

  /// The flow, if one is named.
  @Option(help: "The flow: the part of the pipeline file, and the folder of --data, to work on.")
  public var flow: String?

  /// The folder that holds a folder for each flow.
  @Option(help: "The folder that holds a folder for each flow.")
  public var data = "data"

  /// The folder to write, if it is not the standard one.
  @Option(
    name: .shortAndLong,
    help: "The folder to write. Default: out/ and the stage's name in the flow's folder.")
  public var output: String?

  /// The seed of everything random.
  @Option(help: "The seed of everything random. Equal seeds give equal bytes.")
  public var seed: UInt64 = 42

  /// The number of threads.
  @Option(help: "The number of threads; the result does not depend on it. Default: all cores.")
  public var threads = ProcessInfo.processInfo.activeProcessorCount

  /// Whether only errors are printed.
  @Flag(help: "Print nothing but errors.")
  public var quiet = false

  /// The form of the messages.
  @Option(help: "The form of the messages on standard error.")
  public var logFormat = LogFormat.text

  /// Whether to print the options and stop.
  @Flag(help: "Print the options in effect as a section of a pipeline file, and stop.")
  public var printConfig = false

  /// Creates options that are still to be parsed.
  public init() {}

  /// Refuses what no stage could work with.
  public func validate() throws {
    guard threads >= 1 else { throw ValidationError("--threads must be at least 1.") }
  }
}

/// The form of the messages on standard error.
public enum LogFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// Lines for people.
  case text
  /// One JSON object a line.
  case json
}
