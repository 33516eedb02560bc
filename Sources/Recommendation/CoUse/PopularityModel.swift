/// Scores items by the number of their users, whatever the history is.
///
/// What every other model has to beat, and what a user without any history is offered.
public struct PopularityModel: CoUseModel {
  /// The number of users of each item.
  public let users: [Int]

  /// Creates a model of the numbers of users.
  public init(users: [Int]) { self.users = users }

  /// The number of items.
  public var items: Int { users.count }

  /// The number of users of each item.
  public func score(
    _ used: Span<Int32>, _ weights: Span<Float>, into scores: inout MutableSpan<Float>
  ) {
    for item in users.indices { scores[item] = Float(users[item]) }
  }

  /// None: histories do not matter.
  public func contributions(
    _ used: Span<Int32>, _ weights: Span<Float>, to item: Int
  ) -> [Float] { [] }
}
