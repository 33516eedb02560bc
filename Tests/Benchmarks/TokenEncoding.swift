import Artifacts
import Tokenization

/// How fast texts become the token ids of a pretrained encoder.
enum TokenEncoding {
  static func measure(_ folder: String, _ path: String, runs: Int) throws {
    var tokenizer = try SubwordTokenizer(folder: folder)
    report(
      "tokenizer load",
      try medianSeconds(runs: runs) {
        tokenizer = try SubwordTokenizer(folder: folder)
      } * 1e3, "ms")
    let table = try Table(contentsOf: path)
    let texts = try table.column(table.columns.contains("message") ? "message" : "text")
    var workspace = SubwordTokenizer.Workspace()
    var ids: [Int32] = []
    var count = 0
    let seconds = medianSeconds(runs: runs) {
      count = 0
      for text in texts {
        ids.removeAll(keepingCapacity: true)
        tokenizer.encode(text, specialTokens: false, into: &ids, using: &workspace)
        count += ids.count
      }
    }
    report("tokens", Double(count) / seconds / 1e6, "million/s")
    report("texts of \(count / max(1, texts.count)) tokens", Double(texts.count) / seconds, "/s")
  }
}
