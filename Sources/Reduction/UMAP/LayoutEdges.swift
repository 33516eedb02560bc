import LinearAlgebra

/// What pulls at each point of a ``Layout``, how often, and what names the point's random numbers.
struct LayoutEdges: Sendable {
  /// What names each point's random numbers.
  let keys: [UInt64]
  /// Whether the others are the points themselves, so that none pushes itself.
  let excludesSelf: Bool
  private let weights: SparseMatrix
  /// How often each edge is due, as a part of the epochs.
  private let shares: [Float]
  private let largestDegree: Int

  /// Edges that are due in proportion to their weight.
  ///
  /// - Parameters:
  ///   - weights: How strongly each point and each other belong together.
  ///   - largest: The weight of an edge that is due in every epoch.
  ///   - keys: What names each point's random numbers.
  ///   - excludesSelf: Whether the others are the points themselves.
  init(_ weights: SparseMatrix, largest: Float, keys: [UInt64], excludesSelf: Bool) {
    self.weights = weights
    let offsets = weights.rowOffsets
    largestDegree = zip(offsets, offsets.dropFirst()).reduce(0) { max($0, $1.1 - $1.0) }
    shares = weights.values.map { min(1, $0 / largest) }
    self.keys = keys
    self.excludesSelf = excludesSelf
  }

  /// Room for those that pull at a point.
  var room: [Int32] { [Int32](repeating: 0, count: largestDegree) }

  /// Puts those that pull at a point in an epoch, counted from 1, at the start of `due`: whenever the
  /// epochs so far times the share pass a whole number. Returns how many there are.
  func due(_ point: Int, epoch: Int, into due: inout [Int32]) -> Int {
    let (columns, shares) = (weights.columnIndexes.span, shares.span)
    let (now, before) = (Float(epoch), Float(epoch - 1))
    var room = due.mutableSpan
    var count = 0
    for edge in weights.rowOffsets[point]..<weights.rowOffsets[point + 1] {
      let share = shares[edge]
      // Written in any case, and kept if it counts: nobody could foresee the branch.
      room[count] = columns[edge]
      count += (now * share).rounded(.down) > (before * share).rounded(.down) ? 1 : 0
    }
    return count
  }
}
