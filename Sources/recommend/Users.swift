import ArgumentParser
import Artifacts
import StageSupport

/// `recommend users`: items for each user, by who used what.
struct Users: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend users",
    abstract: "Suggest items to each user, by who used what.",
    discussion: """
      EXAMPLE
        recommend users --flow clicks --user-items 10
        recommend users --interactions baskets.tsv --method knn --output users
        recommend users --interactions new.tsv --model users/model --output today

      Writes users.tsv, for each user the items of the best scores that the user
      has not used, each with the two used items that speak most for it;
      related.tsv, the items that go with each item; similar-users.tsv, the users
      who are most like each user; and model/, by which --model suggests items to
      other users. Users without a list, and items that the model does not know,
      stand with their reason in user-rejects.tsv. recommend evaluate tells which
      method suits the data.
      """, version: version)

  @OptionGroup(title: "Users") var lists: UserListArguments
  @OptionGroup(title: "Models") var coUse: CoUseArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard lists.userItems >= 1 else { throw ValidationError("--user-items must be at least 1.") }
  }

  func run() throws {
    var output = try StageOutput(self, stage: "users")
    let result = try UsersRun(coUse: coUse, lists: lists, common: common).run(&output)
    for measure in result.measures { output.quality[measure.name] = measure.value }
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality,
      result.measures.map { [$0.name, decimal($0.value)] })
    try output.commit(
      rows: .init(
        input: result.users, output: result.served, rejected: result.users - result.served),
      result.summary)
  }
}
