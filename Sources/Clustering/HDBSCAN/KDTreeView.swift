/// The arrays of a ``KDTree`` as its searches read them, without bounds checks.
///
/// Valid within ``KDTree/withView(_:)`` alone.
@safe struct KDTreeView: @unchecked Sendable {
  let count: Int
  let dimensions: Int
  let rows: UnsafePointer<Int32>
  let coordinates: UnsafePointer<Float>
  let boxes: UnsafePointer<Float>
  /// What a squared distance of single precision is at most, by one of double precision.
  private let margin: Double

  fileprivate init(
    _ tree: KDTree, rows: UnsafePointer<Int32>, coordinates: UnsafePointer<Float>,
    boxes: UnsafePointer<Float>
  ) {
    (count, dimensions) = (tree.count, tree.dimensions)
    unsafe (self.rows, self.coordinates, self.boxes) = unsafe (rows, coordinates, boxes)
    // Rounding of a difference, its square and at most `dimensions` additions, and as much again.
    margin = 1 + Double(tree.dimensions + 4) * 0x1p-23
  }

  /// The row of a position.
  @inline(__always) func row(_ position: Int) -> Int32 { unsafe rows[position] }

  /// Where the first coordinate of a position lies; the next ones follow ``KDTree/width`` apart.
  @inline(__always) private func start(_ position: Int) -> Int {
    let (leaf, lane) = position.quotientAndRemainder(dividingBy: KDTree.width)
    return leaf * dimensions * KDTree.width + lane
  }

  /// Copies the coordinates of a point.
  @inline(__always) func copy(_ position: Int, to target: UnsafeMutablePointer<Float>) {
    let start = start(position)
    for d in 0..<dimensions { unsafe target[d] = coordinates[start + d * KDTree.width] }
  }

  /// The square of the distance of a point to a position.
  @inline(__always) func squaredDistance(_ point: UnsafePointer<Float>, _ position: Int) -> Double {
    let start = start(position)
    var sum = 0.0
    for d in 0..<dimensions {
      let difference = unsafe Double(point[d]) - Double(coordinates[start + d * KDTree.width])
      sum += difference * difference
    }
    return sum
  }

  /// The square of the distance of two positions.
  @inline(__always) func squaredDistance(_ a: Int, _ b: Int) -> Double {
    let (first, second) = (start(a), start(b))
    var sum = 0.0
    for d in 0..<dimensions {
      let difference =
        unsafe Double(coordinates[first + d * KDTree.width])
        - Double(coordinates[second + d * KDTree.width])
      sum += difference * difference
    }
    return sum
  }

  /// A bound of single precision that no point as near as `bound` exceeds.
  @inline(__always) func singleBound(_ bound: Double) -> Float {
    // The smallest normal numbers, below which relative errors grow, are always near enough.
    Float(bound * margin) + 0x1p-120
  }

  /// No squared distance of a point to a point of the node is less than this.
  ///
  /// Each step rounds as that of ``squaredDistance(_:_:)`` does, and rounding keeps the order.
  @inline(__always) func squaredDistance(
    _ point: UnsafePointer<Float>, toBox node: Int
  ) -> Double {
    let base = unsafe boxes + node * 2 * dimensions
    var sum = 0.0
    for d in 0..<dimensions {
      let value = unsafe Double(point[d])
      let gap = unsafe max(
        max(Double(base[d]) - value, value - Double(base[dimensions + d])), 0)
      sum += gap * gap
    }
    return sum
  }

  /// No squared distance between points of the two boxes is less than this.
  @inline(__always) func squaredDistance(
    box: UnsafePointer<Float>, toBox node: Int
  ) -> Double {
    let base = unsafe boxes + node * 2 * dimensions
    var sum = 0.0
    for d in 0..<dimensions {
      let gap = unsafe max(
        max(
          Double(base[d]) - Double(box[dimensions + d]),
          Double(box[d]) - Double(base[dimensions + d])), 0)
      sum += gap * gap
    }
    return sum
  }

  /// The box of a node: the least coordinates, then the greatest.
  @inline(__always) func box(_ node: Int) -> UnsafePointer<Float> {
    unsafe boxes + node * 2 * dimensions
  }

  /// Calls `body` with each position of a leaf that may be as near as `bound`, in ascending order.
  @inline(__always) func scan(
    leaf: Int, _ point: UnsafePointer<Float>, bound: Float, _ body: (_ position: Int) -> Void
  ) {
    let base = unsafe UnsafeRawPointer(coordinates + leaf * dimensions * KDTree.width)
    var sums = SIMD16<Float>(repeating: 0)
    for d in 0..<dimensions {
      let values = unsafe base.loadUnaligned(
        fromByteOffset: d * KDTree.width * 4, as: SIMD16<Float>.self)
      let differences = unsafe values - SIMD16(repeating: point[d])
      sums.addProduct(differences, differences)
      if d & 15 == 15, sums.min() > bound { return }
    }
    guard sums.min() <= bound else { return }
    let first = leaf * KDTree.width
    for lane in 0..<min(KDTree.width, count - first) where sums[lane] <= bound {
      body(first + lane)
    }
  }
}

extension KDTree {
  /// Calls `body` with the arrays of the tree.
  func withView<Result>(_ body: (KDTreeView) throws -> Result) rethrows -> Result {
    try unsafe rows.withUnsafeBufferPointer { rows in
      try unsafe coordinates.withUnsafeBufferPointer { coordinates in
        try unsafe boxes.withUnsafeBufferPointer { boxes in
          guard let rows = rows.baseAddress,
            let coordinates = coordinates.baseAddress,
            let boxes = boxes.baseAddress
          else { preconditionFailure("a tree of no points") }
          return try body(
            unsafe KDTreeView(self, rows: rows, coordinates: coordinates, boxes: boxes))
        }
      }
    }
  }
}
