import LinearAlgebra

/// What pulls at each point of a ``Layout``, how often, and what names the point's random numbers.
///
/// The edges are kept in the order in which points move, so that each epoch reads them from first to last;
/// those that are never due are left out.
struct LayoutEdges: Sendable {
  /// The points in the order in which they move.
  let points: [Int]
  /// What names each point's random numbers.
  let keys: [UInt64]
  /// Whether the others are the points themselves, so that none pushes itself.
  let excludesSelf: Bool
  private var neighbors: [Int32] = []
  /// How often each edge is due: the part of the epochs × 2³¹.
  private var shares: [UInt32] = []
  /// Where the edges of each of ``points`` begin.
  private var offsets = [0]

  /// Edges that are due in proportion to their weight.
  ///
  /// - Parameters:
  ///   - weights: How strongly each point and each other belong together.
  ///   - largest: The weight of an edge that is due in every epoch.
  ///   - epochs: The number of epochs.
  ///   - points: The points in the order in which they move.
  ///   - keys: What names each point's random numbers.
  ///   - excludesSelf: Whether the others are the points themselves.
  init(
    _ weights: SparseMatrix, largest: Float, epochs: Int, points: [Int], keys: [UInt64],
    excludesSelf: Bool
  ) {
    (self.points, self.keys, self.excludesSelf) = (points, keys, excludesSelf)
    for point in points {
      let columns = weights.columnIndexes(inRow: point)
      let values = weights.values(inRow: point)
      for edge in columns.indices {
        let part = Double(min(1, values[edge] / largest))
        guard part * Double(epochs) >= 1 else { continue }
        neighbors.append(columns[edge])
        shares.append(UInt32((part * 0x1p31).rounded(.up)))
      }
      offsets.append(neighbors.count)
    }
  }

  /// Those that pull at some of ``points`` in an epoch, counted from 1: at the *i*-th of them,
  /// `neighbors[starts[i]..<starts[i + 1]]`.
  ///
  /// An edge is due whenever the epochs so far times its share pass a whole number.
  func due(_ range: Range<Int>, epoch: Int) -> (neighbors: [Int32], starts: [Int]) {
    let (all, shares) = (neighbors.span, shares.span)
    let epochs = UInt32(truncatingIfNeeded: epoch)
    let most = offsets[range.upperBound] - offsets[range.lowerBound]
    var neighbors = [Int32](repeating: 0, count: most)
    var starts = [0]
    starts.reserveCapacity(range.count + 1)
    var room = neighbors.mutableSpan
    var end = 0
    for place in range {
      for edge in offsets[place]..<offsets[place + 1] {
        // Written in any case, and kept if it counts: nobody could foresee the branch. The product is
        // less than the share just after it has passed a multiple of 2³¹.
        room[end] = all[edge]
        end += (epochs &* shares[edge]) & 0x7fff_ffff < shares[edge] ? 1 : 0
      }
      starts.append(end)
    }
    return (neighbors, starts)
  }
}
