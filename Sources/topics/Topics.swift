import ArgumentParser
import Artifacts
import StageSupport

@main
struct Topics: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics", abstract: "Say in words what each cluster is about.",
    discussion: """
      EXAMPLE
        topics --documents clean/documents.tsv --clusters cluster/clusters.tsv --output topics
        topics --flow facebook --bm25 --ngrams 1-2 --seed-words words.txt
        topics --flow facebook --method lda --topics-per-cluster 2
        topics query --flow facebook "a cheap guitar"
        topics --model topics/model --documents new.tsv --output shares

      Writes for each cluster
        topics.tsv           a label, and how good the topic is
        terms.tsv            its most typical terms
        representatives.tsv  the documents that show it best
        contrast.tsv         what it shares with each similar cluster (both), and
                             what it likes more (own), clearest first by z
        hierarchy.tsv        which clusters go together to larger ones
        timeline.tsv         its documents and terms over time, if dates are known
        shares.tsv           its share in each document, and authors.tsv in the
                             documents of each author
      Documents in no cluster are in rejects.tsv. Where authors were clustered, a
      cluster has all documents of its authors, and a term counts only if two of
      them use it. model/ holds what --model and `topics query` read.

      SEVERAL TOPICS
        lda and nmf find several topics in each cluster, or with --topics in all
        documents together: their cluster is then -1, and clusters.tsv has their
        shares in the clusters. In topics.tsv a document counts for its largest
        topic. model/ gives other documents the shares that fitted ones have.

      LABELS
        Labels are words and phrases that are typical of a cluster, differ from
        one another, and are not as frequent in another cluster. A table of
        cluster and label that you keep as data/FLOW/labels.tsv comes before
        them; it holds over the nights, since clusters keep their numbers.
        --label-command CMD runs CMD once by /bin/sh. It reads a table of
        cluster, topic, label, words and documents, and prints as many lines; an
        empty line keeps the label. If it fails or takes longer than
        --label-timeout, so does this run, and the old files stay.
      """,
    version: version)

  @Option(help: "The documents, as clean writes them. Default: clean/documents.tsv")
  var documents: String?

  @Option(
    help:
      "The cluster of each document or author, as cluster writes them. Default: cluster/clusters.tsv"
  )
  var clusters: String?

  @Option(help: "The spelling of each token, as clean writes it. Default: clean/words.tsv, if any")
  var words: String?

  @Option(
    help: """
      How topics are found. ctfidf: one a cluster, by class-based TF-IDF; lda: several, by latent Dirichlet \
      allocation; nmf: several, by non-negative matrix factorization.
      """)
  var method = Method.ctfidf

  @Option(help: "The number of terms of a topic.")
  var terms = 10

  @Option(help: "The number of words or phrases of a label.")
  var labelWords = 3

  @Option(help: "The number of representative documents of a topic.")
  var representatives = 3

  @Option(help: "The least number of documents that a term must occur in.")
  var minDocuments = 2

  @Option(help: "Tell the shares of the topics of this model folder in --documents.")
  var model: String?

  @OptionGroup(title: "Class-based TF-IDF") var ctfidf: CTFIDFArguments
  @OptionGroup(title: "Labels") var label: LabelArguments
  @OptionGroup(title: "Contrast, hierarchy, time and shares") var view: ViewArguments

  @OptionGroup(title: "LDA and NMF") var mixture: MixtureArguments
  @OptionGroup(title: "LDA") var lda: LDAArguments
  @OptionGroup(title: "NMF") var nmf: NMFArguments

  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Method: String, ExpressibleByArgument, CaseIterable { case ctfidf, lda, nmf }

  func validate() throws {
    for (name, value, least) in [
      ("terms", terms, 1), ("label-words", labelWords, 1), ("representatives", representatives, 0),
      ("min-documents", minDocuments, 1),
    ] where value < least {
      throw ValidationError("--\(name) must be at least \(least).")
    }
    guard model == nil || (mixture.topics == nil && mixture.topicsPerCluster == nil) else {
      throw ValidationError("--model has its topics; leave out --topics and --topics-per-cluster.")
    }
  }

  /// Runs the command, or `topics query`.
  ///
  /// That is no subcommand to the parser: it would take its options for the ones of the same name that
  /// `topics` itself has.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "query" {
      runStage(Query.self, arguments: Array(arguments.dropFirst()))
    }
    runStage(Self.self)
  }

  var idleGroups: [any ParsableArguments] {
    switch method {
    case .ctfidf: [mixture, lda, nmf]
    case .lda: [ctfidf, nmf]
    case .nmf: [ctfidf, lda]
    }
  }

  func run() throws {
    if method != .ctfidf { return try MixtureRun(self).run() }
    if let model { return try ShareRun(self, model: model).run() }
    try CTFIDFRun(self).run()
  }
}
