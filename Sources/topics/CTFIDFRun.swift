import Artifacts
import DocumentTerms
import LinearAlgebra
import StageSupport
import TopicModeling

/// `--method ctfidf`: a topic for each cluster.
struct CTFIDFRun {
  private let command: Topics
  private var threads: Int { command.common.threads }

  init(_ command: Topics) { self.command = command }

  func run() throws {
    var output = try StageOutput(command)
    let grouping = try GroupedDocuments(
      documents: output.input(command.documents, "clean/documents.tsv"),
      clusters: output.input(command.clusters, "cluster/clusters.tsv"))
    let spellings = try Spellings(output.optionalInput(command.words, "clean/words.tsv"))
    let (table, tokens) = (grouping.table, try grouping.table.index(of: "tokens"))
    let text: @Sendable (Int) -> String = { table.string($0, tokens) }
    let grams = command.ctfidf.grams
    let corpus = DocumentTermMatrix(count: table.count, threads: threads) { grams.text(text($0)) }
    let options = try options(corpus, spellings, &output)
    let model = TopicModel(corpus, classes: grouping.classes, options: options, threads: threads)
    let quality = TopicQuality(
      of: model.ranked, terms: options.terms, in: corpus, grams: grams, threads: threads,
      text: text)
    let candidates = LabelCandidates(
      model.weights, corpus: corpus, classes: grouping.classes,
      minimumOwners: options.minimumDocumentFrequency,
      vectors: try command.label.vectors.map {
        try DocumentVectors(
          VectorTable(contentsOf: output.input($0, "")), ids: grouping.ids,
          authors: grouping.authors)
      }, threads: threads, text: text)
    let tables = TopicTables(model, quality, corpus, grouping, spellings)
    let labels = try TopicLabels(candidates, tables, command, &output)
    try tables.write(labels.labels, output)
    try ViewTables(tables, labels.labels, command.view, threads: threads).write(&output)
    try AxisTables(command.view, spellings, threads: threads)
      .write(ids: grouping.ids, authors: grouping.authors, corpus, &output)
    let saved = SavedTopics(model, tables, grams: grams)
    try saved.write(output)
    try TopicShareTables(saved.shares(), saved.topics, minimum: command.view.minShare)
      .write(table, threads: threads, output)
    for measure in quality.measures { output.quality[measure.name] = measure.value }
    let npmi = quality.measures.first { $0.name == "npmi" }?.value ?? 0
    try output.commit(
      rows: .init(input: table.count, output: grouping.used, rejected: grouping.rejects.count),
      "\(grouping.used) documents → \(model.topics.count) topics, NPMI \(rounded(npmi))")
  }

  private func options(
    _ corpus: DocumentTermMatrix, _ spellings: Spellings, _ output: inout StageOutput
  ) throws -> TopicModel.Options {
    var options = TopicModel.Options()
    options.terms = command.terms
    options.minimumDocumentFrequency = command.minDocuments
    options.representatives = command.representatives
    options.representativeTokens = command.ctfidf.grams.runs(in: options.representativeTokens)
    options.weighting = .init(
      reducesFrequentWords: command.ctfidf.reduceFrequentWords, usesBM25: command.ctfidf.bm25)
    if let path = command.ctfidf.seedWords {
      let seeds = try SeedWords(
        contentsOf: output.input(path, ""), multiplier: command.ctfidf.seedMultiplier)
      options.multipliers = seeds.multipliers(corpus.terms, spellings, output.log)
    }
    return options
  }

  private func rounded(_ number: Double) -> String { decimal((number * 1000).rounded() / 1000) }
}
