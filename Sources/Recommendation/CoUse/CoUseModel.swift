/// What scores items for a user by what the user used before.
///
/// A user is nothing but a history: a model scores users that it was fitted on and others alike.
public protocol CoUseModel: Sendable {
  /// The number of items.
  var items: Int { get }

  /// Scores all items for a history.
  ///
  /// - Parameters:
  ///   - used: The items of the history.
  ///   - weights: How much each was used.
  ///   - scores: Where the score of each item is stored.
  func score(
    _ used: Span<Int32>, _ weights: Span<Float>, into scores: inout MutableSpan<Float>)

  /// What each item of a history adds to the score of `item`.
  ///
  /// - Returns: A number for each item of the history; none if histories do not matter.
  func contributions(_ used: Span<Int32>, _ weights: Span<Float>, to item: Int) -> [Float]
}
