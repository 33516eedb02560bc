import Artifacts
import Foundation
import StageSupport

/// Labels that a person gave: a table of cluster, label and, where clusters have several topics, topic.
///
/// It is read and never written, so that it is the person's own. Clusters keep their numbers over the
/// nights; a label of one that is gone waits for its return.
struct EditedLabels {
  private let table: Table
  private var labels: [[String]: (label: String, row: Int)] = [:]

  /// Reads `given`, or `labels.tsv` in the folder of the flow; nil if neither is there.
  ///
  /// - Throws: ``FileError`` with the line of a label whose topic has one already.
  init?(_ given: String?, _ output: inout StageOutput) throws {
    guard let path = given ?? Self.standard(output.flowFolder) else { return nil }
    table = try Table(contentsOf: output.input(path, ""))
    let (clusters, texts) = (try table.integers("cluster"), try table.column("label"))
    let topics = table.columns.contains("topic") ? try table.integers("topic") : nil
    for row in 0..<table.count where !texts[row].isEmpty {
      let place = ["\(clusters[row])", "\(topics?[row] ?? 0)"]
      if let other = labels.updateValue((texts[row], row), forKey: place) {
        throw table.error(
          row: row, "cluster \(place[0]) has a label in line \(table.line(of: other.row))",
          remedy: "remove one of the two")
      }
    }
  }

  private static func standard(_ flowFolder: String?) -> String? {
    let path = flowFolder.map { "\($0)/labels.tsv" }
    return path.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
  }

  /// The labels with those of the person in their places; what is of no topic is warned about.
  func applied(to computed: [String], places: [[String]], _ log: Log) -> [String] {
    let known = Set(places)
    for (place, entry) in labels.sorted(by: { $0.value.row < $1.value.row })
    where !known.contains(place) {
      log.warning(
        "\(table.path):\(table.line(of: entry.row)): there is no topic \(place[1]) of cluster \(place[0]) "
          + "now; its label '\(entry.label)' is not used")
    }
    return zip(computed, places).map { labels[$1]?.label ?? $0 }
  }
}
