import DocumentTerms
import Artifacts
import StageSupport
import TopicModeling

/// The commonest spelling of each token; a token without one stands for itself.
struct Spellings {
  private let words: [String: String]

  init(_ path: String?) throws(FileError) {
    guard let path else {
      words = [:]
      return
    }
    let table = try Table(contentsOf: path)
    words = Dictionary(zip(try table.keys("token"), try table.column("word"))) { first, _ in first }
  }

  subscript(token: String) -> String { words[token] ?? token }
}

/// The topics as tables.
struct TopicTables {
  private let model: TopicModel
  private let corpus: DocumentTermMatrix
  private let grouping: GroupedDocuments
  private let spellings: Spellings
  private let labelWords: Int

  init(
    _ model: TopicModel, _ corpus: DocumentTermMatrix, _ grouping: GroupedDocuments,
    _ spellings: Spellings,
    labelWords: Int
  ) {
    self.model = model
    self.corpus = corpus
    self.grouping = grouping
    self.spellings = spellings
    self.labelWords = labelWords
  }

  func write(_ output: borrowing StageOutput) throws {
    try writeTable(output.file("rejects.tsv"), columns: Schema.rejects, grouping.rejects)
    try writeTable(output.file("topics.tsv"), columns: Schema.topics, topics)
    try writeTable(output.file("terms.tsv"), columns: Schema.terms, terms)
    try writeTable(
      output.file("representatives.tsv"), columns: Schema.representatives, representatives())
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality,
      [["npmi", decimal(model.npmi)], ["diversity", decimal(model.diversity)]])
  }

  private var topics: [[String]] {
    zip(grouping.clusters, zip(model.topics, grouping.classes.members)).map { cluster, row in
      let (topic, members) = row
      let label = topicLabel(
        topic.terms.map { spellings[corpus.terms[$0.term]] }, words: labelWords)
      return [
        String(cluster), "0", label, String(members.count), decimal(topic.npmi),
        decimal(topic.diversity),
      ]
    }
  }

  private var terms: [[String]] {
    zip(grouping.clusters, model.topics).flatMap { cluster, topic in
      topic.terms.enumerated().map { rank, term in
        let token = corpus.terms[term.term]
        return [
          String(cluster), "0", String(rank + 1), token, spellings[token], decimal(term.weight),
        ]
      }
    }
  }

  private func representatives() throws -> [[String]] {
    let table = grouping.table
    let author = try table.index(of: "author")
    let text = try table.index(of: "text")
    return zip(grouping.clusters, model.topics).flatMap { cluster, topic in
      topic.representatives.enumerated().map { rank, document in
        [
          String(cluster), "0", String(rank + 1), grouping.ids[document.document],
          table.string(document.document, author), decimal(document.score),
          excerpt(table.string(document.document, text)),
        ]
      }
    }
  }
}
