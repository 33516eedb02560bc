import LinearAlgebra

/// Puts points into the order of the leaves of a ``KDTree``.
struct KDTreeBuild {
  private let points: Matrix
  private let width: Int
  /// The row of each position.
  private(set) var order: [Int32]
  /// The least and greatest coordinates of each node, of shape (nodes, 2, dimensions).
  private(set) var boxes: [Float]
  /// The first leaf of each node.
  private(set) var firstLeaves: [Int32]
  /// The number of leaves of each node.
  private(set) var leafCounts: [Int32]
  private var keys: [UInt64]

  /// Nodes of a level from which on whole subtrees are divided among the threads.
  private static let enough = 64

  init(_ points: Matrix, width: Int, leaves: Int) {
    self.points = points
    self.width = width
    order = (0..<Int32(points.rows)).map { $0 }
    keys = [UInt64](repeating: 0, count: points.rows)
    boxes = [Float](repeating: 0, count: (2 * leaves - 1) * 2 * points.columns)
    firstLeaves = [Int32](repeating: 0, count: 2 * leaves - 1)
    leafCounts = firstLeaves
  }

  /// Splits all nodes: level by level, until there are enough for all threads.
  mutating func run(threads: Int) {
    let leaves = (points.rows + width - 1) / width
    let (points, width) = (points, width)
    unsafe order.withUnsafeMutableBufferPointer { order in
      unsafe keys.withUnsafeMutableBufferPointer { keys in
        unsafe boxes.withUnsafeMutableBufferPointer { boxes in
          unsafe firstLeaves.withUnsafeMutableBufferPointer { firstLeaves in
            unsafe leafCounts.withUnsafeMutableBufferPointer { leafCounts in
              let split = unsafe NodeSplit(
                points: points, width: width, order: order, keys: keys, boxes: boxes,
                firstLeaves: firstLeaves, leafCounts: leafCounts)
              var level = [KDTree.Node(id: 0, firstLeaf: 0, leaves: leaves)]
              while !level.isEmpty && level.count < Self.enough {
                let parts = parallelMap(count: level.count, chunk: 1, threads: threads) {
                  [level] in split.divide(level[$0.lowerBound])
                }
                level = parts.flatMap { $0 }
              }
              parallelFor(count: level.count, chunk: 1, threads: threads) { [level] in
                split.finish(level[$0.lowerBound])
              }
            }
          }
        }
      }
    }
  }
}

/// The work on one node; nodes that are not above each other touch different elements.
@safe private struct NodeSplit: @unchecked Sendable {
  let points: Matrix
  let width: Int
  let order: UnsafeMutableBufferPointer<Int32>
  let keys: UnsafeMutableBufferPointer<UInt64>
  let boxes: UnsafeMutableBufferPointer<Float>
  let firstLeaves: UnsafeMutableBufferPointer<Int32>
  let leafCounts: UnsafeMutableBufferPointer<Int32>

  /// Divides a node and all below it.
  func finish(_ node: KDTree.Node) {
    for child in divide(node) { finish(child) }
  }

  /// Measures a node and puts its points into two halves; returns them, or nothing if it is a leaf.
  func divide(_ node: KDTree.Node) -> [KDTree.Node] {
    let first = node.firstLeaf * width
    let end = min(points.rows, first + node.leaves * width)
    unsafe firstLeaves[node.id] = Int32(node.firstLeaf)
    unsafe leafCounts[node.id] = Int32(node.leaves)
    let widest = measure(node.id, first..<end)
    guard !node.isLeaf else { return [] }
    for position in first..<end {
      let row = unsafe Int(order[position])
      let value = points.elements[row * points.columns + widest]
      unsafe keys[position] = UInt64(ordered(value)) << 32 | UInt64(row)
    }
    unsafe select(
      UnsafeMutableBufferPointer(rebasing: keys[first..<end]),
      node.right.firstLeaf * width - first)
    for position in first..<end {
      unsafe order[position] = Int32(truncatingIfNeeded: keys[position] & 0xffff_ffff)
    }
    return [node.left, node.right]
  }

  /// Writes the box of a node and returns its widest dimension, the first of equal ones.
  private func measure(_ id: Int, _ positions: Range<Int>) -> Int {
    let dimensions = points.columns
    let base = id * 2 * dimensions
    for d in 0..<dimensions {
      unsafe boxes[base + d] = .infinity
      unsafe boxes[base + dimensions + d] = -.infinity
    }
    let elements = points.elements.span
    for position in positions {
      let start = unsafe Int(order[position]) * dimensions
      for d in 0..<dimensions {
        let value = elements[start + d]
        unsafe boxes[base + d] = min(boxes[base + d], value)
        unsafe boxes[base + dimensions + d] = max(boxes[base + dimensions + d], value)
      }
    }
    var (widest, extent) = (0, -Float.infinity)
    for d in 0..<dimensions {
      let length = unsafe boxes[base + dimensions + d] - boxes[base + d]
      if length > extent { (widest, extent) = (d, length) }
    }
    return widest
  }
}

/// The bits of a number in an order that is that of the numbers.
private func ordered(_ value: Float) -> UInt32 {
  let bits = value.bitPattern
  return bits >> 31 == 0 ? bits | 0x8000_0000 : ~bits
}

/// Moves the `place` smallest of different keys to the front (Hoare's selection).
private func select(_ keys: UnsafeMutableBufferPointer<UInt64>, _ place: Int) {
  var (low, high) = (0, keys.count - 1)
  while low < high {
    let middle = low + (high - low) / 2
    let pivot = unsafe median(keys[low], keys[middle], keys[high])
    var (i, j) = (low, high)
    while i <= j {
      while unsafe keys[i] < pivot { i += 1 }
      while unsafe keys[j] > pivot { j -= 1 }
      if i <= j {
        unsafe keys.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    if place <= j {
      high = j
    } else if place >= i {
      low = i
    } else {
      return
    }
  }
}

private func median(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
  max(min(a, b), min(max(a, b), c))
}
