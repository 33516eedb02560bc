import ArgumentParser
import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

@main
struct Embed: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed", abstract: "Turn documents, or their authors, into vectors.",
    discussion: """
      EXAMPLE
        embed --documents clean/documents.tsv --pool author --dimensions 100 --output embed

      Writes vectors.npy, a row for each record of vectors.tsv: documents, or authors with
      --pool author (documents.npy then has the documents). With a catalogue, products.npy has the
      products in the same space; with --features links, links.npy has the link targets. The model
      is kept in model/ and can be applied to other documents with --model.
      """,
    version: version)

  @Option(help: "The documents, as clean writes them.")
  var documents: String?

  @Option(help: "The links of the documents, as clean writes them.")
  var links: String?

  @Option(help: "The products, as clean writes them.")
  var products: String?

  @Option(help: "How vectors are computed. lsa: TF-IDF and a randomized SVD.")
  var method = Method.lsa

  @Option(help: "What a document is described by: its tokens, or the targets of its links.")
  var features = Features.tokens

  @Option(help: "What gets a vector: each document, or each author of documents.")
  var pool = Pool.document

  @Option(help: "The number of dimensions; fewer if the corpus has fewer documents or terms.")
  var dimensions = 100

  @Option(help: "The least number of documents (or authors) that a term must occur with.")
  var minDocuments = 2

  @Option(help: "The largest share of documents (or authors) that a term may occur with.")
  var maxShare = 0.5

  @Option(help: "The largest number of terms; the most frequent ones are kept.")
  var maxTerms = 100_000

  @Option(help: "A model folder of an earlier run, to apply instead of learning one.")
  var model: String?

  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Method: String, ExpressibleByArgument, CaseIterable { case lsa }
  enum Features: String, ExpressibleByArgument, CaseIterable { case tokens, links }
  enum Pool: String, ExpressibleByArgument, CaseIterable { case document, author }

  func validate() throws {
    guard dimensions >= 1 else { throw ValidationError("--dimensions must be at least 1.") }
    guard minDocuments >= 1 else { throw ValidationError("--min-documents must be at least 1.") }
    guard maxShare > 0, maxShare <= 1 else {
      throw ValidationError("--max-share is a share: above 0 and at most 1.")
    }
  }

  /// The byte between two terms of a document.
  var separator: UInt8 {
    switch features {
    case .tokens: UInt8(ascii: " ")
    case .links: DocumentTermMatrix.unitSeparator
    }
  }

  /// The links of a document as one text, since a million texts cost less than a million arrays.
  static func joined(_ links: [String]) -> String {
    links.joined(separator: String(decoding: [DocumentTermMatrix.unitSeparator], as: UTF8.self))
  }

  func run() throws {
    var output = try StageOutput(self)
    let corpus = try Corpus(self, &output)
    let lsa = try fittedModel(corpus, &output)
    let units = try corpus.writeVectors(lsa, threads: common.threads, output)
    try ProductVectors(self, &output)?.write(lsa, threads: common.threads, output)
    if features == .links { try writeLinks(lsa, output) }
    try lsa.write { try output.file("model/\($0)") }
    output.quality["terms"] = Double(lsa.vocabulary.terms.count)
    output.quality["dimensions"] = Double(lsa.dimensions)
    try output.commit(
      rows: .init(
        input: corpus.ids.count, output: units.written, rejected: units.rejected,
        merged: corpus.ids.count - units.written - units.rejected),
      "\(corpus.ids.count) documents → \(units.written) vectors of \(lsa.dimensions) dimensions")
  }

  private func fittedModel(_ corpus: Corpus, _ output: inout StageOutput) throws -> LSA {
    if let model {
      for name in ["terms.npy", "terms.tsv", "corpus.tsv"] {
        _ = try output.input("\(model)/\(name)", name)
      }
      return try LSA(folder: model)
    }
    var vocabulary = Vocabulary.Options()
    vocabulary.minimumDocuments = minDocuments
    vocabulary.maximumShare = maxShare
    vocabulary.maximumTerms = maxTerms
    let lsa = LSA(
      corpus.units, dimensions: dimensions, vocabulary: vocabulary, seed: common.seed,
      threads: common.threads)
    guard lsa.dimensions > 0 else {
      throw FileError(
        .empty, corpus.path, "no term occurs with \(minDocuments) documents or more",
        remedy: "lower --min-documents, raise --max-share, or bring more documents")
    }
    let squares = lsa.singularValues.reduce(0.0) { $0 + Double($1) * Double($1) }
    output.quality["explained"] = squares / Double(max(1, corpus.units.counts.rows))
    return lsa
  }

  private func writeLinks(_ lsa: LSA, _ output: borrowing StageOutput) throws {
    let records = zip(lsa.vocabulary.terms, lsa.vocabulary.documents).map { term, documents in
      [term, String(documents), "1", "0", String(textDigest(term).prefix(16))]
    }
    try VectorTable.write(
      lsa.vectorsOfTerms(threads: common.threads), records, columns: Schema.vectors,
      to: output.file("links.npy"))
  }
}
