import Artifacts
import Clustering

/// How well clusters meet the groups that a table of `id` and `label` tells.
///
/// Only the vectors that the table names are compared. Noise counts as a cluster of its own, as it
/// does where a library is given the label −1.
struct LabelAgreement {
  /// The measures and their names in `quality.tsv`.
  let measures: [(name: String, value: Double)]

  /// Compares `clusters`, the cluster of each of `ids`, with the labels of the table at `path`.
  ///
  /// - Throws: ``FileError`` if the table cannot be read, repeats an id, or names none of them.
  init(_ path: String, ids: [String], clusters: [Int]) throws {
    let table = try Table(contentsOf: path)
    let labels = try table.column("label")
    let rows = Dictionary(uniqueKeysWithValues: try table.keys("id").enumerated().map { ($1, $0) })
    var pairs: [(cluster: Int, label: String)] = []
    for (id, cluster) in zip(ids, clusters) {
      if let row = rows[id] { pairs.append((cluster, labels[row])) }
    }
    guard !pairs.isEmpty else {
      throw FileError(
        .malformed, path, "names none of the vectors", remedy: "give a table of id and label")
    }
    let (found, truth) = (pairs.map(\.cluster), pairs.map(\.label))
    measures = [
      ("labeled", Double(pairs.count)),
      ("accuracy", Agreement.accuracy(found, truth)),
      ("nmi", Agreement.normalizedMutualInformation(found, truth)),
      ("ami", Agreement.adjustedMutualInformation(found, truth)),
      ("ari", Agreement.adjustedRand(found, truth)),
    ]
  }
}
