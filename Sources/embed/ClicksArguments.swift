import ArgumentParser

/// The options of `--method clicks`, beside those that all trainers share.
struct ClicksArguments: ParsableArguments {
  @Option(help: "Who clicked what, as clean writes it: columns user and item, and perhaps time.")
  var interactions: String?

  @Option(help: "The facts about items, as crawl writes them: columns id, field and value.")
  var fields: String?

  @Option(help: "The field whose values are the tags of items.")
  var tags = "tags"

  @Option(help: "The field with how often an item was shown, for click-through rates.")
  var impressions = "impressions"

  @Option(help: "The field with how often an item was clicked when it was shown.")
  var clicks = "clicks"

  @Option(
    help: """
      The order of a user's items: shuffled anew in each copy, since a history is a set, or by time, \
      so that what follows each other is near.
      """)
  var order = Order.shuffled

  @Option(
    help: "How often the histories are gone through in each epoch, shuffled anew if they are.")
  var copies = 10

  @Option(
    help: """
      What is taken out of all vectors, since popular items have it in common: 0 nothing, 1 the mean, 2 \
      and more also the directions in which they vary most.
      """)
  var commonDirections = 1

  @Option(
    help: """
      An earlier embed folder with vectors of the items' texts, by which items without clicks are \
      placed. Default: the model that is part of the program reads the texts.
      """)
  var textVectors: String?

  @Flag(help: "Write users.npy too: each user as the mean of the items clicked.")
  var userVectors = false

  @Flag(
    help: """
      Leave the last item of each user with three or more out of the training, and measure how often it \
      is among the ten nearest.
      """)
  var holdOutLast = false

  enum Order: String, ExpressibleByArgument, CaseIterable { case shuffled, time }

  func validate() throws {
    guard copies >= 1 else { throw ValidationError("--copies must be at least 1.") }
    guard commonDirections >= 0 else {
      throw ValidationError("--common-directions must not be negative.")
    }
  }
}
