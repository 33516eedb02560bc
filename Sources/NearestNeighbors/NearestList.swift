/// The nearest points met so far, at most a fixed number of them, nearest first.
///
/// Points must come in the order of their indexes: a later one then has to be strictly nearer to
/// take the place of an earlier one, which breaks ties by index.
struct NearestList {
  private(set) var indexes: [Int32]
  private(set) var distances: [Float]
  private var used = 0

  /// Creates a list for `capacity` points.
  init(capacity: Int) {
    indexes = [Int32](repeating: -1, count: capacity)
    distances = [Float](repeating: .infinity, count: capacity)
  }

  /// The distance that a point must beat to be entered; infinite while there is room.
  var limit: Float { distances.last ?? -.infinity }

  /// Enters a point if it is nearer than ``limit``.
  ///
  /// - Complexity: O(*capacity*)
  mutating func insert(_ index: Int, _ distance: Float) {
    guard distance < limit else { return }
    var place = min(used, indexes.count - 1)
    used = place + 1
    while place > 0, distance < distances[place - 1] {
      distances[place] = distances[place - 1]
      indexes[place] = indexes[place - 1]
      place -= 1
    }
    distances[place] = distance
    indexes[place] = Int32(index)
  }
}
