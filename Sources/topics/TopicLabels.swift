import Artifacts
import StageSupport
import TopicModeling

/// The labels of the topics: computed, then those of a command, then those of a person.
struct TopicLabels {
  let labels: [String]

  /// What the label command is told of a topic.
  struct Description {
    let words: [String]
    /// Excerpts of documents that show it best.
    let documents: [String]
  }

  /// Names topics.
  ///
  /// - Parameters:
  ///   - ranked: The words and phrases that may name each topic, best first.
  ///   - places: The cluster and the topic of each.
  ///   - command: Has the options of labels.
  ///   - output: Where files that are read are noted.
  ///   - describe: What the label command is told of a topic.
  /// - Throws: ``LabelCommand/Failure``, or ``FileError`` if the table of labels is malformed.
  init(
    ranked: [[String]], places: [[String]], _ command: Topics, _ output: inout StageOutput,
    describe: (Int) throws -> Description
  ) throws {
    let options = command.label
    var labels = uniqueLabels(ranked, words: command.labelWords)
    if let shell = options.labelCommand, !labels.isEmpty {
      let questions = try labels.indices.map { number in
        let topic = try describe(number)
        return places[number] + [
          labels[number], topic.words.joined(separator: ", "),
          topic.documents.joined(separator: " | "),
        ]
      }
      let answers = try LabelCommand(shell, seconds: options.labelTimeout).run(questions)
      labels = zip(labels, answers).map { $1.isEmpty ? $0 : $1 }
    }
    if let edited = try EditedLabels(options.labels, &output) {
      labels = edited.applied(to: labels, places: places, output.log)
    }
    self.labels = labels
  }

  /// Names the topics of c-TF-IDF.
  init(
    _ candidates: LabelCandidates, _ tables: TopicTables, _ command: Topics,
    _ output: inout StageOutput
  ) throws {
    // A few more than a label has, so that equal ones can be told apart.
    let count = command.labelWords + 3
    let ranked = candidates.classes.indices.map { number in
      candidates.ranked(
        ofClass: number, count: count, diversity: command.label.labelDiversity,
        word: { tables.spellings[$0] })
    }
    let table = tables.grouping.table
    let text = try table.index(of: "text")
    try self.init(
      ranked: ranked, places: ranked.indices.map(tables.place), command, &output
    ) { number in
      let topic = tables.model.topics[number]
      return Description(
        words: topic.terms.map { tables.word($0.term) },
        documents: topic.representatives.map { excerpt(table.string($0.document, text)) })
    }
  }
}
