import LinearAlgebra

/// A square grid over a map, on which the forces between points are summed.
///
/// A place is stood for by the 4 × 4 nodes around it, with the weights of the cubic polynomial through
/// four nodes along each axis.
struct MapGrid: Sendable, Equatable {
  /// Where the node (0, 0) lies.
  let origin: SIMD2<Float>
  /// The distance between neighboring nodes.
  let spacing: Float
  /// The number of nodes along a side, a multiple of 8.
  let nodes: Int

  /// The distance between nodes unless the map is very small or very large. The kernel's width is 1; at
  /// 0.4 of that forces are wrong by 2.5 to 4 % (the root of the mean square, on maps of digits and of
  /// normal numbers), where the intervals of openTSNE give 3 to 5 %.
  private static let usualSpacing: Float = 0.4
  /// The least number of cells along a side, so that the forces within a small map are exact too.
  private static let fewestCells: Float = 48
  /// The largest number of cells along a side, which bounds memory and time.
  private static let mostCells: Float = 2048

  /// Lays a grid over the places between two corners.
  ///
  /// - Parameters:
  ///   - low: The least coordinates.
  ///   - high: The largest coordinates, finite.
  ///   - kept: The number of nodes along a side of the grid before, which is kept if it is as good: then
  ///     the transforms of the kernels need not be made again.
  init(from low: SIMD2<Float>, to high: SIMD2<Float>, keeping kept: (nodes: Int, spacing: Float)?) {
    let width = max((high - low).max(), 1e-30)
    var spacing = Self.usualSpacing
    // By powers of two, so that the spacing seldom changes.
    while width / spacing < Self.fewestCells { spacing /= 2 }
    while width / spacing > Self.mostCells { spacing *= 2 }
    // A node before the first cell and two after the last.
    let needed = Int(width / spacing) + 5
    self.spacing = spacing
    if let kept, kept.spacing == spacing, needed <= kept.nodes, kept.nodes * 7 <= needed * 8 {
      nodes = kept.nodes
    } else {
      nodes = FourierTransform.fastLength(atLeast: 2 * needed) / 2
    }
    origin = low - SIMD2(repeating: spacing)
  }

  /// A place in units of ``spacing`` from the origin.
  @inline(__always)
  func position(_ place: SIMD2<Float>) -> SIMD2<Float> { (place - origin) / spacing }

  /// The cell along one axis that a coordinate of ``position(_:)`` falls into; the nodes that stand for
  /// it are `cell - 1 ... cell + 2`. Coordinates beyond the grid fall into the outermost cell.
  @inline(__always)
  func cell(_ coordinate: Float) -> Int {
    Int(min(max(coordinate, 1), Float(nodes - 3)))
  }

  /// The weights of the four nodes around a place whose distance from the second is `x`, in units of
  /// the spacing: Lagrange's polynomials through -1, 0, 1 and 2.
  @inline(__always)
  static func weights(_ x: Float) -> SIMD4<Float> {
    let (a, b, c) = (x + 1, x - 1, x - 2)
    return SIMD4(x * b * c * (-1 / 6), a * b * c * 0.5, a * x * c * -0.5, a * x * b * (1 / 6))
  }
}

/// Places sorted by the row of the grid they fall into.
struct GridPlaces: Sendable {
  /// The positions on the grid, row after row; those of a row in the order of the points.
  private(set) var positions: [SIMD2<Float>]
  /// Where each row of cells begins, and the end.
  private(set) var starts: [Int]

  /// Sorts places.
  ///
  /// - Complexity: O(*n*), a counting sort.
  init(_ places: [SIMD2<Float>], on grid: MapGrid) {
    var starts = [Int](repeating: 0, count: grid.nodes + 1)
    for place in places { starts[grid.cell(grid.position(place).y) + 1] += 1 }
    for row in 0..<grid.nodes { starts[row + 1] += starts[row] }
    var next = starts
    var storage = [SIMD2<Float>](repeating: .zero, count: places.count)
    var positions = storage.mutableSpan
    for place in places {
      let position = grid.position(place)
      let row = grid.cell(position.y)
      positions[next[row]] = position
      next[row] += 1
    }
    self.starts = starts
    self.positions = storage
  }
}
