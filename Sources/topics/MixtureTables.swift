import Artifacts
import DocumentTerms
import LinearAlgebra
import StageSupport
import TopicModeling

/// The topics of mixtures as tables.
struct MixtureTables {
  private let found: [MixtureTopics]
  private let documents: MixtureDocuments
  private let spellings: Spellings
  private let command: Topics
  private let measures: [(name: String, value: Double)]
  /// The terms of each topic, one group after the other, best first.
  private let topTerms: [[WeightedTerm]]
  private let quality: TopicQuality
  /// The labels of the topics, one group after the other.
  private var labels: [String] = []

  /// Measures and names the topics.
  ///
  /// `measures` are those that only the method has; they come last in `quality.tsv`.
  init(
    _ found: [MixtureTopics], _ documents: MixtureDocuments, _ spellings: Spellings,
    _ command: Topics, measures: [(name: String, value: Double)], _ output: inout StageOutput
  ) throws {
    self.found = found
    self.documents = documents
    self.spellings = spellings
    self.command = command
    self.measures = measures
    let most = max(command.terms, TopicQuality.diversityTerms.max() ?? 0)
    let ranked = found.flatMap { topics in
      topics.mixture.topTerms(count: most).map { terms in
        terms.map { own -> WeightedTerm in
          var term = own
          term.term = topics.group.vocabulary.terms[own.term]
          return term
        }
      }
    }
    let (table, rows) = (documents.table, documents.rows)
    let tokens = try table.index(of: "tokens")
    quality = TopicQuality(
      of: ranked.map { $0.map(\.term) }, terms: command.terms, in: documents.corpus,
      threads: command.common.threads
    ) { table.string(rows[$0], tokens) }
    topTerms = ranked.map { Array($0.prefix(command.terms)) }
    let shown = try representatives()
    labels = try TopicLabels(
      ranked: topTerms.map { $0.map(word) }, places: numbers.map(Self.place), command, &output
    ) { number in
      let place = Self.place(numbers[number])
      return TopicLabels.Description(
        words: topTerms[number].map(word),
        documents: shown.filter { Array($0.prefix(2)) == place }.compactMap(\.last))
    }.labels
  }

  /// Writes the tables of the topics, and notes the measures in the record.
  func write(_ output: inout StageOutput) throws {
    try writeTable(output.file("topics.tsv"), columns: Schema.topics, topics)
    try writeTable(output.file("terms.tsv"), columns: Schema.terms, terms)
    try writeTable(
      output.file("representatives.tsv"), columns: Schema.representatives, representatives())
    let all = quality.measures + measures
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality, all.map { [$0.0, decimal($0.1)] })
    for (name, value) in all { output.quality[name] = value }
  }

  /// The groups as the model folder has them.
  var savedGroups: [SavedMixture.Group] {
    var first = 0
    return found.map { topics in
      let own = first..<first + topics.mixture.topics
      first = own.upperBound
      let vocabulary = topics.group.vocabulary
      return SavedMixture.Group(
        cluster: topics.group.cluster, documents: topics.group.members.count,
        terms: vocabulary.terms.map { documents.corpus.terms[$0] },
        documentFrequencies: vocabulary.documentFrequencies, labels: own.map { labels[$0] },
        priors: topics.priors, termTopics: topics.model.termTopics)
    }
  }

  /// The topics of all groups: the cluster, the number in it, and that among all.
  private var numbers: [(cluster: Int, topic: Int, number: Int)] {
    var numbers: [(cluster: Int, topic: Int, number: Int)] = []
    for topics in found {
      for topic in 0..<topics.mixture.topics {
        numbers.append((topics.group.cluster, topic, numbers.count))
      }
    }
    return numbers
  }

  private static func place(_ number: (cluster: Int, topic: Int, number: Int)) -> [String] {
    ["\(number.cluster)", "\(number.topic)"]
  }

  /// How people write a term.
  private func word(_ term: WeightedTerm) -> String { spellings[documents.corpus.terms[term.term]] }

  private var topics: [[String]] {
    let sizes = found.flatMap { topics in
      let leading = topics.mixture.leadingTopics()
      return (0..<topics.mixture.topics).map { topic in leading.count { $0 == topic } }
    }
    return numbers.map { cluster, topic, number in
      [
        String(cluster), String(topic), labels[number], String(sizes[number]),
        decimal(quality.npmi[number]), decimal(quality.cv[number]),
        decimal(quality.diversity[number]),
      ]
    }
  }

  private var terms: [[String]] {
    numbers.flatMap { cluster, topic, number in
      topTerms[number].enumerated().map { rank, term in
        let token = documents.corpus.terms[term.term]
        return [
          String(cluster), String(topic), String(rank + 1), token, spellings[token],
          decimal(term.weight),
        ]
      }
    }
  }

  private func representatives() throws -> [[String]] {
    let text = try documents.table.index(of: "text")
    return found.flatMap { topics in
      topics.representatives(count: command.representatives).enumerated().flatMap { topic, chosen in
        chosen.enumerated().map { rank, document in
          let place = topics.group.members[document.member]
          return [
            String(topics.group.cluster), String(topic), String(rank + 1), documents.ids[place],
            documents.authors[place], decimal(document.share),
            excerpt(documents.table.string(documents.rows[place], text)),
          ]
        }
      }
    }
  }
}
