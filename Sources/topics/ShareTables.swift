import Artifacts
import LinearAlgebra
import StageSupport

/// The shares of topics in documents, authors or clusters, as tables.
///
/// A table has the columns of what is described, `cluster`, `topic` and `share`; a row a share of at least
/// some size, and always the largest one. The shares of one thing add up to 1 with those left out.
struct ShareTables {
  /// The topics of one group, with the shares of them in some things.
  struct Part: Sendable {
    /// The cluster whose topics these are, or −1 for topics of all documents.
    let cluster: Int
    /// What the rows of `shares` are of.
    let names: [String]
    /// The shares, of shape (names, topics); a row of zeros has no topics.
    let shares: Matrix
  }

  /// The smallest share that is written.
  let minimum: Double
  let threads: Int

  /// Writes the shares of some parts, sorted by name and, for one name, by cluster, the largest share
  /// first.
  func write(_ parts: [Part], of name: String, to path: String) throws(FileError) {
    var places: [(name: String, part: Int, row: Int)] = []
    for (index, part) in parts.enumerated() {
      for (row, name) in part.names.enumerated() { places.append((name, index, row)) }
    }
    let order = bytewiseOrder(places.map(\.name))
    let sorted = order.map { (part: places[$0].part, row: places[$0].row) }
    try writeTable(
      path, columns: [name, "cluster", "topic", "share"], of: sorted, threads: threads
    ) { place, append in
      let part = parts[place.part]
      let shares = part.shares[row: place.row]
      var topics: [(topic: Int, share: Float)] = []
      for topic in shares.indices where shares[topic] > 0 { topics.append((topic, shares[topic])) }
      topics.sort { (-$0.share, $0.topic) < (-$1.share, $1.topic) }
      for (rank, topic) in topics.enumerated()
      where rank == 0 || Double(topic.share) >= minimum {
        append([
          part.names[place.row], String(part.cluster), String(topic.topic), decimal(topic.share),
        ])
      }
    }
  }

  /// Writes the shares of clusters, which are numbers and sorted as such, with the same columns but that
  /// of the name.
  func writeClusters(_ clusters: [Int], _ shares: Matrix, to path: String) throws(FileError) {
    try writeTable(
      path, columns: ["cluster", "topic", "share"],
      clusters.enumerated().flatMap { row, cluster in
        (0..<shares.columns).map { topic in
          [String(cluster), String(topic), decimal(shares[row, topic])]
        }
      })
  }
}
