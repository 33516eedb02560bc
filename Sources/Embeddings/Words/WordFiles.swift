import Artifacts
import LinearAlgebra

// The words of a model folder: `words.npy` (words, dimensions) with `words.tsv` (id, count) beside it.
extension WordVocabulary {
  private static let columns = ["id", "count"]

  /// Writes the words with their vectors.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  func write(_ vectors: Matrix, to path: String) throws(FileError) {
    try VectorTable.write(
      vectors, zip(words, counts).map { [$0, String($1)] }, columns: Self.columns, to: path)
  }

  /// Reads the words of the model in `folder`, and their vectors.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed.
  static func read(
    _ folder: String
  ) throws(FileError) -> (vocabulary: WordVocabulary, vectors: Matrix) {
    let words = try VectorTable(contentsOf: "\(folder)/words.npy")
    let counts = try words.table.integers("count")
    if let row = counts.firstIndex(where: { $0 < 0 }) {
      throw words.table.error(
        row: row, "no word occurs \(counts[row]) times", remedy: "learn the model again")
    }
    return (WordVocabulary(words: words.ids, counts: counts), words.vectors)
  }
}
