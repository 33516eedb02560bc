import ArgumentParser
import Artifacts
import LinearAlgebra
import StageSupport

@main
struct Recommend: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend",
    abstract: "Suggest products to each cluster, and similar vectors to each vector.",
    discussion: """
      EXAMPLE
        recommend --flow facebook --products 10 --per-category 3
        recommend --flow mine --in-stock --max-price 50 --banned banned.txt
        recommend --flow wikipedia --least 5 --confidence-field genre

      Writes products.tsv, the products that suit each cluster, best first, each with its score, what \
      makes it up, and its reason: the words it shares with the cluster's topics, the links it shares \
      with the members, or its closeness in meaning, and two documents that show what the cluster is \
      about. categories.tsv has them by category, changes.tsv what is new, gone, up or down since the \
      run before, rejects.tsv the products that may not be suggested. Without a catalogue \
      (embed/products.npy) none of these is written.

      A score is the sum of the parts centroid, members, terms and popularity, each in standard \
      deviations and contrasted between clusters; see --contrast and the weights.

      similar.tsv has the nearest vectors of each vector, similar-links.tsv those of links where embed \
      places them, least.tsv and least-links.tsv the least similar. Up to 100,000 vectors every pair is \
      compared. The column confidence says strong, likely or weak: learned from the tags of \
      crawl/fields.tsv where there are some (95 % and 75 % of such pairs share one), else by quarters \
      of the similarities of nearest neighbors.

      With interactions (clean/interactions.tsv) it also does what recommend users
      does: users.tsv has items for each user, related.tsv the items that go with
      each item, and similar-users.tsv the users who are most like each user.

      OTHER COMMANDS
        recommend users       suggest items to each user; see recommend users --help
        recommend evaluate    measure how well; see recommend evaluate --help
      """,
    version: version)

  @Option(help: "The vectors of what was clustered (.npy). Default: embed/vectors.npy")
  var vectors: String?

  @OptionGroup(title: "Products") var product: ProductArguments
  @OptionGroup(title: "Score") var score: ScoreArguments
  @OptionGroup(title: "Which products") var filter: FilterArguments
  @OptionGroup(title: "Similar items") var similarity: SimilarArguments
  @OptionGroup(title: "Users") var userLists: UserListArguments
  @OptionGroup(title: "Models of users") var coUse: CoUseArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  /// The other commands, by the first argument that names one.
  ///
  /// They are no subcommands to the parser: it would take their options for the ones of the same name
  /// that `recommend` itself has.
  private static var others: [String: any ParsableCommand.Type] {
    ["users": Users.self, "evaluate": Evaluate.self]
  }

  /// Runs the command, or the one that the first argument names.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let other = arguments.first.flatMap({ others[$0] }) {
      runStage(other, arguments: Array(arguments.dropFirst()))
    }
    runStage(Self.self)
  }

  func run() throws {
    var output = try StageOutput(self)
    let vectors = try VectorTable(contentsOf: output.input(self.vectors, "embed/vectors.npy"))
    let count = vectors.ids.count
    var rows = RunRecord.Rows(input: count, output: count)
    var summary = "\(count) vectors"
    var measures: [(name: String, value: Double)] = []
    if let products = try ProductsRun(command: self, vectors: vectors).run(&output) {
      rows.input += products.suggestible + products.rejected
      rows.output += products.suggestible
      rows.rejected += products.rejected
      measures += products.measures
      summary += ", \(products.summary)"
    }
    measures += try SimilarRun(command: self).run(vectors, &output)
    if userLists.userItems > 0,
      try output.optionalInput(coUse.interactions, "clean/interactions.tsv") != nil
    {
      let users = try UsersRun(coUse: coUse, lists: userLists, common: common).run(&output)
      measures += users.measures
      summary += "; \(users.summary)"
    }
    for measure in measures { output.quality[measure.name] = measure.value }
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality,
      measures.map { [$0.name, decimal($0.value)] })
    try output.commit(rows: rows, summary)
  }
}
