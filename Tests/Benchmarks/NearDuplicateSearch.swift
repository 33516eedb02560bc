import Artifacts
import Cleaning
import LinearAlgebra

/// How fast near duplicates are found in the tokens of documents, on one core.
enum NearDuplicateSearch {
  /// Measures the search.
  ///
  /// - Parameters:
  ///   - path: A table with a column `tokens`.
  ///   - count: The number of documents; those of the table come again with one word changed until
  ///     there are so many. 0 for those of the table.
  ///   - runs: The number of runs; the median counts.
  /// - Throws: `FileError` if the table is malformed.
  static func measure(_ path: String, count: Int, runs: Int) throws {
    let texts = try Table(contentsOf: path).column("tokens")
    let total = count == 0 ? texts.count : count
    let text: @Sendable (Int) -> String = { index in
      let text = texts[index % texts.count]
      guard index >= texts.count else { return text }
      let blank = text.lastIndex(of: " ") ?? text.startIndex
      return text[..<blank] + " again\(index)"
    }
    var duplicates = 0
    let seconds = medianSeconds(runs: runs) { duplicates = search(total, text) }
    report("near duplicates among \(total): \(duplicates)", Double(total) / seconds, "documents/s")
    report("peak memory", Double(peakMemory()) / 1e6, "MB")
  }

  private static func search(_ count: Int, _ text: @Sendable (Int) -> String) -> Int {
    var finder = NearDuplicates(NearDuplicates.Options())
    for index in 0..<count { finder.append(finder.sketch(of: [text(index)])) }
    return finder.originals(threads: 1) { [text($0)] }.count { $0 != nil }
  }
}
