import ArgumentParser
import Foundation
import Fuzzing

@main
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz", abstract: "Give damaged inputs to what reads untrusted bytes.",
    discussion: """
      EXAMPLE
        fuzz --target robots --seconds 60 --seed 1
        fuzz --target robots --replay .build/fuzz/robots-1.input

      Without --target every target has its turn:
      \(FuzzTarget.all.map { "  \($0.name): \($0.law)." }.joined(separator: "\n"))
      An input that breaks the law of its target, ends the process or takes too long is kept in a file. \
      Exits with 1 if there is one.
      """)

  @Option(help: "What to try. Repeatable.")
  var target: [FuzzTarget] = []

  @Option(help: "How long to try each target.")
  var seconds = 60.0

  @Option(help: "Names the sequence of inputs.")
  var seed: UInt64 = 1

  @Option(help: "A file to try instead, as a failure named it.")
  var replay: String?

  @Option(help: "The folder for inputs that fail.")
  var failures = ".build/fuzz"

  /// What a parent process gives a child: the file for the input that is being tried.
  @Option(help: .hidden)
  var current: String?

  func validate() throws {
    guard seconds > 0, seconds < 1e6 else { throw ValidationError("--seconds must be above 0.") }
    guard replay == nil || target.count == 1 else {
      throw ValidationError("--replay needs one --target.")
    }
  }

  func run() throws {
    let targets = target.isEmpty ? FuzzTarget.all : target
    if let replay {
      try replayed(replay, targets[0])
    } else if let current {
      try FuzzChild(targets[0], seed: seed, seconds: seconds, current: current).run()
    } else {
      var failed = 0
      for target in targets {
        failed += try FuzzParent(target, seed: seed, seconds: seconds, folder: failures).run()
      }
      if failed > 0 { throw ExitCode.failure }
    }
  }

  private func replayed(_ path: String, _ target: FuzzTarget) throws {
    let input = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    do {
      say("\(target.name): \(try target.outcome(of: input))")
    } catch {
      say("\(target.name): \(error.problem)")
      throw ExitCode.failure
    }
  }
}

extension FuzzTarget: ExpressibleByArgument {
  /// The target of a name.
  public init?(argument: String) {
    guard let target = Self.all.first(where: { $0.name == argument }) else { return nil }
    self = target
  }

  /// The names of all targets.
  public static var allValueStrings: [String] { all.map(\.name) }
}

/// Prints a line at once, so that those of parent and child come in their order.
func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
