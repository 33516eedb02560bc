import ArgumentParser
import Artifacts
import Foundation
import StageSupport
import TopicModeling

/// `topics query`: the topics nearest to a text.
struct Query: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics query",
    abstract: "Find the topics that a text is about.",
    discussion: """
      EXAMPLE
        topics query --flow facebook "a cheap guitar for beginners"
        topics query --topics out/topics "guitar" | cut -f 3,4

      Prints a row for each topic that has words of the text, nearest first: its
      cluster, topic and label, the cosine of its terms and the text, and the
      words that both have, the weightiest first. A word of the text is found
      if it is a token, the spelling of one, or, from four letters on, a form of
      one.
      """, version: version)

  @Argument(help: "The text.")
  var text: String

  @Option(help: "The folder that topics wrote. Default: out/topics in the flow's folder")
  var topics: String?

  @Option(help: "The flow whose topics are searched.")
  var flow: String?

  @Option(help: "The folder that holds a folder for each flow.")
  var data = "data"

  @Option(help: "The largest number of topics to print.")
  var count = 5

  func validate() throws {
    guard count >= 1 else { throw ValidationError("--count must be at least 1.") }
    guard topics != nil || flow != nil else {
      throw ValidationError("Give --topics FOLDER, or --flow NAME for its folder.")
    }
  }

  func run() throws {
    let folder = topics ?? "\(data)/\(flow ?? "")/out/topics"
    let saved = try SavedTopics(contentsOf: "\(folder)/model")
    let table = try Table(contentsOf: "\(folder)/topics.tsv")
    let places = zip(try table.column("cluster"), try table.column("topic")).map { [$0, $1] }
    let labels = Dictionary(zip(places, try table.column("label"))) { first, _ in first }
    let terms = QueryTerms(saved.terms, words: saved.words).terms(of: text)
    let cosines = saved.shares().cosines(terms.joined(separator: " "))
    let order = cosines.indices.filter { cosines[$0] > 0 }
      .sorted { (-cosines[$0], $0) < (-cosines[$1], $1) }
    try writeTable(
      "-", columns: ["cluster", "topic", "label", "similarity", "words"],
      order.prefix(count).map { topic in
        let shared = saved.strongest(terms, inTopic: topic)
        return saved.topics[topic] + [
          labels[saved.topics[topic]] ?? "", decimal(cosines[topic]),
          shared.joined(separator: ", "),
        ]
      })
  }
}

/// Finds the terms that the words of a text stand for.
struct QueryTerms {
  private let terms: [String]
  private let numbers: [String: Int]
  /// The terms by their first three letters, in order.
  private let byBeginning: [String: [Int]]

  init(_ terms: [String], words: [String]) {
    self.terms = terms
    var numbers: [String: Int] = [:]
    for (number, word) in words.enumerated() { numbers[word.lowercased()] = number }
    for (number, term) in terms.enumerated() { numbers[term] = number }
    self.numbers = numbers
    byBeginning = Dictionary(grouping: terms.indices) { String(terms[$0].prefix(3)) }
  }

  /// The terms of the words of `text` that are known, in their order.
  func terms(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "'" }
      .compactMap { number(String($0)).map { terms[$0] } }
  }

  /// The term that a word is, is the spelling of, or is a form of; of several forms that of the longest
  /// common beginning, then the first. Short words, as *for* and *fork*, are not taken for forms.
  private func number(_ word: String) -> Int? {
    if let number = numbers[word] { return number }
    guard word.count >= 4 else { return nil }
    func common(_ term: String) -> Int { zip(term, word).prefix { $0 == $1 }.count }
    return byBeginning[String(word.prefix(3))]?
      .filter { areFormsOfOneWord(terms[$0], word) }
      .min { (-common(terms[$0]), $0) < (-common(terms[$1]), $1) }
  }
}
