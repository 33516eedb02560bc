import Artifacts
import Foundation

/// A command of the user that gives labels, such as one that asks a language model.
///
/// It is run once, by `/bin/sh`. Its standard input is a table of all topics, and of its standard output
/// each line is the label of a topic, in their order.
struct LabelCommand {
  /// Why a command gave no labels.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let command: String
  private let seconds: Int

  /// The columns of the table that the command reads.
  static let columns = ["cluster", "topic", "label", "words", "documents"]

  init(_ command: String, seconds: Int) { (self.command, self.seconds) = (command, seconds) }

  /// Runs the command on the records of ``columns`` and returns a label for each.
  ///
  /// - Throws: ``Failure`` if it cannot be started, fails, takes too long, or prints more or fewer lines.
  func run(_ records: [[String]]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kindred-labels-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // Files, not pipes: neither side ever waits for the other to read.
    let (input, output) = ("\(folder)/topics.tsv", "\(folder)/labels.txt")
    try writeTable(input, columns: Self.columns, records)
    guard FileManager.default.createFile(atPath: output, contents: nil) else {
      throw FileError.cannotCreate(output)
    }
    try start(input, output)
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    guard lines.count == records.count else {
      throw failure("printed \(lines.count) lines for \(records.count) topics")
    }
    return lines.map { line in
      line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// Runs the command and waits for its end.
  private func start(_ input: String, _ output: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardInput = FileHandle(forReadingAtPath: input)
    process.standardOutput = FileHandle(forWritingAtPath: output)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do { try process.run() } catch { throw failure("cannot be started: \(error)") }
    guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
      end(process, ended)
      throw failure("took longer than \(seconds) s (--label-timeout)")
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw failure("ended with \(process.terminationStatus)")
    }
  }

  /// Ends the shell and what it started.
  private func end(_ process: Process, _ ended: DispatchSemaphore) {
    let id = process.processIdentifier
    // Foundation gives a process a group of its own, where the programs that the shell started are too.
    let group = getpgid(id) == id ? -id : id
    kill(group, SIGTERM)
    if ended.wait(timeout: .now() + .seconds(2)) != .success { kill(group, SIGKILL) }
  }

  private func failure(_ problem: String) -> Failure {
    Failure(
      description: "--label-command '\(command)' \(problem); the old files stay, "
        + "mend it or leave it out")
  }
}
