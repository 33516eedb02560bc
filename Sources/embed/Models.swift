import ArgumentParser
import Foundation
import ModelHub
import StageSupport

/// `embed models`: pretrained models by name.
struct Models: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed models", abstract: "List pretrained models, or fetch them.",
    discussion: """
      EXAMPLE
        embed models
        embed models fetch e5-small-v2
        embed --flow facebook --method encoder --encoder e5-small-v2

      Models are kept in $KINDRED_MODELS, by default ~/.cache/kindred/models, each in a folder that \
      can be copied to another machine and given to --encoder by its path. The hub is \
      https://huggingface.co, or the mirror that HF_ENDPOINT names; HF_TOKEN lets you fetch models \
      that not everybody may. Proxies are those of the environment (https_proxy, no_proxy).
      """,
    version: version, subcommands: [List.self, Fetch.self], defaultSubcommand: List.self)

  /// The hub that the environment names.
  static func hub() throws -> HubClient {
    HubClient(
      try HubSettings(environment: ProcessInfo.processInfo.environment, version: version))
  }
}

/// The options that the commands about models have.
struct ModelOptions: ParsableArguments {
  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Option(help: "The form of the messages on standard error.")
  var logFormat = LogFormat.text

  /// The log that the options ask for.
  var log: Log { Log(stage: "embed", format: logFormat, isQuiet: quiet) }
}
