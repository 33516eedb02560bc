/// What became of a cluster from one night to the next.
///
/// The kinds are the transitions of [Spiliopoulou et al. 2006], found by half of the rows.
///
/// [Spiliopoulou et al. 2006]: https://doi.org/10.1145/1150402.1150491
public struct ClusterChange: Sendable, Equatable {
  /// What happened.
  public enum Kind: String, Sendable, CaseIterable {
    /// It is still there.
    case kept
    /// It was not there before.
    case born
    /// It is no longer there.
    case died
    /// It came apart, or is what came off: at least half of it was in ``ClusterChange/related``.
    case split
    /// It took another one in, or is the one taken in: at least half of it went there.
    case merged
    /// It was gone before; its number is not given again.
    case retired
  }

  /// The number of the cluster.
  public let number: Int
  /// What happened.
  public let kind: Kind
  /// The numbers of the others that had a part in a split or a merger, ascending.
  public let related: [Int]
  /// The number of its rows; nil if it is no longer there.
  public let size: Int?
  /// The number of its rows on the night before; nil if it was not there.
  public let previousSize: Int?
  /// The number of rows that it has kept.
  public let shared: Int
  /// How far its mean has moved, in units of the mean distance that its rows had from it.
  public let shift: Double?

  /// Creates a change.
  public init(
    number: Int, _ kind: Kind, related: [Int] = [], size: Int? = nil, previousSize: Int? = nil,
    shared: Int = 0, shift: Double? = nil
  ) {
    self.number = number
    self.kind = kind
    self.related = related
    self.size = size
    self.previousSize = previousSize
    self.shared = shared
    self.shift = shift
  }
}
