import ArgumentParser
import Recommendation

/// The options of what is written for users.
struct UserListArguments: ParsableArguments {
  @Option(
    help: """
      How items are chosen for a user. ease: the best linear model of pairs of items, in closed form. \
      knn: items used by the same users. als: factors of users and items. vectors: the items nearest to \
      the mean of the user's. popularity: the same for everybody.
      """)
  var method = CoUseOptions.Method.ease

  @Option(help: "Use the model of this folder, as an earlier run wrote it, instead of a new one.")
  var model: String?

  @Option(
    help:
      "The number of items to suggest to a user; 0 for none, if recommend is to leave users out.")
  var userItems = 10

  @Option(help: "The number of items that go with each item, in related.tsv; 0 for none.")
  var relatedItems = 10

  @Option(help: "The number of users who are like each user, in similar-users.tsv; 0 for none.")
  var similarUsers = 10

  @Option(
    help: """
      The vectors of users (.npy, ids in the .tsv beside it), by which users are alike. Default: \
      embed/users.npy, if any; otherwise users are alike by the items they share.
      """)
  var userVectors: String?

  @Option(help: "The titles of the items (.tsv: id, title). Default: clean/documents.tsv, if any")
  var titles: String?

  @Option(
    help: "The facts about items (.tsv: id, field, value). Default: crawl/fields.tsv, if any")
  var itemFields: String?

  @Option(help: "The field with how often an item was shown.")
  var impressions = "impressions"

  @Option(help: "The field with how often an item was clicked when it was shown.")
  var clicks = "clicks"

  @Option(
    help: """
      The power of an item's click-through rate that its score is multiplied by: 0 leaves scores as they \
      are, 1 prefers what is clicked when shown.
      """)
  var ctrExponent = 0.0

  @Option(
    help: """
      The power of an item's number of users that its score is divided by: 0 leaves scores as they are, \
      larger values prefer what few know.
      """)
  var rarityExponent = 0.0

  func validate() throws {
    for (name, value) in [
      ("user-items", userItems), ("related-items", relatedItems), ("similar-users", similarUsers),
    ] where value < 0 {
      throw ValidationError("--\(name) must not be negative.")
    }
    for (name, value) in [
      ("ctr-exponent", ctrExponent), ("rarity-exponent", rarityExponent),
    ] where !(value >= 0 && value <= 10) {
      throw ValidationError("--\(name) must be from 0 to 10.")
    }
  }
}
