/// How the values of an attribute (a category, a language, a place) are spread over clusters.
///
/// A member of a cluster is a vector. It has a value by a share: 1 if it is a document that has it, or the
/// share of its documents where it stands for several, as an author does. A value is typical of a cluster if
/// the mean share of the members is larger than chance would make it, which *z* tells:
///
///     z = (m_c − m) / √(s² / n_c · (1 − n_c / n))
///
/// with the mean *m* and the variance *s²* of all *n* members, and the mean *m_c* of the *n_c* of the cluster.
/// Where shares are 0 and 1, *z* is the adjusted residual of the table of clusters and values ([Haberman
/// 1973]), but for the divisor *n* − 1 of the variance.
///
/// [Haberman 1973]: https://doi.org/10.2307/2529686
public struct LabelDistribution: Sendable {
  /// The share by which a member has a value.
  public struct Entry: Sendable {
    /// The member.
    public var member: Int
    /// The value.
    public var value: Int
    /// The share of the member's documents that have it, in `0...1`.
    public var share: Double

    /// Creates an entry.
    public init(member: Int, value: Int, share: Double) {
      (self.member, self.value, self.share) = (member, value, share)
    }
  }

  /// A value in a cluster.
  public struct Cell: Equatable, Sendable {
    /// The value.
    public var value: Int
    /// The number of the cluster's members that have it.
    public var members: Int
    /// The mean share of the cluster's members.
    public var share: Double
    /// The mean share of all members, those in no cluster included.
    public var overall: Double
    /// How far the first is above the second, in standard deviations.
    public var z: Double
  }

  /// The cells of each cluster with members, by falling *z*, then by value.
  public let cells: [[Cell]]

  /// Counts the values.
  ///
  /// - Parameters:
  ///   - entries: The values of the members; a pair of a member and a value at most once.
  ///   - values: The number of values.
  ///   - labels: The cluster of each member, −1 for none.
  ///   - clusters: The number of clusters.
  /// - Complexity: O(*entries* · log *entries* + *members*)
  public init(_ entries: [Entry], values: Int, labels: [Int], clusters: Int) {
    var sizes = [Int](repeating: 0, count: clusters)
    for label in labels where label >= 0 { sizes[label] += 1 }
    var sums = [Double](repeating: 0, count: values)
    var squares = sums
    for entry in entries {
      sums[entry.value] += entry.share
      squares[entry.value] += entry.share * entry.share
    }
    var counts = [[Int: (members: Int, sum: Double)]](repeating: [:], count: clusters)
    for entry in entries where labels[entry.member] >= 0 {
      let cluster = labels[entry.member]
      let count = counts[cluster][entry.value] ?? (0, 0)
      counts[cluster][entry.value] = (count.members + 1, count.sum + entry.share)
    }
    let total = Double(labels.count)
    cells = counts.indices.map { cluster in
      let size = Double(sizes[cluster])
      return counts[cluster].map { value, count in
        let (mean, overall) = (count.sum / size, sums[value] / total)
        // Rounding must not make a variance of what all members have alike.
        let variance = squares[value] / total - overall * overall
        let error = variance / max(1, total - 1) * total / size * (1 - size / total)
        return Cell(
          value: value, members: count.members, share: mean, overall: overall,
          z: error > 1e-12 ? (mean - overall) / error.squareRoot() : 0)
      }.sorted { ($1.z, $0.value) < ($0.z, $1.value) }
    }
  }
}
