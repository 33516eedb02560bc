import Artifacts
import LinearAlgebra
import Recommendation
import StageSupport

extension EvaluateRun {
  /// Writes `evaluation.tsv`, `train.tsv`, `test.tsv` and `rejects.tsv`.
  ///
  /// - Throws: `FileError` if a file cannot be written.
  func write(_ rows: [Row], _ output: borrowing StageOutput) throws {
    try writeTable(
      output.file("evaluation.tsv"), columns: Schema.evaluation,
      rows.lazy.flatMap { row in
        row.evaluation.measures.lazy.map { measure in
          [
            row.options.method.rawValue, row.options.settings, measure.name,
            decimal(measure.value), measure.interval.map { decimal($0.lowerBound) } ?? "",
            measure.interval.map { decimal($0.upperBound) } ?? "",
          ]
        }
      })
    try writeTraining(output.file("train.tsv"))
    let training = split.training
    try writeTable(
      output.file("test.tsv"), columns: ["user", "item"],
      zip(split.users, split.targets).lazy.flatMap { user, items in
        items.lazy.map { [training.users[user], training.items[Int($0)]] }
      })
    let asked = Set(split.users)
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.interactionRejects,
      training.users.indices.lazy.filter { !asked.contains($0) }.map { user in
        let items = split.histories.rowOffsets[user + 1] - split.histories.rowOffsets[user]
        return ["user", training.users[user], "nothing-held-out", String(items)]
      })
  }

  /// Writes what the models learned from, as `clean` writes interactions; the time is the place of an item
  /// among the user's.
  private func writeTraining(_ path: String) throws {
    let (training, matrix) = (split.training, split.training.matrix)
    var writer = try TableWriter(path: path, columns: ["user", "item", "weight", "time"])
    for user in training.users.indices {
      let items = matrix.columnIndexes(inRow: user)
      let weights = matrix.values(inRow: user)
      for place in items.indices {
        try writer.append([
          training.users[user], training.items[Int(items[place])], decimal(weights[place]),
          String(place + 1),
        ])
      }
    }
    try writer.commit()
  }

  /// The row of the best NDCG; of equal ones, the first.
  static func best(_ rows: [Row]) -> Int {
    let gains = rows.map { row in
      row.evaluation.measures.first { $0.name.hasPrefix("ndcg_at_") }?.value ?? 0
    }
    return gains.indices.max { gains[$0] < gains[$1] || gains[$0] == gains[$1] && $0 > $1 } ?? 0
  }

  /// The columns of what is printed.
  static func columns(_ rows: [Row]) -> [String] {
    // Some measures, such as the diversity of lists of one item, may be missing.
    ["method", "settings"] + names(rows) + ["best"]
  }

  /// The rows that are printed: four digits, and a mark at the best.
  static func records(_ rows: [Row]) -> [[String]] {
    let (best, names) = (best(rows), names(rows))
    return rows.enumerated().map { place, row in
      let values = names.map { name in
        row.evaluation.measures.first { $0.name == name }.map { fourDigits($0.value) } ?? ""
      }
      return [row.options.method.rawValue, row.options.settings] + values
        + [place == best ? "*" : ""]
    }
  }

  private static func names(_ rows: [Row]) -> [String] {
    rows.map { $0.evaluation.measures.map(\.name) }.max { $0.count < $1.count } ?? []
  }
}

/// A number with four digits after the point.
func fourDigits(_ number: Double) -> String {
  let digits = String(Int((abs(number) * 10_000).rounded()))
  let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  return (number < 0 ? "-" : "") + padded.dropLast(4) + "." + padded.suffix(4)
}
