import Artifacts
import LinearAlgebra
import Recommendation
import StageSupport

/// Reads who used what, as a stream: columns `user` and `item`, and perhaps `weight` and `time`.
///
/// - Parameters:
///   - path: The path of the table.
///   - items: The items of a model, to which none is added; nil to learn the items from the table.
///   - log: Where progress is shown.
/// - Returns: The interactions.
/// - Throws: `FileError` with the line of a row without a user or an item, or with a weight that is not a
///   number from 0 to a billion, and of the kind `empty` if there are no rows.
func readInteractions(_ path: String, items: [String]? = nil, log: Log) throws -> Interactions {
  var reader = try TableReader(path: path)
  let (user, item) = (try reader.index(of: "user"), try reader.index(of: "item"))
  let weight = reader.columns.firstIndex(of: "weight")
  let time = reader.columns.firstIndex(of: "time")
  var builder = items.map { InteractionsBuilder(items: $0) } ?? InteractionsBuilder()
  var progress = ProgressLine("interactions", total: 0, log: log)
  var rows = 0
  while let record = try reader.next() {
    let (userId, itemId) = (record.string(user), record.string(item))
    guard !userId.isEmpty, !itemId.isEmpty else {
      throw FileError(
        .malformed, path, line: record.line, "the user or the item is empty",
        remedy: "run clean again, or remove the line")
    }
    builder.add(
      user: userId.utf8.span, item: itemId.utf8.span,
      weight: try weight.map { try weightValue(record.string($0), path, record.line) } ?? 1,
      time: time.map { EventTime(record.string($0)) })
    rows += 1
    if rows % 65_536 == 0 { progress.update(rows) }
  }
  progress.finish()
  guard rows > 0 else {
    throw FileError(
      .empty, path, "has a header but no records",
      remedy: "look at the interaction-rejects.tsv of clean")
  }
  return builder.interactions()
}

private func weightValue(_ text: String, _ path: String, _ line: Int) throws(FileError) -> Float {
  guard let weight = Float(text), weight > 0, weight <= 1e9 else {
    throw FileError(
      .malformed, path, line: line, "'\(text)' is no weight",
      remedy: "weights are more than 0 and at most a billion; correct the field or remove the line")
  }
  return weight
}

/// The vectors of items, a row for each of `items`: zeros for those that have none.
///
/// - Throws: `FileError` if the vectors cannot be read, or if none is of these items.
func itemVectors(_ path: String, of items: [String]) throws -> Matrix {
  let table = try VectorTable(contentsOf: path)
  let rows = Dictionary(uniqueKeysWithValues: table.ids.enumerated().map { ($1, $0) })
  var vectors = Matrix(rows: items.count, columns: table.vectors.columns)
  var known = 0
  for (place, item) in items.enumerated() {
    guard let row = rows[item] else { continue }
    known += 1
    vectors.withMutableRow(place) { target in
      let source = table.vectors[row: row]
      for column in source.indices { target[column] = source[column] }
    }
  }
  guard known > 0 else {
    throw FileError(
      .malformed, path, "has the vector of no item",
      remedy: "its ids must be those of the items that were used; see embed --method clicks")
  }
  return vectors
}
