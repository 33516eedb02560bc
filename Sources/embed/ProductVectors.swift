import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

/// The products of the catalogue, to be placed in the space of the documents.
struct ProductVectors {
  private let path: String
  private let ids: [String]
  private let texts: [String]
  private let separator: UInt8

  /// Whether any product is described by what `features` ask for.
  var hasTerms: Bool { texts.contains { !$0.isEmpty } }

  /// Reads the products; nil if there is no catalogue. They are described as documents are, or by
  /// `features`.
  init?(_ command: Embed, _ output: inout StageOutput, features: Embed.Features? = nil) throws {
    let features = features ?? command.features
    guard let path = try output.optionalInput(command.products, "clean/products.tsv") else {
      return nil
    }
    self.path = path
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    ids = try table.keys("product")
    switch features {
    case .tokens:
      texts = try table.column("tokens")
    case .links:
      texts = try table.column("links").map {
        Embed.joined($0.split(separator: "|").map(String.init))
      }
    }
    separator = Embed.separator(features)
  }

  /// Writes the vectors of the products that have a term in common with the documents.
  func write(_ lsa: LSA, threads: Int, _ output: borrowing StageOutput) throws {
    try write(threads: threads, output) { lsa.vectors(of: $0, threads: threads) }
  }

  /// Writes the vectors that `place` gives for the terms of the products; zeros are none.
  func write(
    threads: Int, _ output: borrowing StageOutput, _ place: (DocumentTermMatrix) -> Matrix
  ) throws {
    let counts = DocumentTermMatrix(texts, separator: separator, threads: threads)
    try write(place(counts), lengths: counts.lengths, output)
  }

  /// Writes the vectors of the products that have a known word; `place` gives texts their vectors.
  func write(
    _ vocabulary: WordVocabulary, threads: Int, _ output: borrowing StageOutput,
    _ place: (Sentences) -> Matrix
  ) throws {
    let corpus = WordCorpus(TextSource(texts), vocabulary: vocabulary, threads: threads)
    try write(place(corpus.sentences), lengths: corpus.lengths, output)
  }

  private func write(
    _ vectors: Matrix, lengths: [Int], _ output: borrowing StageOutput
  ) throws {
    let known = ids.indices.filter { norm(vectors[row: $0]) > 0 }
    guard !known.isEmpty else {
      throw FileError(
        .empty, path, "no product shares a term with the documents",
        remedy: "describe the products in the words (or links) of the documents")
    }
    let missing = ids.count - known.count
    if missing > 0 {
      output.log.warning("\(missing) of \(ids.count) products share no term with the documents")
    }
    let records = known.map { row in
      [ids[row], "1", String(lengths[row]), "0", shortTextDigest(texts[row])]
    }
    try VectorTable.write(
      vectors.rows(known), records, columns: Schema.vectors, to: output.file("products.npy"))
  }
}
