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

        embed --flow facebook --method encoder --encoder models/minilm

        embed --method graph --edges likes.tsv --node-features descriptions.tsv --output embed

      Writes vectors.npy, a row for each record of vectors.tsv: documents, or authors with
      --pool author (documents.npy then has the documents). With a catalogue, products.npy has the
      products in the same space; with --features links, links.npy has the link targets. The model
      is kept in model/ and can be applied to other documents with --model.

      An encoder is a model folder as the Hugging Face hub has them: config.json, model.safetensors,
      tokenizer.json or vocab.txt. It reads titles and texts; those that an earlier run read with the
      same model are not read again.

      OTHER COMMANDS
        embed models     list pretrained models, or fetch them; see embed models --help
        embed distill    make a static model of an encoder; see embed distill --help
        embed tune       train an encoder further on texts of your own; see embed tune --help
        embed evaluate-authors
                         measure how well authors are told apart; see embed evaluate-authors --help
      """,
    version: version)

  @Option(help: "The documents, as clean writes them.")
  var documents: String?

  @Option(help: "The links of the documents, as clean writes them.")
  var links: String?

  @Option(help: "The products, as clean writes them.")
  var products: String?

  @Option(
    help: """
      How vectors are computed. lsa: TF-IDF of the tokens and a randomized SVD. encoder: titles and \
      texts through a pretrained network. static: the mean of pretrained vectors of their tokens, \
      as fast as reading. word2vec: vectors of words learned from the tokens, and weighted means \
      of them. doc2vec: vectors that predict the tokens. links: learned from which document links to \
      what. clicks: items by who clicked what, their tags too, new items by their texts. author: \
      authors, by a network that reads their posts and is trained to tell authors apart. graph: a \
      graph network (GraphSAGE) over documents, words, links and authors, or over --edges, trained \
      to predict edges. propagation: features passed along such edges, nothing trained. tfidf: the \
      weights of terms in weights.tsv (id, term, weight), for people and topics; no vectors.npy, \
      which reduce reads.
      """)
  var method = Method.lsa

  @Option(help: "What a document is described by: its tokens, or the targets of its links.")
  var features = Features.tokens

  @Option(help: "What gets a vector: each document, or each author of documents.")
  var pool = Pool.document

  @Option(
    help: """
      The number of dimensions. Default: 100, or fewer if the corpus has fewer documents or terms; 50 \
      for --method links, 64 for --method graph.
      """)
  var dimensions: Int?

  @Option(help: "The least number of documents (or authors) that a term must occur with.")
  var minDocuments = 2

  @Option(help: "The largest share of documents (or authors) that a term may occur with.")
  var maxShare = 0.5

  @Option(help: "The largest number of terms; the most frequent ones are kept.")
  var maxTerms = 100_000

  @Option(help: "A model folder of an earlier run, to apply instead of learning one.")
  var model: String?

  @OptionGroup(title: "Encoder") var encoderOptions: EncoderArguments

  @OptionGroup(title: "Training") var training: TrainingArguments

  @OptionGroup(title: "Links") var linksOptions: LinksArguments

  @OptionGroup(title: "Clicks") var clicks: ClicksArguments

  @OptionGroup(title: "Graph") var graph: GraphArguments

  @OptionGroup(title: "Words") var wordOptions: WordArguments

  @OptionGroup(title: "Authors") var authors: AuthorArguments

  @Option(
    help: """
      Vectors of the documents from an earlier run, NAME.npy with NAME.tsv beside it, for --method \
      author to read instead of encoding texts.
      """)
  var documentVectors: String?

  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Method: String, ExpressibleByArgument, CaseIterable {
    case lsa, encoder, `static`, word2vec, doc2vec, links, clicks, author, graph, propagation
    case tfidf
  }
  enum Features: String, ExpressibleByArgument, CaseIterable { case tokens, links }
  enum Pool: String, ExpressibleByArgument, CaseIterable { case document, author }

  func validate() throws {
    guard dimensions ?? 1 >= 1 else { throw ValidationError("--dimensions must be at least 1.") }
    guard minDocuments >= 1 else { throw ValidationError("--min-documents must be at least 1.") }
    guard maxShare > 0, maxShare <= 1 else {
      throw ValidationError("--max-share is a share: above 0 and at most 1.")
    }
    if method == .links, pool == .author {
      throw ValidationError("--method links embeds documents; leave out --pool author.")
    }
    if method == .tfidf, products != nil {
      throw ValidationError("--method tfidf makes no vectors of products; use --method lsa.")
    }
    if [.encoder, .static, .word2vec, .doc2vec, .author].contains(method), features == .links {
      throw ValidationError(
        "--method \(method.rawValue) reads texts; use --method lsa with --features links.")
    }
    if method == .clicks, pool == .author {
      throw ValidationError("--method clicks embeds items; leave out --pool author.")
    }
    if documentVectors != nil, method != .author || products != nil {
      throw ValidationError(
        "--document-vectors is for --method author, and says nothing of --products.")
    }
    let isGraph = method == .graph || method == .propagation
    if graph.edges != nil, !isGraph || pool == .author {
      throw ValidationError(
        "--edges is for --method graph or propagation, and embeds nodes; leave out --pool author.")
    }
    if isGraph, pool == .author, !graph.edgeType.isEmpty, !graph.edgeType.contains(.authors) {
      throw ValidationError("--pool author needs --edge-type authors.")
    }
    if method == .word2vec || method == .doc2vec || method == .clicks {
      try wordOptions.validate(method, training, model: model)
    }
  }

  var idleGroups: [any ParsableArguments] {
    let isGraph = method == .graph || method == .propagation
    let readers: [(group: any ParsableArguments, isRead: Bool)] = [
      (encoderOptions, [.encoder, .static, .author].contains(method)),
      (training, ![.lsa, .tfidf, .encoder, .static, .propagation].contains(method)),
      (linksOptions, isGraph || method == .links || features == .links),
      (clicks, method == .clicks), (graph, isGraph),
      (wordOptions, [.word2vec, .doc2vec, .clicks].contains(method)),
      (authors, method == .author),
    ]
    return readers.filter { !$0.isRead }.map(\.group)
  }

  /// The byte between two terms of a document.
  var separator: UInt8 { Self.separator(features) }

  /// Which terms, or targets of links, are kept.
  var vocabularyOptions: Vocabulary.Options {
    var options = Vocabulary.Options()
    options.minimumDocuments = minDocuments
    options.maximumShare = maxShare
    options.maximumTerms = maxTerms
    return options
  }

  /// What is wrong with documents none of whose terms is kept.
  func noTermsError(_ path: String) -> FileError {
    FileError(
      .empty, path, "no term occurs with \(minDocuments) documents or more",
      remedy: "lower --min-documents, raise --max-share, or bring more documents")
  }

  /// The byte between two terms of what is described by `features`.
  static func separator(_ features: Features) -> UInt8 {
    switch features {
    case .tokens: UInt8(ascii: " ")
    case .links: DocumentTermMatrix.unitSeparator
    }
  }

  /// The links of a document as one text, since a million texts cost less than a million arrays.
  static func joined(_ links: [String]) -> String {
    links.joined(separator: String(decoding: [DocumentTermMatrix.unitSeparator], as: UTF8.self))
  }

  /// Runs the command, or the one that the first argument names.
  ///
  /// Those are no subcommands to the parser: it would take their options for the ones of the same
  /// name that `embed` itself has.
  static func main() {
    let others: [String: any ParsableCommand.Type] = [
      "distill": Distill.self, "evaluate-authors": EvaluateAuthors.self, "models": Models.self,
      "tune": Tune.self,
    ]
    let arguments = CommandLine.arguments.dropFirst()
    if let other = arguments.first.flatMap({ others[$0] }) {
      runStage(other, arguments: Array(arguments.dropFirst()))
    }
    runStage(Self.self)
  }

  func run() throws {
    switch method {
    case .lsa: try LSARun(command: self).run()
    case .encoder, .static: try EncoderRun(command: self).run()
    case .links: try LinksRun(command: self).run()
    case .tfidf: try TFIDFRun(command: self).run()
    case .word2vec: try Word2VecRun(command: self).run()
    case .doc2vec: try Doc2VecRun(command: self).run()
    case .clicks: try ClicksRun(command: self).run()
    case .author: try AuthorRun(command: self).run()
    case .graph, .propagation:
      guard let edges = graph.edges else { return try GraphRun(command: self).run() }
      try EdgeGraphRun(command: self, edges: edges).run()
    }
  }
}
