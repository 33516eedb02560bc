import Foundation
import Fuzzing

/// Has a target tried in processes of its own, and keeps the inputs that fail.
struct FuzzParent {
  private let target: FuzzTarget
  private let seed: UInt64
  private let seconds: Double
  private let folder: String

  /// More failures than this are the same ones again.
  private static let mostFailures = 5

  init(_ target: FuzzTarget, seed: UInt64, seconds: Double, folder: String) {
    self.target = target
    self.seed = seed
    self.seconds = seconds
    self.folder = folder
  }

  /// Tries inputs until the time is up; after a failure with another seed.
  ///
  /// - Returns: The number of failures.
  /// - Throws: An error of the system if a process or a file cannot be made.
  func run() throws -> Int {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let end = Date(timeIntervalSinceNow: seconds)
    var failures = 0
    while failures < Self.mostFailures, end.timeIntervalSinceNow > 0.1 {
      guard let failure = try child(seed: seed + UInt64(failures), end.timeIntervalSinceNow) else {
        break
      }
      failures += 1
      let path = "\(folder)/\(target.name)-\(seed)-\(failures).input"
      try Data(failure.input).write(to: URL(fileURLWithPath: path))
      say("\(target.name): \(failure.problem)")
      say("  replay it with: fuzz --target \(target.name) --replay \(path)")
    }
    return failures
  }

  /// Tries inputs in a process; nil if none fails.
  private func child(
    seed: UInt64, _ seconds: Double
  ) throws -> (input: [UInt8], problem: String)? {
    let current = "\(folder)/\(target.name).current"
    try Data().write(to: URL(fileURLWithPath: current))
    defer { try? FileManager.default.removeItem(atPath: current) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [
      "--target", target.name, "--seed", "\(seed)", "--seconds", "\(seconds)", "--current", current,
    ]
    // Some targets read files: those that live for a moment need no disk.
    if FileManager.default.isWritableFile(atPath: "/dev/shm") {
      process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": "/dev/shm"]) {
        $1
      }
    }
    try process.run()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    guard isSignal || process.terminationStatus != 0 else { return nil }
    let problem =
      !isSignal
      ? "an input fails"
      : process.terminationStatus == SIGALRM
        ? "an input takes more than 10 s"
        : "an input ends the process with signal "
          + "\(process.terminationStatus)"
    return (Self.input(try Data(contentsOf: URL(fileURLWithPath: current))), problem)
  }

  /// The input that a child was trying.
  private static func input(_ record: Data) -> [UInt8] {
    let count = record.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    return Array(record.dropFirst(8).prefix(count))
  }
}
