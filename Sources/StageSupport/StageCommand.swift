import ArgumentParser
import Artifacts
import Foundation

/// A command of the pipeline.
///
///     @main
///     struct Cluster: StageCommand {
///       static let configuration = CommandConfiguration(abstract: "Group vectors into clusters.")
///       @OptionGroup(title: "Common options") var common: CommonOptions
///       func run() throws { … }
///     }
///
/// `main()` puts the stage's section of `--config` before the typed arguments, parses the whole, runs
/// the command, and turns errors into messages and exit codes.
public protocol StageCommand: ParsableCommand {
  /// The options that every stage has.
  var common: CommonOptions { get }
  /// The groups of options that change nothing, given the other options, such as those of other methods.
  var idleGroups: [any ParsableArguments] { get }
}

extension StageCommand {
  /// None: every option is read.
  public var idleGroups: [any ParsableArguments] { [] }

  /// Parses the command line, runs the command and exits.
  public static func main() {
    runStage(Self.self)
  }
}

/// Runs `command` with the arguments of the process, or those that are given, and exits.
///
/// A command with subcommands, which is no ``StageCommand`` itself, calls this from its own `main()`.
public func runStage(
  _ command: any ParsableCommand.Type, arguments given: [String]? = nil
) -> Never {
  requireMachine()
  removeUnfinishedOutputsOnSignals()
  var arguments = given ?? Array(CommandLine.arguments.dropFirst())
  let log = Log(arguments: arguments, stage: command._commandName)
  do {
    arguments = try withConfiguration(arguments, of: command)
    var parsed = try command.parseAsRoot(arguments)
    if let stage = parsed as? any StageCommand, stage.common.printConfig {
      let name = type(of: stage)._commandName
      let section = [command._commandName] + (type(of: stage) == command ? [] : [name])
      print(EffectiveOptions(of: stage).yaml(section: section), terminator: "")
    } else {
      (parsed as? any StageCommand)?.warnOfIdleOptions(in: arguments, log: log)
      try parsed.run()
    }
    exit(0)
  } catch {
    exit(log.report(error, of: command))
  }
}

/// The arguments with those of the pipeline file before them.
package func withConfiguration(
  _ arguments: [String], of command: any ParsableCommand.Type
) throws -> [String] {
  guard let path = value(of: "--config", in: arguments) else { return arguments }
  let name = command._commandName
  guard let flow = value(of: "--flow", in: arguments) else {
    throw ValidationError("--config needs --flow, the part of the file that gives the options.")
  }
  let subcommand = command.configuration.subcommands.first { $0._commandName == arguments.first }
  let section = [name] + (subcommand.map { [$0._commandName] } ?? [])
  let configured = try PipelineFile(contentsOf: path).arguments(
    flow: flow, section: section, options: optionNames(of: subcommand ?? command))
  return arguments.prefix(section.count - 1) + configured + arguments.dropFirst(section.count - 1)
}

/// The last value of an option on a command line, written `--name value` or `--name=value`.
package func value(of name: String, in arguments: [String]) -> String? {
  var value: String?
  for (index, argument) in arguments.enumerated() {
    if argument == "--" { break }
    if argument == name, index + 1 < arguments.count { value = arguments[index + 1] }
    if argument.hasPrefix(name + "=") { value = String(argument.dropFirst(name.count + 1)) }
  }
  return value
}

/// The long names of the options of a command, without dashes.
package func optionNames(of command: any ParsableCommand.Type) -> [String] {
  struct Help: Decodable {
    struct Command: Decodable { var arguments: [Argument]? }
    struct Argument: Decodable { var names: [Name]? }
    struct Name: Decodable { var kind: String, name: String }
    var command: Command
  }
  let json = Data(command._dumpHelp().utf8)
  let help = try? JSONDecoder().decode(Help.self, from: json)
  let names = help?.command.arguments?.flatMap { $0.names ?? [] } ?? []
  return names.filter { $0.kind == "long" }.map(\.name)
}
