import Artifacts
import Foundation
import Reporting

/// The titles of the documents that have one, by id.
func readTitles(_ path: String) throws -> [String: String] {
  let table = try Table(contentsOf: path)
  let pairs = try zip(table.keys("id"), table.column("title")).filter { !$0.1.isEmpty }
  return Dictionary(uniqueKeysWithValues: pairs)
}

/// The last day that a page was fetched on; empty if no time begins with a day.
func readDate(_ path: String) throws -> String {
  let days = try Table(contentsOf: path).column("fetched").map { $0.prefix(10) }
  return String(days.filter(isDay).max() ?? "")
}

/// Whether a text is a day as ISO 8601 writes it: `2026-11-20`.
private func isDay(_ text: Substring) -> Bool {
  text.utf8.count == 10
    && text.utf8.enumerated().allSatisfy { index, byte in
      index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (48...57).contains(byte)
    }
}

/// The points of the map in bytewise order of their ids, each with its cluster.
func readPoints(
  _ path: String, _ assignments: Assignments, titles: [String: String]
) throws -> [MapPoint] {
  let table = try Table(contentsOf: path)
  let ids = try table.keys("id")
  let (x, y) = (try table.numbers("x"), try table.numbers("y"))
  return try bytewiseOrder(ids).map { row in
    guard let cluster = assignments.clusterOf[ids[row]] else {
      throw table.error(
        row: row, "'\(ids[row])' is not in \(assignments.path)",
        remedy: "the two are of different runs; run cluster again")
    }
    return MapPoint(name: titles[ids[row]] ?? ids[row], x: x[row], y: y[row], cluster: cluster)
  }
}

/// The measures of a quality.tsv.
func readMeasures(_ path: String) throws -> [Measure] {
  let table = try Table(contentsOf: path)
  return try zip(table.column("measure"), table.numbers("value"))
    .map { Measure(name: $0, value: $1) }
}

/// What became of the clusters; nothing if there was no previous run, which had none of them.
func readChanges(_ path: String) throws -> [ClusterChangeRow] {
  let table = try Table(contentsOf: path)
  let (numbers, changes) = (try table.integers("cluster"), try table.column("change"))
  let (related, sizes) = (try table.column("related"), try table.column("size"))
  let previous = try table.column("previous_size")
  guard previous.contains(where: { !$0.isEmpty }) else { return [] }
  // A cluster that was gone the night before is no news.
  return numbers.indices.filter { !sizes[$0].isEmpty || !previous[$0].isEmpty }.map { row in
    ClusterChangeRow(
      number: numbers[row], change: changes[row],
      related: related[row].split(separator: " ").compactMap { Int($0) }, size: Int(sizes[row]),
      previousSize: Int(previous[row]))
  }
}

/// The principal axes, with titles for the ids that have one.
func readAxes(_ path: String, titles: [String: String]) throws -> [ReportAxis] {
  let table = try Table(contentsOf: path)
  let (numbers, variances) = (try table.integers("axis"), try table.numbers("variance"))
  let (ends, words) = (try table.column("end"), try table.column("word"))
  let ids = try table.column("id")
  var axes: [ReportAxis] = []
  for row in numbers.indices {
    if axes.last?.number != numbers[row] {
      axes.append(ReportAxis(number: numbers[row], variance: variances[row]))
    }
    let end = ends[row] == "low" ? \ReportAxis.low : \ReportAxis.high
    if !words[row].isEmpty { axes[axes.count - 1][keyPath: end].words.append(words[row]) }
    if !ids[row].isEmpty {
      axes[axes.count - 1][keyPath: end].names.append(titles[ids[row]] ?? ids[row])
    }
  }
  return axes
}

/// The neighbors of each id in bytewise order of the ids, nearest first.
func readSimilar(_ path: String, titles: [String: String]) throws -> [SimilarItem] {
  let table = try Table(contentsOf: path)
  let (ids, ranks) = (try table.column("id"), try table.integers("rank"))
  let (neighbors, similarities) = (try table.column("neighbor"), try table.numbers("similarity"))
  let rows = Dictionary(grouping: ids.indices) { ids[$0] }
  return rows.keys.sorted(by: precedesBytewise).map { id in
    let nearest = (rows[id] ?? []).sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    return SimilarItem(
      id: id, name: titles[id] ?? id,
      neighbors: nearest.map { (titles[neighbors[$0]] ?? neighbors[$0], similarities[$0]) })
  }
}

/// What became of the rows in each stage that has run in the flow.
///
/// The run records are not noted as inputs of the report: they hold times, so their SHA-256 differs from
/// run to run, while what is taken from them does not.
func readStages(_ flowFolder: String) throws -> [StageRun] {
  let stages = ["crawl", "clean", "embed", "reduce", "cluster", "topics", "recommend"]
  return try stages.compactMap { stage in
    let path = "\(flowFolder)/out/\(stage)/run.json"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let record = try RunRecord.read(path)
    let quality = record.quality.sorted { precedesBytewise($0.key, $1.key) }
    return StageRun(
      name: stage, input: record.rows.input, output: record.rows.output,
      rejected: record.rows.rejected, merged: record.rows.merged,
      quality: quality.map { Measure(name: $0.key, value: $0.value) })
  }
}
