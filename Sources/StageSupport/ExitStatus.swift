import ArgumentParser
import Artifacts

/// The exit codes of every command.
public enum ExitStatus: Int32, Sendable {
  /// Everything was done.
  case success = 0
  /// Something else went wrong.
  case failure = 1
  /// The command line or the pipeline file is wrong.
  case usage = 2
  /// The result is worse than asked for; it is kept aside and the old one stays.
  case qualityGate = 3
  /// Nothing usable came in.
  case nothingUsable = 4
  /// The input is malformed.
  case badData = 65
  /// The input is not there.
  case noInput = 66
  /// The output cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed half way.
  case inputOutput = 74
  /// Another run holds the lock, or work is left that can only be done later: try again.
  case locked = 75
}

/// An option whose value does not fit the data.
public struct UsageError: Error, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String

  /// Creates an error with a message that says what is wrong and what to do.
  public init(_ description: String) { self.description = description }
}

/// A result that is worse than asked for.
public struct QualityGateError: Error, CustomStringConvertible {
  /// What is worse, by how much, and where the result was kept.
  public let description: String

  /// Creates an error with a message that says what is worse and where the result is.
  public init(_ description: String) { self.description = description }
}

extension ExitStatus {
  /// The exit code for an error that a command threw.
  package init(_ error: any Error, of command: any ParsableCommand.Type) {
    switch error {
    case let error as FileError: self.init(error.kind)
    case is UsageError: self = .usage
    case is QualityGateError: self = .qualityGate
    default:
      switch command.exitCode(for: error) {
      case .success: self = .success
      case .validationFailure: self = .usage
      default: self = .failure
      }
    }
  }

  private init(_ kind: FileError.Kind) {
    switch kind {
    case .missing: self = .noInput
    case .malformed: self = .badData
    case .configuration: self = .usage
    case .empty: self = .nothingUsable
    case .cannotCreate: self = .cannotCreate
    case .inputOutput: self = .inputOutput
    case .locked, .deferred: self = .locked
    }
  }
}
