import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

/// `embed --method lsa`: TF-IDF and a randomized SVD.
struct LSARun {
  let command: Embed

  func run() throws {
    var output = try StageOutput(command)
    let corpus = try Corpus(command, &output)
    let lsa = try fittedModel(corpus, &output)
    let units = try corpus.writeVectors(lsa, threads: command.common.threads, output)
    try ProductVectors(command, &output)?.write(lsa, threads: command.common.threads, output)
    if command.features == .links { try writeLinks(lsa, output) }
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
    if let model = command.model {
      for name in ["terms.npy", "terms.tsv", "corpus.tsv"] {
        _ = try output.input("\(model)/\(name)", name)
      }
      return try LSA(folder: model)
    }
    let lsa = LSA(
      corpus.units, dimensions: command.dimensions ?? 100, vocabulary: command.vocabularyOptions,
      seed: command.common.seed,
      threads: command.common.threads)
    guard lsa.dimensions > 0 else {
      throw command.noTermsError(corpus.path)
    }
    let squares = lsa.singularValues.reduce(0.0) { $0 + Double($1) * Double($1) }
    output.quality["explained"] = squares / Double(max(1, corpus.units.counts.rows))
    return lsa
  }

  private func writeLinks(_ lsa: LSA, _ output: borrowing StageOutput) throws {
    let records = zip(lsa.vocabulary.terms, lsa.vocabulary.documents).map { term, documents in
      [term, String(documents), "1", "0", shortTextDigest(term)]
    }
    try VectorTable.write(
      lsa.vectorsOfTerms(threads: command.common.threads), records, columns: Schema.vectors,
      to: output.file("links.npy"))
  }
}
