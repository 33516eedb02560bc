import Artifacts
import Embeddings
import StageSupport

/// What `embed tune` learns from: texts, and which of them belong together.
struct TuningInput {
  /// The tokens of each text.
  let tokens: [[Int32]]
  let source: TuningSource
  /// Rows of rejects.tsv.
  let rejects: [[String]]
  let rows: RunRecord.Rows
  /// The texts that were cut off.
  let truncated: Int

  /// Reads what the options name.
  ///
  /// - Throws: `FileError` if a table is malformed, or too little is left to learn from.
  init(_ command: Tune, folder: String, _ output: inout StageOutput) throws {
    if command.same != nil {
      try self.init(TuningGroups(command, &output), command, folder)
    } else {
      try self.init(TuningPairs(command, &output), command, folder)
    }
  }

  private init(_ groups: TuningGroups, _ command: Tune, _ folder: String) throws {
    let texts = try Self.texts(groups.texts, command, folder)
    let distinct = groups.distinct(texts.tokens)
    guard distinct.groups.count >= 2 else {
      throw FileError(
        .empty, groups.path,
        "has two texts or more of \(distinct.groups.count) \(groups.kind)s only",
        remedy: "bring texts of two \(groups.kind)s at least: those of the others are the negatives"
      )
    }
    (tokens, truncated) = (texts.tokens, texts.truncated)
    source = .groups(distinct.groups)
    rejects = groups.rejects + distinct.alone.map { [groups.ids[$0], "alone", groups.aloneDetail] }
    rows = .init(
      input: groups.inputRows, output: distinct.used, rejected: rejects.count,
      merged: groups.inputRows - distinct.used - rejects.count)
  }

  private init(_ pairs: TuningPairs, _ command: Tune, _ folder: String) throws {
    let texts = try Self.texts(pairs.texts, command, folder)
    guard pairs.examples.count >= 2 else {
      throw FileError(
        .empty, pairs.path, "has \(pairs.examples.count) pairs that can be used",
        remedy: pairs.rejects.first.map { "the first that cannot: \($0.joined(separator: ", "))" }
          ?? "bring two at least: the others are the negatives")
    }
    (tokens, truncated) = (texts.tokens, texts.truncated)
    source = .examples(pairs.examples)
    rejects = pairs.rejects
    rows = .init(
      input: pairs.inputRows, output: pairs.examples.count, rejected: rejects.count)
  }

  private static func texts(
    _ texts: TextSource, _ command: Tune, _ folder: String
  ) throws -> TuningTexts {
    let arguments = command.training
    return try TuningTexts(
      texts, folder: folder, prefix: arguments.prefix, maximumTokens: arguments.maxTokens,
      threads: command.common.threads)
  }
}
