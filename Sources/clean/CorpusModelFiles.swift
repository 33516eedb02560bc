import Artifacts
import Cleaning
import StageSupport

/// What a corpus taught, as files: `boilerplate.tsv` and `phrases.tsv`.
extension CorpusSteps.Model {
  private static let boilerplateFile = "boilerplate.tsv"
  private static let phrasesFile = "phrases.tsv"

  /// Reads the files in `folder`, which an earlier run wrote; `note` is told of each path.
  ///
  /// - Throws: `FileError` if one is missing or malformed.
  init(_ folder: String, note: (String) throws -> Void = { _ in }) throws {
    let paths = [Self.boilerplateFile, Self.phrasesFile].map { "\(folder)/\($0)" }
    for path in paths { try note(path) }
    let lines = try Table(contentsOf: paths[0])
    let phrases = try Table(contentsOf: paths[1])
    let (authors, texts) = (try lines.column("author"), try lines.column("line"))
    let documents = try lines.integers("documents")
    let names = try phrases.keys("phrase")
    let (counts, npmi) = (try phrases.integers("count"), try phrases.numbers("npmi"))
    self.init(
      boilerplate: Boilerplate(
        authors.indices.map {
          .init(author: authors[$0], documents: documents[$0], line: texts[$0])
        }),
      phrases: Phrases(
        names.indices.map { .init(phrase: names[$0], count: counts[$0], npmi: npmi[$0]) }))
  }

  /// Writes the files into the folder of `output`.
  ///
  /// - Throws: `FileError` if the disk fails.
  func write(_ output: borrowing StageOutput) throws {
    try writeTable(
      output.file(Self.boilerplateFile), columns: Schema.boilerplate,
      boilerplate.lines.lazy.map { [$0.author, String($0.documents), $0.line] })
    try writeTable(
      output.file(Self.phrasesFile), columns: Schema.phrases,
      phrases.entries.lazy.map { [$0.phrase, String($0.count), decimal($0.npmi)] })
  }
}
