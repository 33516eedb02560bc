import Artifacts
import DocumentTerms
import LinearAlgebra
import RealModule
import StageSupport
import TopicModeling

/// One run of `topics --method lda` or `nmf`: reads, fits or finds topics in documents, writes.
struct MixtureRun {
  private let command: Topics
  private let options: MixtureArguments
  private let threads: Int

  init(_ command: Topics) {
    self.command = command
    options = command.mixture
    threads = command.common.threads
  }

  func run() throws {
    let output = try StageOutput(command)
    if let folder = command.model {
      try predict(folder, output)
    } else {
      try fit(output)
    }
  }

  /// Fits topics and writes all about them.
  private func fit(_ output: consuming StageOutput) throws {
    let documents = try read(byCluster: options.topics == nil, &output)
    let spellings = try Spellings(output.optionalInput(command.words, "clean/words.tsv"))
    let wanted = options.topics ?? options.topicsPerCluster ?? 2
    let method: any MixtureFit =
      command.method == .nmf
      ? NMFRun(arguments: command.nmf, common: command.common)
      : LDARun(arguments: command.lda, common: command.common)
    let isKept = keptTerms(documents.corpus)
    let earlier = try EarlierTopics(isIgnored: options.fromScratch, &output)
    var found: [MixtureTopics] = []
    var rejects = documents.rejects
    for (index, part) in documents.groups.enumerated() {
      let vocabulary = MixtureVocabulary(
        of: part.members, in: documents, isKept: isKept, leastOwners: command.minDocuments)
      let group = MixtureGroup(
        cluster: part.cluster, members: part.members, vocabulary: vocabulary, in: documents)
      rejects += withoutTerms(group, documents)
      let topics = min(wanted, group.counts.rows, group.counts.columns)
      warn(group, topics, wanted, output.log)
      guard topics > 0 else { continue }
      let fitted = fitted(
        group, method, topics, place(of: part.cluster, index, documents.groups.count), output.log)
      found.append(
        MixtureTopics(
          group, earlier.continued(fitted, in: group, documents.corpus.terms), threads: threads))
    }
    guard !found.isEmpty else { throw noTerms(documents) }
    try write(found, rejects, documents, spellings, method, output)
  }

  private func write(
    _ found: [MixtureTopics], _ rejects: [[String]], _ documents: MixtureDocuments,
    _ spellings: Spellings, _ method: any MixtureFit, _ output: consuming StageOutput
  ) throws {
    let tables = try MixtureTables(
      found, documents, spellings, command, measures: measures(found, method), &output)
    try tables.write(&output)
    try AxisTables(command.view, spellings, threads: threads)
      .write(ids: documents.ids, authors: documents.authors, documents.corpus, &output)
    try SavedMixture(record: method.record, groups: tables.savedGroups).write(output)
    let used = try writeShares(found, rejects, documents, &output)
    let topics = found.reduce(0) { $0 + $1.mixture.topics }
    let npmi = decimal(((output.quality["npmi"] ?? 0) * 1000).rounded() / 1000)
    try output.commit(
      rows: .init(input: documents.ids.count, output: used, rejected: rejects.count),
      "\(used) documents → \(topics) topics, NPMI \(npmi)")
  }

  /// Finds the topics of a model folder in documents and writes their shares.
  private func predict(_ folder: String, _ output: consuming StageOutput) throws {
    let saved = try SavedMixture(contentsOf: folder, output: &output)
    let documents = try read(byCluster: saved.isByCluster, &output)
    var found: [MixtureTopics] = []
    var rejects = documents.rejects
    for part in documents.groups {
      guard let own = saved.groups.first(where: { $0.cluster == part.cluster }) else {
        rejects += part.members.map {
          [documents.ids[$0], "no-topics", "cluster \(part.cluster) has no topics in \(folder)"]
        }
        continue
      }
      let vocabulary = MixtureVocabulary(
        own.terms, documentFrequencies: own.documentFrequencies, in: documents.corpus)
      let group = MixtureGroup(
        cluster: part.cluster, members: part.members, vocabulary: vocabulary, in: documents)
      rejects += withoutTerms(group, documents)
      let fitted = FittedMixture(
        model: try saved.model(of: own), priors: own.priors, steps: 0, error: nil)
      found.append(MixtureTopics(group, fitted, threads: threads))
    }
    let used = try writeShares(found, rejects, documents, &output)
    try output.commit(
      rows: .init(input: documents.ids.count, output: used, rejected: rejects.count),
      "the topics of \(used) documents")
  }

