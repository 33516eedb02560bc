import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// `embed --method doc2vec`: vectors of documents that predict their words.
struct Doc2VecRun {
  let command: Embed

  func run() throws {
    var output = try StageOutput(command)
    let threads = command.common.threads
    let table = try TokenTable(output.input(command.documents, "clean/documents.tsv"))
    let products = try ProductVectors(command, &output)
    let (model, corpus) = try model(table, &output)
    let placed = PlacedDocuments(table: table, corpus: corpus, threads: threads) { texts in
      model.inference.infer(texts, seed: model.seed, threads: threads)
    }
    let units = try placed.write(command.pool, output)
    try products?.write(model.vocabulary, threads: threads, output) {
      model.inference.infer($0, seed: model.seed, threads: threads)
    }
    try model.write { try output.file("model/\($0)") }
    let dimensions = model.inference.options.dimensions
    output.quality["words"] = Double(model.vocabulary.words.count)
    output.quality["dimensions"] = Double(dimensions)
    let count = table.ids.count
    try output.commit(
      rows: .init(
        input: count, output: units.written, rejected: units.rejected,
        merged: count - units.written - units.rejected),
      "\(count) documents → \(units.written) vectors of \(dimensions) dimensions")
  }

  /// The model that was given, or one learned from the documents, and the documents in its words.
  private func model(
    _ table: TokenTable, _ output: inout StageOutput
  ) throws -> (DocumentModel, WordCorpus) {
    let common = command.common
    if let folder = command.model {
      for name in ["words.npy", "words.tsv", "contexts.npy", "options.tsv"] {
        _ = try output.input("\(folder)/\(name)", name)
      }
      let model = try DocumentModel(folder: folder)
      return (
        model, WordCorpus(table.texts, vocabulary: model.vocabulary, threads: common.threads)
      )
    }
    let options = command.wordOptions.options(
      .doc2vec, command.training, dimensions: command.dimensions ?? 100)
    let training = try WordTraining(command, table)
    let vocabulary = training.corpus.vocabulary
    let words = try training.run(options, startingFrom: nil, &output)
    return (
      DocumentModel(
        vocabulary: vocabulary,
        inference: Doc2Vec(words, counts: vocabulary.counts, options: options), seed: common.seed),
      training.corpus
    )
  }
}
