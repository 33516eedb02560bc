import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

/// `embed --method tfidf`: the weights of terms themselves, as tables.
///
/// A document has hundreds of numbers that are not zero among a hundred thousand, so there is no
/// vectors.npy: what reads vectors needs `--method lsa`, which makes some of these weights.
struct TFIDFRun {
  let command: Embed

  func run() throws {
    var output = try StageOutput(command)
    let corpus = try Corpus(command, &output)
    let vocabulary = try fittedVocabulary(corpus, &output)
    let weights = TermWeights(vocabulary)
    let matrix = weights.weights(of: corpus.units.counts(of: vocabulary.terms))
    let written = try write(matrix, corpus.unitIds, vocabulary.terms, output)
    let rejected = try writeRejects(corpus, vocabulary, output)
    try writeTable(
      output.file("terms.tsv"), columns: ["id", "documents", "idf"],
      vocabulary.terms.indices.lazy.map { term in
        [
          vocabulary.terms[term], String(vocabulary.documents[term]),
          decimal(weights.inverseDocumentFrequency[term]),
        ]
      })
    try vocabulary.write { try output.file("model/\($0)") }
    output.quality["terms"] = Double(vocabulary.terms.count)
    output.quality["weights"] = Double(matrix.values.count)
    try output.commit(
      rows: .init(
        input: corpus.ids.count, output: written, rejected: rejected,
        merged: corpus.ids.count - written - rejected),
      "\(corpus.ids.count) documents → \(written) rows of \(vocabulary.terms.count) terms, "
        + "\(matrix.values.count) weights")
  }

  private func fittedVocabulary(
    _ corpus: Corpus, _ output: inout StageOutput
  ) throws -> Vocabulary {
    if let model = command.model {
      for name in ["terms.tsv", "corpus.tsv"] {
        _ = try output.input("\(model)/\(name)", name)
      }
      return try Vocabulary(folder: model)
    }
    let vocabulary = Vocabulary(of: corpus.units, command.vocabularyOptions)
    guard !vocabulary.terms.isEmpty else {
      throw command.noTermsError(corpus.path)
    }
    return vocabulary
  }

  /// Writes the weights, rows by id and the terms of a row by name, both in bytewise order.
  ///
  /// - Returns: The number of ids with weights.
  private func write(
    _ matrix: SparseMatrix, _ ids: [String], _ terms: [String], _ output: borrowing StageOutput
  ) throws -> Int {
    let order = bytewiseOrder(ids).filter { !matrix.values(inRow: $0).isEmpty }
    var file = try OutputFile(path: output.file("weights.tsv"))
    try file.write("id\tterm\tweight\n")
    try file.write(count: order.count, threads: command.common.threads) { index, bytes in
      let row = order[index]
      let (columns, values) = (matrix.columnIndexes(inRow: row), matrix.values(inRow: row))
      for position in columns.indices {
        appendEscaped(ids[row], to: &bytes)
        bytes.append(UInt8(ascii: "\t"))
        appendEscaped(terms[Int(columns[position])], to: &bytes)
        bytes.append(UInt8(ascii: "\t"))
        bytes += decimal(values[position]).utf8
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    try file.commit()
    return order.count
  }

  /// Writes the documents without any term of the vocabulary.
  ///
  /// - Returns: Their number.
  private func writeRejects(
    _ corpus: Corpus, _ vocabulary: Vocabulary, _ output: borrowing StageOutput
  ) throws -> Int {
    let counts = corpus.documents.counts(of: vocabulary.terms)
    let lengths = corpus.documents.lengths
    let unknown = bytewiseOrder(corpus.ids).filter { counts.values(inRow: $0).isEmpty }
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.rejects,
      unknown.map {
        [corpus.ids[$0], "no-known-terms", "none of its \(lengths[$0]) terms is known"]
      }
    )
    return unknown.count
  }
}
