import Artifacts
import DocumentTerms
import StageSupport
import TopicModeling

/// The topics as tables.
struct TopicTables {
  let model: TopicModel
  let corpus: DocumentTermMatrix
  let grouping: GroupedDocuments
  let spellings: Spellings
  private let quality: TopicQuality

  init(
    _ model: TopicModel, _ quality: TopicQuality, _ corpus: DocumentTermMatrix,
    _ grouping: GroupedDocuments, _ spellings: Spellings
  ) {
    (self.model, self.quality, self.corpus) = (model, quality, corpus)
    (self.grouping, self.spellings) = (grouping, spellings)
  }

  /// How people write the term of a number.
  func word(_ term: Int) -> String { spellings[corpus.terms[term]] }

  /// The number of a class, and that of its only topic.
  func place(_ number: Int) -> [String] { ["\(grouping.clusters[number])", "0"] }

  func write(_ labels: [String], _ output: borrowing StageOutput) throws {
    try writeTable(output.file("rejects.tsv"), columns: Schema.rejects, grouping.rejects)
    try writeTable(output.file("topics.tsv"), columns: Schema.topics, topics(labels))
    try writeTable(output.file("terms.tsv"), columns: Schema.terms, terms)
    try writeTable(
      output.file("representatives.tsv"), columns: Schema.representatives, representatives())
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality,
      quality.measures.map { [$0.name, decimal($0.value)] })
  }

  private func topics(_ labels: [String]) -> [[String]] {
    labels.enumerated().map { number, label in
      place(number) + [
        label, "\(grouping.classes.members[number].count)", decimal(quality.npmi[number]),
        decimal(quality.cv[number]), decimal(quality.diversity[number]),
      ]
    }
  }

  private var terms: [[String]] {
    model.topics.enumerated().flatMap { number, topic in
      topic.terms.enumerated().map { rank, term in
        place(number) + [
          "\(rank + 1)", corpus.terms[term.term], word(term.term), decimal(term.weight),
        ]
      }
    }
  }

  private func representatives() throws -> [[String]] {
    let table = grouping.table
    let (author, text) = (try table.index(of: "author"), try table.index(of: "text"))
    return model.topics.enumerated().flatMap { number, topic in
      topic.representatives.enumerated().map { rank, document in
        place(number) + [
          "\(rank + 1)", grouping.ids[document.document],
          table.string(document.document, author), decimal(document.score),
          excerpt(table.string(document.document, text)),
        ]
      }
    }
  }
}
