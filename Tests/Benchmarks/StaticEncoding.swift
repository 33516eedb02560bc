import Artifacts
import Embeddings
import LinearAlgebra
import Tokenization

/// How fast texts in memory become the vectors of a static model, in memory too.
enum StaticEncoding {
  /// Measures the model of a folder on the texts of a table.
  static func measure(_ folder: String, _ path: String, runs: Int) throws {
    let encoder = try StaticEncoder(folder)
    let table = try Table(contentsOf: path)
    let texts = try table.column(table.columns.contains("message") ? "message" : "text")
    // Some hundred thousand, so that a run takes longer than threads need to start.
    let repeated = (0..<max(1, 400_000 / max(1, texts.count))).flatMap { _ in texts }
    for threads in [1, 2] {
      var tokens = 0
      let seconds = try medianSeconds(runs: runs) {
        // In blocks, as the program has them.
        for start in stride(from: 0, to: repeated.count, by: 4096) {
          let block = Array(repeated[start..<min(start + 4096, repeated.count)])
          let encoded = try encoder.encode(block, threads: threads)
          if start == 0 { tokens = encoded.tokens.reduce(0, +) / block.count }
        }
      }
      report(
        "texts of \(tokens) tokens, \(threads) threads", Double(repeated.count) / seconds, "/s")
    }
    measureSum(runs: runs)
  }

  /// The sum of rows of 8-bit integers, beside the plain loop.
  private static func measureSum(runs: Int) {
    let row = (0..<256).map { Int8(truncatingIfNeeded: $0 &* 37) }
    var sum = Matrix(rows: 1, columns: 256)
    let count = 200_000
    let fast = medianSeconds(runs: runs) {
      sum.withMutableRow(0) {
        for _ in 0..<count { addScaled(int8: row.span, times: 0.5, to: &$0) }
      }
    }
    let plain = medianSeconds(runs: runs) {
      sum.withMutableRow(0) {
        for _ in 0..<count { Reference.addScaled(int8: row.span, times: 0.5, to: &$0) }
      }
    }
    report(
      "added int8 rows of 256", Double(count) / fast / 1e6, "million/s",
      timesReference: plain / fast)
  }
}
