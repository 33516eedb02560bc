import ArgumentParser
import Artifacts
import Foundation

/// The messages of a command on standard error.
///
/// In the text form a message is a line; in the JSON form it is an object with the time in UTC, the
/// level, the stage and the message.
public struct Log: Sendable {
  /// The name of the stage.
  public let stage: String
  /// The form of the messages.
  public let format: LogFormat
  /// Whether only errors are printed.
  public let isQuiet: Bool

  /// Creates the log of a stage.
  public init(stage: String, options: CommonOptions) {
    self.stage = stage
    format = options.logFormat
    isQuiet = options.quiet
  }

  /// Creates the log of a command that has not the options of a stage.
  public init(stage: String, format: LogFormat, isQuiet: Bool) {
    self.stage = stage
    self.format = format
    self.isQuiet = isQuiet
  }

  /// Creates a log before the arguments are parsed, for the errors of parsing.
  package init(arguments: [String], stage: String) {
    self.stage = stage
    format = value(of: "--log-format", in: arguments) == "json" ? .json : .text
    isQuiet = arguments.contains("--quiet")
  }

  /// Prints a message unless the log is quiet.
  public func info(_ message: String) {
    if !isQuiet { write(level: "info", message, text: "\(stage): \(message)") }
  }

  /// Prints a warning unless the log is quiet.
  public func warning(_ message: String) {
    if !isQuiet { write(level: "warning", message, text: "\(stage): warning: \(message)") }
  }

  /// Prints a record of fields in the JSON form, and nothing in the text form or if the log is quiet.
  ///
  /// - Parameters:
  ///   - kind: What the record is of, such as `request`.
  ///   - fields: The record.
  public func record(_ kind: String, _ fields: some Encodable) {
    guard format == .json, !isQuiet else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let record = Record(event: kind, stage: stage, fields: fields)
    guard let line = try? encoder.encode(record) else { return }
    FileHandle.standardError.write(line + Data("\n".utf8))
  }

  /// Prints an error, or the help or version that was asked for, and returns the exit code.
  func report(_ error: any Error, of command: any ParsableCommand.Type) -> Int32 {
    let status = ExitStatus(error, of: command)
    if status == .success {
      print(command.fullMessage(for: error))
    } else {
      let message =
        error is FileError || error is UsageError || error is QualityGateError
        ? "\(error)" : command.fullMessage(for: error)
      write(level: "error", message, text: message)
    }
    return status.rawValue
  }

  private func write(level: String, _ message: String, text: String) {
    let line = line(level: level, message, text: text, time: Date())
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// A message as it is printed: `text`, or an object in the JSON form.
  package func line(level: String, _ message: String, text: String, time: Date) -> String {
    guard format == .json else { return text }
    let object = [
      "time": time.formatted(.iso8601), "level": level, "stage": stage, "message": message,
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? text
  }
}

/// A line of the log in the JSON form with fields of its own.
private struct Record<Fields: Encodable>: Encodable {
  let event: String
  let stage: String
  let fields: Fields
}
