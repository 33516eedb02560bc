import Artifacts
import Embeddings
import LinearAlgebra

/// How fast texts in memory become the vectors of a static model, in memory too.
enum StaticEncoding {
  /// Measures the model of a folder on the texts of a table; without a folder the sums alone.
  static func measure(_ folder: String?, _ path: String, runs: Int) throws {
    measureSum(runs: runs)
    guard let folder else { return }
    let encoder = try StaticEncoder(folder)
    let table = try Table(contentsOf: path)
    let texts = try table.column(table.columns.contains("message") ? "message" : "text")
    // Some hundred thousand, so that a run takes longer than threads need to start.
    let repeated = (0..<max(1, 400_000 / max(1, texts.count))).flatMap { _ in texts }
    // In blocks, as the program has them.
    let blocks = stride(from: 0, to: repeated.count, by: 4096).map { start in
      TextSource(Array(repeated[start..<min(start + 4096, repeated.count)]))
    }
    for threads in [1, 2] {
      var tokens = 0
      let seconds = try medianSeconds(runs: runs) {
        for block in blocks {
          let encoded = try encoder.encode(block, threads: threads, progress: nil)
          tokens = encoded.tokens.reduce(0, +) / block.count
        }
      }
      report(
        "texts of \(tokens) tokens, \(threads) threads", Double(repeated.count) / seconds, "/s")
    }
  }

  /// The sum of rows of 8-bit integers, beside the plain loop in single precision.
  private static func measureSum(runs: Int) {
    let integers = (0..<1_000 * 256).map { Int8(truncatingIfNeeded: $0 &* 37) }
    let floats = integers.map(Float.init)
    let rows = (0..<12).map { Int32($0 &* 83) }
    let factors = rows.map { Float($0) / 100 }
    var sum = Matrix(rows: 1, columns: 256)
    let count = 20_000
    let fast = medianSeconds(runs: runs) {
      sum.withMutableRow(0) {
        for _ in 0..<count {
          sumRows(rows.span, of: integers.span, times: factors.span, into: &$0)
        }
      }
    }
    let plain = medianSeconds(runs: runs) {
      sum.withMutableRow(0) {
        for _ in 0..<count {
          Reference.sumRows(rows.span, of: floats.span, times: factors.span, into: &$0)
        }
      }
    }
    report(
      "sums of 12 int8 rows of 256", Double(count) / fast / 1e6, "million/s",
      timesReference: plain / fast)
  }
}
