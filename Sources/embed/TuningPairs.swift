import Artifacts
import Embeddings
import StageSupport

/// A table of pairs or triplets, whose texts are documents or stand in the table.
struct TuningPairs {
  let path: String
  let texts: TextSource
  let examples: [TuningExample]
  let rejects: [[String]]
  /// The number of lines.
  let inputRows: Int

  /// - Throws: `FileError` if a table is malformed or missing.
  init(_ command: Tune, _ output: inout StageOutput) throws {
    path = try output.input(command.triplets ?? command.pairs, "")
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    var names = ["anchor", "positive"]
    if command.triplets != nil { names.append("negative") }
    var columns: [[String]] = []
    for name in names { columns.append(try table.column(name)) }
    let documents = try output.optionalInput(command.documents, "clean/documents.tsv")
    let known: Known
    if let documents {
      let table = try TextTable(documents, key: "id")
      known = Known(names: table.ids, empty: Set(table.empty))
      texts = table.texts(0..<table.ids.count)
    } else {
      let all = Set(columns.joined()).subtracting([""]).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      known = Known(names: all, empty: [""])
      texts = TextSource(all)
    }
    var reader = PairReader(known)
    // The order of the lines does not matter, only the number of each in messages.
    let lines = (0..<table.count).map { row in columns.map { $0[row] } }
    for row in bytewiseOrder(lines.map { $0.joined(separator: "\t") }) {
      reader.read(lines[row], line: table.line(of: row))
    }
    (examples, rejects, inputRows) = (reader.examples, reader.rejects, table.count)
  }

  /// What may stand in the table: ids of documents, or texts.
  fileprivate struct Known {
    var numbers: [String: Int]
    var empty: Set<String>

    init(names: [String], empty: Set<String>) {
      numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
      self.empty = empty
    }
  }
}

/// Takes the lines of a table of pairs one by one.
private struct PairReader {
  private let known: TuningPairs.Known
  private(set) var examples: [TuningExample] = []
  private(set) var rejects: [[String]] = []
  private var seen = Set<[Int]>()

  init(_ known: TuningPairs.Known) { self.known = known }

  mutating func read(_ names: [String], line: Int) {
    func reject(_ reason: String, _ detail: String) {
      rejects.append(["line \(line)", reason, detail])
    }
    var texts: [Int] = []
    for name in names {
      guard let number = known.numbers[name] else {
        return known.empty.contains(name)
          ? reject("no-text", "'\(name)' has no text")
          : reject("unknown-id", "there is no document '\(name)'")
      }
      texts.append(number)
    }
    guard Set(texts).count == texts.count else {
      return reject("same-text", "a text of the line stands in it twice")
    }
    guard seen.insert(texts).inserted else {
      return reject("repeated", "another line has the same texts")
    }
    examples.append(
      TuningExample(
        anchor: texts[0], positive: texts[1], negative: texts.count > 2 ? texts[2] : nil))
  }
}
