import Artifacts
import LinearAlgebra

/// Interactions divided into what a model learns from and what it is asked for.
public struct EvaluationSplit: Sendable {
  /// What is held out.
  public enum Method: String, Sendable, CaseIterable {
    /// The last item of each user.
    case last
    /// One item of each user, drawn at random.
    case random
    /// What was used from some time on.
    case time
    /// All of some users, drawn at random; they are recommended the later part of their items by the
    /// earlier part ("strong generalization", [Marlin 2004]). Without times the parts are random.
    ///
    /// [Marlin 2004]: https://www.cs.toronto.edu/~zemel/documents/marlin.pdf
    case users
  }

  /// What models learn from.
  public let training: Interactions
  /// By what the users are recommended items, of shape (users, items); for ``Method/users`` that is more
  /// than the training.
  public let histories: SparseMatrix
  /// The users who are asked for, ascending.
  public let users: [Int]
  /// The items held out of each of ``users``.
  public let targets: [[Int32]]

  /// The number of users who are not asked for: too few items, or none on one of the two sides.
  public var skipped: Int { training.users.count - users.count }

  /// The share of a user's items by which the rest is recommended, with ``Method/users``.
  private static let foldIn = 0.8

  /// Divides interactions.
  ///
  /// - Parameters:
  ///   - interactions: The interactions.
  ///   - method: What is held out.
  ///   - share: The share of the interactions that is held out by ``Method/time``, or of the users by
  ///     ``Method/users``.
  ///   - seed: The seed of what is drawn at random.
  /// - Complexity: O(*n* log *n*) in the interactions.
  public init(_ interactions: Interactions, by method: Method, share: Double = 0.2, seed: UInt64) {
    let matrix = interactions.matrix
    let chosen = method == .users ? Self.drawnUsers(matrix, share: share, seed: seed) : []
    let cut = method == .time ? Self.cut(interactions.times, share: share) : nil
    let held = (0..<matrix.rows).map { user -> [Int] in
      let places = Array(matrix.rowOffsets[user]..<matrix.rowOffsets[user + 1])
      guard places.count > 1 || method == .time else { return [] }
      var generator = KeyedGenerator(seed: seed, purpose: "held-out items", index: user)
      switch method {
      case .last: return places.suffix(1)
      case .random: return [places[generator.below(places.count)]]
      case .time:
        guard let cut else { return [] }
        return places.filter { interactions.times[$0] >= cut }
      case .users:
        guard chosen.contains(user) else { return [] }
        var order = places
        if !interactions.hasTimes { generator.shuffle(&order) }
        let kept = max(1, min(places.count - 1, Int(Double(places.count) * Self.foldIn)))
        return Array(order[kept...])
      }
    }
    self.init(interactions, held: held, training: method == .users ? chosen : [])
  }

  /// Divides interactions of which the positions of the values that are held out are known, and the users
  /// of whom nothing is trained on.
  private init(_ interactions: Interactions, held: [[Int]], training left: Set<Int>) {
    let matrix = interactions.matrix
    var isHeld = [Bool](repeating: false, count: matrix.values.count)
    for place in held.joined() { isHeld[place] = true }
    histories = interactions.selecting { _, place in !isHeld[place] }.matrix
    training = interactions.selecting { user, place in !isHeld[place] && !left.contains(user) }
    let rows = histories.rowOffsets
    users = held.indices.filter { !held[$0].isEmpty && rows[$0] < rows[$0 + 1] }
    targets = users.map { held[$0].map { matrix.columnIndexes[$0] } }
  }

  /// A share of the users who have two items or more.
  private static func drawnUsers(_ matrix: SparseMatrix, share: Double, seed: UInt64) -> Set<Int> {
    var able = (0..<matrix.rows).filter { matrix.rowOffsets[$0 + 1] - matrix.rowOffsets[$0] > 1 }
    var generator = KeyedGenerator(seed: seed, purpose: "held-out users")
    generator.shuffle(&able)
    return Set(able.prefix(Int((Double(able.count) * share).rounded())))
  }

  /// The time from which on a share of the interactions happened; nil if there are none.
  private static func cut(_ times: [EventTime], share: Double) -> EventTime? {
    guard !times.isEmpty else { return nil }
    let sorted = times.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * (1 - share)))]
  }
}

extension Interactions {
  /// The interactions for which a condition holds; users and items stay.
  func selecting(_ isSelected: (_ user: Int, _ place: Int) -> Bool) -> Interactions {
    var (offsets, columns, values) = ([0], [Int32](), [Float]())
    var kept: [EventTime] = []
    for user in users.indices {
      for place in matrix.rowOffsets[user]..<matrix.rowOffsets[user + 1]
      where isSelected(user, place) {
        columns.append(matrix.columnIndexes[place])
        values.append(matrix.values[place])
        if hasTimes { kept.append(times[place]) }
      }
      offsets.append(columns.count)
    }
    return Interactions(
      users: users, items: items,
      matrix: SparseMatrix(
        rows: matrix.rows, columns: matrix.columns, rowOffsets: offsets, columnIndexes: columns,
        values: values),
      times: kept, repeats: 0)
  }
}
