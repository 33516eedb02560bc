import Artifacts
import Cleaning

/// How fast texts in memory are cleaned, on one core: words without addresses, stop words and endings.
enum DocumentCleaning {
  /// Measures the cleaning of documents that are known to be English.
  ///
  /// - Parameters:
  ///   - path: A table with a column `text`.
  ///   - runs: The number of runs; the median counts.
  ///   - isJSON: Whether to print a line of JSON, as the peers do.
  /// - Throws: `FileError` if the table is malformed.
  static func measure(_ path: String, runs: Int, isJSON: Bool) throws {
    let texts = try Table(contentsOf: path).column("text").filter { !$0.isEmpty }
    var options = CleaningOptions()
    options.isMonolingual = true
    // Steps that the script does not take.
    options.normalizer.repairsMojibake = false
    options.normalizer.shortensRuns = false
    let cleaner = DocumentCleaner(options)
    let documents = texts.map { SourceDocument(text: $0) }
    // Kept, since the script does not free its documents within the time that it takes either.
    var batches: [CleanedBatch] = []
    let seconds = medianSeconds(runs: runs) { batches.append(cleaner.clean(documents)) }
    let tokens = batches[0].documents.reduce(0) { $0 + $1.tokenCount }
    guard !isJSON else {
      print(
        """
        {"workload": "clean in memory", "peer": "DocumentCleaner", "ours": true, "n": \(texts.count), \
        "seconds": \(seconds), "cpu_seconds": \(seconds), "peak_rss_mb": \(peakMemory() / 1_000_000)}
        """)
      return
    }
    report("cleaning: \(tokens) tokens", Double(texts.count) / seconds, "documents/s")
  }
}
