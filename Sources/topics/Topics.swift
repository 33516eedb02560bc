import DocumentTerms
import ArgumentParser
import Artifacts
import StageSupport
import TopicModeling

@main
struct Topics: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics", abstract: "Say in words what each cluster is about.",
    discussion: """
      EXAMPLE
        topics --documents clean/documents.tsv --clusters cluster/clusters.tsv --output topics
        topics --flow facebook --method lda --topics-per-cluster 2
        topics --documents clean/documents.tsv --method nmf --topics 50 --output topics
        topics --documents new.tsv --method nmf --model topics/model --output found

      Writes a label for each cluster (topics.tsv), its most typical terms (terms.tsv) and the documents
      that show it best (representatives.tsv); documents in no cluster are in rejects.tsv. Where authors were clustered, a cluster has all documents
      of its authors, and a term counts only if two of them use it.

      lda and nmf find several topics in each cluster, or with --topics in all documents together: their \
      cluster is then -1, and clusters.tsv has their shares in the clusters. shares.tsv and authors.tsv \
      tell the topics of each document and author. model/ holds what --model finds the topics of other \
      documents by, which have the same shares as if they had been fitted. In topics.tsv a document counts for its \
      largest topic.
      """,
    version: version)

  @Option(help: "The documents, as clean writes them.")
  var documents: String?

  @Option(help: "The cluster of each document or author, as cluster writes them.")
  var clusters: String?

  @Option(help: "The spelling of each token, as clean writes it.")
  var words: String?

  @Option(
    help: """
      How topics are found. ctfidf: one a cluster, by class-based TF-IDF; lda: several, by latent Dirichlet \
      allocation; nmf: several, by non-negative matrix factorization.
      """)
  var method = Method.ctfidf

  @Option(help: "The number of terms of a topic.")
  var terms = 10

  @Option(help: "The number of words of a label.")
  var labelWords = 3

  @Option(help: "The number of representative documents of a topic.")
  var representatives = 3

  @Option(help: "The least number of documents that a term must occur in.")
  var minDocuments = 2

  @Flag(help: "Take the square root of frequencies, so that the commonest words weigh less.")
  var reduceFrequentWords = false

  @Flag(name: .customLong("bm25"), help: "Weigh terms by BM25's inverse frequency.")
  var bm25 = false

  @OptionGroup(title: "LDA and NMF") var mixture: MixtureArguments
  @OptionGroup(title: "LDA") var lda: LDAArguments
  @OptionGroup(title: "NMF") var nmf: NMFArguments

  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Method: String, ExpressibleByArgument, CaseIterable { case ctfidf, lda, nmf }

  func validate() throws {
    guard terms >= 1, labelWords >= 1, representatives >= 0, minDocuments >= 1 else {
      throw ValidationError(
        "--terms, --label-words and --min-documents must be at least 1, --representatives 0.")
    }
  }

  func run() throws {
    guard method == .ctfidf else { return try MixtureRun(self).run() }
    var output = try StageOutput(self)
    let grouping = try GroupedDocuments(
      documents: output.input(documents, "clean/documents.tsv"),
      clusters: output.input(clusters, "cluster/clusters.tsv"))
    let spellings = try Spellings(output.optionalInput(words, "clean/words.tsv"))
    let table = grouping.table
    let tokens = try table.index(of: "tokens")
    let corpus = DocumentTermMatrix(count: table.count, threads: common.threads) {
      table.string($0, tokens)
    }
    var options = TopicModel.Options()
    options.terms = terms
    options.minimumDocumentFrequency = minDocuments
    options.representatives = representatives
    options.weighting = .init(reducesFrequentWords: reduceFrequentWords, usesBM25: bm25)
    let model = TopicModel(
      corpus, classes: grouping.classes, options: options, threads: common.threads)
    try TopicTables(model, corpus, grouping, spellings, labelWords: labelWords).write(output)
    output.quality["npmi"] = model.npmi
    output.quality["diversity"] = model.diversity
    let (count, used) = (table.count, grouping.used)
    try output.commit(
      rows: .init(input: count, output: used, rejected: grouping.rejects.count),
      "\(used) documents → \(model.topics.count) topics, NPMI \(rounded(model.npmi))")
  }

  private func rounded(_ number: Double) -> String { decimal((number * 1000).rounded() / 1000) }
}
