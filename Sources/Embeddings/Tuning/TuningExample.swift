/// Texts that an encoder is to place together, by their indexes.
public struct TuningExample: Equatable, Sendable {
  /// The text that looks for another.
  public var anchor: Int
  /// The text that it should find.
  public var positive: Int
  /// A text that it should not find, if one is known.
  public var negative: Int?
  /// What both belong to, such as an author; texts of the same group are no negatives of each other.
  public var group: Int?

  /// Creates an example.
  public init(anchor: Int, positive: Int, negative: Int? = nil, group: Int? = nil) {
    (self.anchor, self.positive) = (anchor, positive)
    (self.negative, self.group) = (negative, group)
  }

  /// All texts of the example.
  var texts: [Int] { [anchor, positive] + (negative.map { [$0] } ?? []) }
}

/// Where the examples of a training come from.
public enum TuningSource: Sendable {
  /// Texts that belong together, as those of an author: any two of a group are an example.
  case groups([[Int]])
  /// Given examples, each of which has a negative, or none has.
  case examples([TuningExample])

  /// The number of groups, or of examples.
  public var count: Int {
    switch self {
    case .groups(let groups): groups.count
    case .examples(let examples): examples.count
    }
  }

  /// The number of batches in which every text of a group, or every example, has its turn about once.
  public func stepsPerEpoch(batch: Int) -> Int {
    switch self {
    case .groups(let groups):
      max(1, groups.reduce(0) { $0 + $1.count } / (2 * batch))
    case .examples(let examples): max(1, examples.count / batch)
    }
  }
}
