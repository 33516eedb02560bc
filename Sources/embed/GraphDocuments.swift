import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

/// Documents with what they are connected with: their words, what they link to, their authors.
struct GraphDocuments {
  /// Words or link targets, and their weights in each document.
  struct Terms {
    /// The kind of the nodes, `word` or `link`.
    let kind: String
    let vocabulary: Vocabulary
    /// TF-IDF, of shape (documents, terms).
    let weights: SparseMatrix

    /// The folder of the vocabulary in a model: `words` or `links`.
    var folder: String { kind + "s" }
  }

  /// The table of the documents, or of their links.
  let path: String
  /// The ids in bytewise order.
  let ids: [String]
  /// The number of words and links of each.
  let lengths: [Int]
  /// A hash of what each is made of.
  let hashes: [String]
  let terms: [Terms]
  let authors: AuthorGroups?

  /// Reads documents. Which words and links are kept is told by the vocabularies in the folder `model`, or
  /// chosen by the options.
  ///
  /// - Throws: `FileError` if a table is malformed, and `UsageError` if an input is not named.
  init(
    _ command: Embed, _ types: Set<GraphArguments.EdgeType>, model: String?,
    _ output: inout StageOutput
  ) throws {
    let threads = command.common.threads
    var parts: [(terms: Terms, lengths: [Int], hashes: [String])] = []
    var (path, ids, authors): (String, [String], AuthorGroups?) = ("", [], nil)
    if types.contains(.words) || types.contains(.authors) {
      let table = try SortedDocuments(output.input(command.documents, "clean/documents.tsv"))
      (path, ids) = (table.path, table.ids)
      if types.contains(.authors) {
        authors = try AuthorGroups(requiringAuthors: table.column("author"), in: path)
      }
      if types.contains(.words) {
        let tokens = try table.column("tokens")
        let counts = DocumentTermMatrix(tokens, threads: threads)
        let hashes = parallelMap(count: tokens.count, chunk: 2048, threads: threads) { range in
          range.map { shortTextDigest(tokens[$0]) }
        }.flatMap(\.self)
        parts.append(
          (try Self.terms("word", counts, command, model, &output), counts.lengths, hashes))
      }
    }
    if types.contains(.links) {
      let linked = try LinkedDocuments(command, &output)
      // Without a table of documents they are those that have links.
      (path, ids) = (linked.path, linked.ids)
      parts.append(
        (
          try Self.terms("link", linked.links, command, model, &output), linked.links.lengths,
          ids.indices.map(linked.hash)
        ))
    }
    (self.path, self.ids, self.authors) = (path, ids, authors)
    terms = parts.map(\.terms)
    lengths = ids.indices.map { row in parts.reduce(0) { $0 + $1.lengths[row] } }
    hashes = ids.indices.map { row in
      parts.count == 1
        ? parts[0].hashes[row] : shortTextDigest(parts.map { $0.hashes[row] }.joined())
    }
  }

  private static func terms(
    _ kind: String, _ counts: DocumentTermMatrix, _ command: Embed, _ model: String?,
    _ output: inout StageOutput
  ) throws -> Terms {
    let vocabulary: Vocabulary
    if let model {
      let folder = "\(model)/\(kind)s"
      for name in ["terms.tsv", "corpus.tsv"] { _ = try output.input("\(folder)/\(name)", "") }
      vocabulary = try Vocabulary(folder: folder)
    } else {
      vocabulary = Vocabulary(of: counts, command.vocabularyOptions)
    }
    let weights = TermWeights(vocabulary).weights(of: counts.counts(of: vocabulary.terms))
    return Terms(kind: kind, vocabulary: vocabulary, weights: weights)
  }

  /// The graph of the documents and all they are connected with.
  func graph() -> HeterogeneousGraph {
    var nodes = [(kind: "document", ids: ids)]
    var edges = EdgeList()
    if let authors {
      for (document, author) in authors.authorOfDocument.enumerated() {
        edges.append(document, ids.count + author)
      }
      nodes.append((kind: "author", ids: authors.authors))
    }
    for terms in terms {
      edges.append(terms.weights, from: 0, to: nodes.reduce(0) { $0 + $1.ids.count })
      nodes.append((kind: terms.kind, ids: terms.vocabulary.terms))
    }
    return HeterogeneousGraph(nodes: nodes, edges)
  }

  /// All weights side by side, of shape (documents, words and links).
  func weights() -> SparseMatrix {
    guard terms.count > 1 else { return terms[0].weights }
    var (offsets, columns, values): ([Int], [Int32], [Float]) = ([0], [], [])
    for document in ids.indices {
      var first: Int32 = 0
      for terms in terms {
        let (places, weights) = (
          terms.weights.columnIndexes(inRow: document), terms.weights.values(inRow: document)
        )
        for index in places.indices {
          columns.append(first + places[index])
          values.append(weights[index])
        }
        first += Int32(terms.weights.columns)
      }
      offsets.append(columns.count)
    }
    return SparseMatrix(
      rows: ids.count, columns: terms.reduce(0) { $0 + $1.weights.columns }, rowOffsets: offsets,
      columnIndexes: columns, values: values)
  }

  /// The records of the nodes of a kind, as ``Schema/vectors`` has them.
  func records(_ kind: String) -> [[String]] {
    switch kind {
    case "document":
      return ids.indices.map { [ids[$0], "1", String(lengths[$0]), "0", hashes[$0]] }
    case "author": return authors?.records(tokens: lengths, hashes: hashes) ?? []
    default:
      guard let vocabulary = terms.first(where: { $0.kind == kind })?.vocabulary else { return [] }
      return zip(vocabulary.terms, vocabulary.documents).map { term, documents in
        [term, String(documents), "1", "0", shortTextDigest(term)]
      }
    }
  }
}

/// A table of documents in the bytewise order of their ids.
struct SortedDocuments {
  let path: String
  let ids: [String]
  private let table: Table
  private let order: [Int]

  /// Opens the table at `path`.
  ///
  /// - Throws: `FileError` if it is malformed or has no documents.
  init(_ path: String) throws(FileError) {
    table = try Table(contentsOf: path)
    try table.requireRecords()
    let keys = try table.keys("id")
    order = bytewiseOrder(keys)
    ids = order.map { keys[$0] }
    self.path = path
  }

  /// The fields of a column, in the order of ``ids``.
  func column(_ name: String) throws(FileError) -> [String] {
    let column = try table.index(of: name)
    return order.map { table.string($0, column) }
  }
}
