import ArgumentParser
import StageSupport

/// A command with every kind of option that a stage may have.
struct SampleCommand: StageCommand {
  static let configuration = CommandConfiguration(commandName: "sample", version: version)

  @Option var documents: String?
  @Option var clusters = 8
  @Option var maxShare = 0.5
  @Option var temperature: Float = 1.5
  @Option var method = Method.kmeans
  @Option var pool: Method?
  @Option var epochs: Int?
  @Option var language: [String] = ["en"]
  @Option var input: [String] = []
  @Option var layers: [Int] = []
  @Option var separator = ","
  @Option var baseURL = "http://localhost"
  @Option var k1 = 1.2
  @Flag var normalize = false
  @Flag var reduceFrequentWords = false
  @OptionGroup var tuning: Tuning
  @OptionGroup(title: "Common options") var common: CommonOptions

  /// Options in a group of their own.
  struct Tuning: ParsableArguments {
    @Option var learningRate = 0.01
  }

  enum Method: String, ExpressibleByArgument, CaseIterable { case kmeans, hdbscan }

  var idleGroups: [any ParsableArguments] { method == .kmeans ? [tuning] : [] }

  func run() throws {}
}

/// A command that has nothing but subcommands.
struct SampleParent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parent", subcommands: [Child.self, Other.self])

  struct Child: StageCommand {
    static let configuration = CommandConfiguration(commandName: "child")
    @Option var pages: String?
    @OptionGroup var common: CommonOptions
    func run() throws {}
  }

  struct Other: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "other")
    @Option var only: Int = 0
    func run() throws {}
  }
}
