import Artifacts
import DocumentTerms
import StageSupport
import TopicModeling

/// Topics of c-TF-IDF in their folder, by which the topics of other documents and of a query are told.
///
/// `terms.tsv` has each term, how people write it and its factor, `weights.tsv` the weight of each term in
/// each topic, and `options.tsv` what else the weights follow from. Numbers are written such that they
/// read back the same, so a document has the same shares with the model as in the run that made it.
struct SavedTopics {
  /// The cluster and the topic of each row of weights.
  let topics: [[String]]
  /// The terms that some topic has, in bytewise order, and how people write them.
  let terms: [String]
  let words: [String]
  private let factors: [Double]
  private let rows: [(terms: [Int], weights: [Double])]
  private let grams: TermGrams
  private let takesRoot: Bool

  private static let termColumns = ["term", "word", "factor"]
  private static let weightColumns = ["cluster", "topic", "term", "weight"]

  init(_ model: TopicModel, _ tables: TopicTables, grams: TermGrams) {
    let weights = model.weights
    let kept = weights.termFactors.indices.filter { weights.termFactors[$0] != 0 }
    let place = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    topics = weights.rows.indices.map(tables.place)
    terms = kept.map { tables.corpus.terms[$0] }
    words = kept.map(tables.word)
    factors = kept.map { weights.termFactors[$0] }
    rows = weights.rows.map { row in
      let found = row.terms.indices.filter { place[row.terms[$0]] != nil }
      return (found.map { place[row.terms[$0]] ?? 0 }, found.map { row.weights[$0] })
    }
    self.grams = grams
    takesRoot = weights.options.reducesFrequentWords
  }

  /// How the shares of documents are told.
  func shares() -> TopicShares {
    TopicShares(rows: rows, factors: factors, takesRoot: takesRoot, terms: terms, grams: grams)
  }

  /// How people write those of `tokens` that a topic has, the largest weight first.
  func strongest(_ tokens: [String], inTopic topic: Int) -> [String] {
    let wanted = Set(tokens)
    let found = zip(rows[topic].terms, rows[topic].weights).filter { wanted.contains(terms[$0.0]) }
    return found.sorted { (-$0.1, $0.0) < (-$1.1, $1.0) }.map { words[$0.0] }
  }

  func write(_ output: borrowing StageOutput) throws {
    try writeTable(
      output.file("model/terms.tsv"), columns: Self.termColumns,
      terms.indices.lazy.map { [terms[$0], words[$0], decimal(factors[$0])] })
    var writer = try TableWriter(
      path: output.file("model/weights.tsv"), columns: Self.weightColumns)
    for (topic, row) in zip(topics, rows) {
      for (term, weight) in zip(row.terms, row.weights) {
        try writer.append(topic + [terms[term], decimal(weight)])
      }
    }
    try writer.commit()
    // Topics without terms have no weights.
    try writeTable(output.file("model/topics.tsv"), columns: ["cluster", "topic"], topics)
    try writeTable(
      output.file("model/options.tsv"), columns: ["option", "value"],
      [
        ["method", "ctfidf"],
        ["ngrams", "\(grams.lengths.lowerBound)-\(grams.lengths.upperBound)"],
        ["reduce-frequent-words", "\(takesRoot)"],
      ])
  }
}

extension SavedTopics {
  /// The names of the files of a model.
  static let files = ["terms.tsv", "weights.tsv", "topics.tsv", "options.tsv"]

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` with the line of what does not fit.
  init(contentsOf folder: String) throws {
    let options = try Table(contentsOf: "\(folder)/options.tsv")
    let values = Dictionary(zip(try options.keys("option"), try options.column("value"))) { $1 }
    guard values["method"] == "ctfidf", let grams = CTFIDFArguments.grams(values["ngrams"] ?? "")
    else {
      throw FileError(
        .malformed, options.path, "is not of a model of --method ctfidf",
        remedy: "give the folder model/ that topics wrote")
    }
    let table = try Table(contentsOf: "\(folder)/terms.tsv")
    terms = try table.keys("term")
    words = try table.column("word")
    factors = try table.numbers("factor")
    let list = try Table(contentsOf: "\(folder)/topics.tsv")
    topics = zip(try list.column("cluster"), try list.column("topic")).map { [$0, $1] }
    rows = try Self.rows("\(folder)/weights.tsv", topics: topics, terms: terms, folder)
    self.grams = grams
    takesRoot = values["reduce-frequent-words"] == "true"
  }

  private static func rows(
    _ path: String, topics: [[String]], terms: [String], _ folder: String
  ) throws -> [(terms: [Int], weights: [Double])] {
    let table = try Table(contentsOf: path)
    let places = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1, $0) })
    let numbers = Dictionary(topics.enumerated().map { ($1, $0) }) { first, _ in first }
    let (clusters, topic) = (try table.column("cluster"), try table.column("topic"))
    let (found, weights) = (try table.column("term"), try table.numbers("weight"))
    var rows = [(terms: [Int], weights: [Double])](repeating: ([], []), count: topics.count)
    for row in 0..<table.count {
      guard let number = numbers[[clusters[row], topic[row]]], let term = places[found[row]] else {
        throw table.error(
          row: row, "\(folder) has no such topic or no term '\(found[row])'",
          remedy: "put the files of one run there")
      }
      rows[number].terms.append(term)
      rows[number].weights.append(weights[row])
    }
    return rows
  }
}