  private func read(byCluster: Bool, _ output: inout StageOutput) throws -> MixtureDocuments {
    let documents = try output.input(command.documents, "clean/documents.tsv")
    let clusters =
      byCluster
      ? try output.input(command.clusters, "cluster/clusters.tsv")
      : try output.optionalInput(command.clusters, "cluster/clusters.tsv")
    return try MixtureDocuments(
      documents: documents, clusters: clusters, byCluster: byCluster, threads: threads)
  }

  /// Which terms have enough documents and not too many.
  private func keptTerms(_ corpus: DocumentTermMatrix) -> [Bool] {
    let most = options.maxDocumentShare * Double(corpus.count)
    return corpus.documentFrequencies().map {
      $0 >= command.minDocuments && Double($0) <= most
    }
  }

  private func withoutTerms(
    _ group: MixtureGroup, _ documents: MixtureDocuments
  ) -> [[String]] {
    group.rejected.map {
      [documents.ids[$0], "no-terms", "none of its tokens is a term of the topics"]
    }
  }

  private func noTerms(_ documents: MixtureDocuments) -> FileError {
    FileError(
      .empty, documents.table.path,
      documents.groups.isEmpty
        ? "has no document in any cluster" : "has no terms to find topics in",
      remedy: "lower --min-documents, raise --max-document-share, or look at cluster/clusters.tsv")
  }

  /// Where the run is, for the line of progress.
  private func place(of cluster: Int, _ index: Int, _ count: Int) -> String {
    cluster == MixtureDocuments.all ? "" : "cluster \(cluster), \(index + 1) of \(count): "
  }

  private func warn(_ group: MixtureGroup, _ topics: Int, _ wanted: Int, _ log: Log) {
    guard topics < wanted else { return }
    let name = group.cluster == MixtureDocuments.all ? "the corpus" : "cluster \(group.cluster)"
    let (documents, terms) = (group.counts.rows, group.counts.columns)
    // What there is less of is the reason.
    let (count, what) = documents <= terms ? (documents, "document") : (terms, "term")
    log.warning(
      topics == 0
        ? "\(name) has no topics, for it has no \(what)"
        : "\(name) has \(counted(topics, "topic")), not \(wanted), for it has \(counted(count, what))"
    )
  }

  private func counted(_ count: Int, _ what: String) -> String {
    "\(count) \(what)\(count == 1 ? "" : "s")"
  }

  private func fitted(
    _ group: MixtureGroup, _ method: any MixtureFit, _ topics: Int, _ place: String, _ log: Log
  ) -> FittedMixture {
    var line: ProgressLine?
    defer { line?.finish() }
    return method.fit(group.counts, topics: topics) { progress in
      if line == nil { line = ProgressLine(place + method.step, total: progress.total, log: log) }
      let note = progress.logLikelihood.map { likelihood in
        ", perplexity \(Int(Double.exp(-likelihood).rounded()))"
      }
      line?.update(progress.done, note: note ?? "")
    }
  }

  /// The measures of the models, which only they know.
  private func measures(
    _ found: [MixtureTopics], _ method: any MixtureFit
  ) -> [(name: String, value: Double)] {
    let errors = found.compactMap(\.error)
    let steps = Double(found.map(\.steps).max() ?? 0)
    guard errors.isEmpty else {
      let squares = errors.reduce(0) { $0 + $1 * $1 }
      return [("error", squares.squareRoot()), (method.step, steps)]
    }
    let tokens = found.reduce(0) { $0 + $1.group.lengths.reduce(0, +) }
    let sum = found.reduce(0.0) { sum, topics in
      let likelihood = topics.mixture.logLikelihood(of: topics.group.counts, threads: threads)
      return sum + likelihood * Double(topics.group.lengths.reduce(0, +))
    }
    return [("perplexity", Double.exp(-sum / Double(max(1, tokens)))), (method.step, steps)]
  }

  /// Writes the shares of documents, authors and clusters, and the rejects.
  ///
  /// - Returns: The number of documents that have shares.
  private func writeShares(
    _ found: [MixtureTopics], _ rejects: [[String]], _ documents: MixtureDocuments,
    _ output: inout StageOutput
  ) throws -> Int {
    let tables = ShareTables(minimum: command.view.minShare, threads: threads)
    try tables.write(
      found.map { $0.documentShares(documents.ids) }, of: "id", to: output.file("shares.tsv"))
    try tables.write(
      found.map { $0.authorShares(documents.authors) }, of: "author",
      to: output.file("authors.tsv"))
    if let all = found.first, all.group.cluster == MixtureDocuments.all,
      !documents.clusters.isEmpty
    {
      try tables.writeClusters(
        documents.clusters.map(\.cluster), all.clusterShares(documents),
        to: output.file("clusters.tsv"))
    }
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.rejects,
      rejects.sorted { precedesBytewise($0[0], $1[0]) })
    return found.reduce(0) { $0 + $1.group.members.count }
  }
}
