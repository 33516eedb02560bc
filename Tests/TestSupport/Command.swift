import Foundation

/// Runs programs as a user does.
public enum Command {
  /// What a program printed, and how it ended.
  public struct Result: Sendable {
    /// The exit code, or 128 + the signal that ended the program.
    public var status: Int32
    /// What it printed on standard output.
    public var standardOutput: String
    /// What it printed on standard error.
    public var standardError: String
  }

  /// The path of one of the package's programs, which lie beside the test bundle.
  public static func path(of name: String) -> String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/" + name
  }

  /// Runs a program of the package by its name, or any other by its path.
  public static func run(
    _ program: String, _ arguments: [String], standardInput: String = ""
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(
      fileURLWithPath: program.hasPrefix("/") ? program : path(of: program))
    process.arguments = arguments
    // Files, not pipes: a pipe that nobody reads stops a program that prints much.
    let folder = try TemporaryFolder()
    let names = ["in", "out", "err"]
    for name in names { try folder.write(name == "in" ? standardInput : "", to: name) }
    process.standardInput = FileHandle(forReadingAtPath: folder.file("in"))
    process.standardOutput = FileHandle(forWritingAtPath: folder.file("out"))
    process.standardError = FileHandle(forWritingAtPath: folder.file("err"))
    try process.run()
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Result(
      status: signal + process.terminationStatus, standardOutput: try folder.read("out"),
      standardError: try folder.read("err"))
  }
}
