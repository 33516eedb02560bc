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
  private let npmi: [Double]
  private let diversity: TopicDiversity

  /// Measures the topics.
  ///
  /// `measures` are those that only the method has; they come last in `quality.tsv`.
  init(
    _ found: [MixtureTopics], _ documents: MixtureDocuments, _ spellings: Spellings,
    command: Topics, measures: [(name: String, value: Double)]
  ) {
    self.found = found
    self.documents = documents
    self.spellings = spellings
    self.command = command
    self.measures = measures
    let terms = found.flatMap { topics -> [[WeightedTerm]] in
      let best = topics.mixture.topTerms(count: max(command.terms, TopicModel.coherenceTerms))
      return best.map { terms in
        terms.map { own -> WeightedTerm in
          var term = own
          term.term = topics.group.vocabulary.terms[own.term]
          return term
        }
      }
    }
    npmi = npmiCoherence(
      of: terms.map { $0.prefix(TopicModel.coherenceTerms).map(\.term) }, in: documents.corpus,
      threads: command.common.threads)
    topTerms = terms.map { Array($0.prefix(command.terms)) }
    diversity = TopicDiversity(of: topTerms.map { $0.map(\.term) })
  }

  /// Writes the tables of the topics, and notes the measures in the record.
  func write(_ output: inout StageOutput) throws {
    try writeTable(output.file("topics.tsv"), columns: Schema.topics, topics)
    try writeTable(output.file("terms.tsv"), columns: Schema.terms, terms)
    try writeTable(
      output.file("representatives.tsv"), columns: Schema.representatives, representatives())
    let mean = npmi.reduce(0, +) / Double(max(1, npmi.count))
    let all = [("npmi", mean), ("diversity", diversity.overall)] + measures
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
        documentFrequencies: vocabulary.documentFrequencies, labels: own.map(label),
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

  private func label(_ number: Int) -> String {
    topicLabel(
      topTerms[number].map { spellings[documents.corpus.terms[$0.term]] },
      words: command.labelWords)
  }

  private var topics: [[String]] {
    let sizes = found.flatMap { topics in
      let leading = topics.mixture.leadingTopics()
      return (0..<topics.mixture.topics).map { topic in leading.count { $0 == topic } }
    }
    return numbers.map { cluster, topic, number in
      [
        String(cluster), String(topic), label(number), String(sizes[number]),
        decimal(npmi[number]), decimal(diversity.topics[number]),
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
