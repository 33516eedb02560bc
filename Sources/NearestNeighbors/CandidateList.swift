import LinearAlgebra

/// The points that may be among the nearest ones of a query.
///
/// Costs are known up to an error. With *U* the *k*-th smallest of (cost + error) so far, the true
/// costs of *k* points are *U* or less; so a point whose (cost − error) is above *U* is none of the
/// nearest, and all others are kept until their distances are measured exactly.
struct CandidateList {
  /// The smallest values of cost + error, ascending: at most *k*.
  private var bounds: [Float]
  private var used = 0
  /// Indexes of candidates and their cost − error.
  private var candidates: [(index: Int32, least: Float)] = []
  /// How many candidates there may be before those that fell behind are removed.
  private var room: Int
  /// The nearest of the points that have been measured, with their distances; at most *k*.
  private(set) var nearest: [(index: Int32, distance: Float)] = []

  /// Candidates beyond the nearest before those that fell behind are removed: few, as all points may
  /// have a list at once.
  private static let spare = 48
  /// More candidates than this are measured before the end of the search.
  private static let limit = 4096

  /// Creates the list of a query that looks for `count` points, 1 or more.
  init(count: Int) {
    bounds = [Float](repeating: .infinity, count: count)
    room = count + Self.spare
    candidates.reserveCapacity(room)
  }

  /// *U*: a point whose cost − error is above it is none of the nearest.
  var bound: Float { bounds[bounds.count - 1] }

  /// Whether so many candidates have come together that they must be measured.
  var isFull: Bool { candidates.count >= max(Self.limit, 4 * bounds.count) }

  /// Enters a point.
  mutating func insert(_ index: Int, cost: Float, error: Float) {
    candidates.append((Int32(truncatingIfNeeded: index), cost - error))
    let most = cost + error
    if most < bound {
      var place = min(used, bounds.count - 1)
      used = place + 1
      while place > 0, most < bounds[place - 1] {
        bounds[place] = bounds[place - 1]
        place -= 1
      }
      bounds[place] = most
    }
    if candidates.count >= room {
      prune()
      // Where many are equally near, they come in ever greater steps.
      room = max(room, candidates.count + max(Self.spare / 2, candidates.count / 4))
    }
  }

  /// Measures all candidates; `distances` gives the distances of points, and `sign` is −1 where the
  /// farthest points are looked for.
  mutating func measure(sign: Float, _ distances: (_ indexes: [Int32]) -> [Float]) {
    prune()
    let indexes = candidates.map(\.index)
    nearest += zip(indexes, distances(indexes)).map { ($0, $1) }
    candidates = []
    room = bounds.count + Self.spare
    settle(sign: sign)
  }

  /// Adds what another list of the same query, over other points, has measured.
  mutating func merge(_ other: CandidateList, sign: Float) {
    nearest += other.nearest
    settle(sign: sign)
  }

  private mutating func settle(sign: Float) {
    nearest.sort {
      $0.distance != $1.distance
        ? sign * $0.distance < sign * $1.distance : $0.index < $1.index
    }
    if nearest.count > bounds.count { nearest.removeLast(nearest.count - bounds.count) }
  }

  private mutating func prune() {
    let bound = bound
    candidates.removeAll { $0.least > bound }
  }
}
