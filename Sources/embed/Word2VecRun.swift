import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// `embed --method word2vec`: vectors of words, and of documents as weighted means of them.
struct Word2VecRun {
  let command: Embed

  func run() throws {
    var output = try StageOutput(command)
    let threads = command.common.threads
    let table = try TokenTable(output.input(command.documents, "clean/documents.tsv"))
    let products = try ProductVectors(command, &output)
    let (model, corpus) = try model(table, &output)
    let sif = model.sif
    let placed = PlacedDocuments(table: table, corpus: corpus, threads: threads) { texts in
      sif.vectors(of: texts, threads: threads)
    }
    let units = try placed.write(command.pool, output)
    try products?.write(model.vocabulary, threads: threads, output) {
      sif.vectors(of: $0, threads: threads)
    }
    try write(model, output)
    output.quality["words"] = Double(model.vocabulary.words.count)
    output.quality["dimensions"] = Double(model.vectors.columns)
    let count = table.ids.count
    try output.commit(
      rows: .init(
        input: count, output: units.written, rejected: units.rejected,
        merged: count - units.written - units.rejected),
      "\(count) documents → \(units.written) vectors of \(model.vectors.columns) dimensions, "
        + "\(model.vocabulary.words.count) words")
  }

  /// The model that was given, or one learned from the documents, and the documents in its words.
  private func model(
    _ table: TokenTable, _ output: inout StageOutput
  ) throws -> (WordModel, WordCorpus) {
    let threads = command.common.threads
    if let folder = command.model {
      let model = try read(folder, &output)
      return (
        model, WordCorpus(table.texts, vocabulary: model.vocabulary, threads: threads)
      )
    }
    let options = command.wordOptions.options(
      .word2vec, command.training, dimensions: command.dimensions ?? 100)
    let training = try WordTraining(command, table)
    let vocabulary = training.corpus.vocabulary
    let start = try command.training.warmStart.map { folder in
      let model = try read(folder, &output)
      guard model.vectors.columns == options.dimensions else {
        throw UsageError(
          "--warm-start \(folder) has \(model.vectors.columns) dimensions, not \(options.dimensions); "
            + "give --dimensions \(model.vectors.columns)")
      }
      return model.start(for: vocabulary)
    }
    let words = try training.run(options, startingFrom: start, &output)
    let sif = SIF(
      vectors: words.vectors, counts: vocabulary.counts, corpus: training.corpus.sentences,
      threads: threads)
    return (
      WordModel(
        vocabulary: vocabulary, vectors: words.vectors, contexts: words.contexts,
        direction: sif.direction), training.corpus
    )
  }

  private func read(_ folder: String, _ output: inout StageOutput) throws -> WordModel {
    for name in ["words.npy", "words.tsv", "contexts.npy", "direction.npy"] {
      _ = try output.input("\(folder)/\(name)", name)
    }
    return try WordModel(folder: folder)
  }

  /// Writes the model, and the words as a table like the others.
  private func write(_ model: WordModel, _ output: borrowing StageOutput) throws {
    try model.write { try output.file("model/\($0)") }
    let (words, counts) = (model.vocabulary.words, model.vocabulary.counts)
    let hashes = parallelMap(count: words.count, chunk: 2048, threads: command.common.threads) {
      $0.map { shortTextDigest(words[$0]) }
    }.flatMap { $0 }
    try VectorTable.write(
      model.vectors,
      words.indices.map { [words[$0], String(counts[$0]), "1", "0", hashes[$0]] },
      columns: Schema.vectors, to: output.file("words.npy"))
  }
}
