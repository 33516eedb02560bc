import LinearAlgebra

/// A balanced k-d tree over points, for exact searches in few dimensions.
///
/// Leaves hold ``width`` points each (the last one what is left), and every inner node has as many
/// leaves on its left as on its right, or one more. A node is therefore told by its number in
/// preorder and its number of leaves *m*: the left child is the next node, and the right child comes
/// 2 × ⌈*m* ÷ 2⌉ nodes later. Points are called by their position in the order of the leaves;
/// ``rows`` gives the row of each. Nodes are split at the median of their widest dimension, equal
/// coordinates in the order of rows, so the tree depends on the points alone.
///
/// The coordinates of a leaf lie dimension by dimension, so that one vector instruction measures
/// several points. Distances are squares in double precision, added dimension after dimension from
/// exact differences of single-precision coordinates; vectors of single precision only tell which
/// points are too far, with a margin for their rounding.
struct KDTree: Sendable {
  /// The number of points in a leaf.
  static let width = 16
  /// Dimensions up to which the tree tells of most points that they are too far; in more, searches
  /// by products of blocks are sooner.
  static let fewDimensions = 15

  /// The number of points.
  let count: Int
  /// The number of dimensions.
  let dimensions: Int
  /// The row of each position.
  let rows: [Int32]
  /// The coordinates, of shape (leaves, dimensions, ``width``); past the last point they are 0.
  let coordinates: [Float]
  /// The least and the greatest coordinates of each node, of shape (nodes, 2, dimensions).
  let boxes: [Float]
  /// The first leaf of each node, by preorder number.
  let firstLeaves: [Int32]
  /// The number of leaves of each node.
  let leafCounts: [Int32]

  /// The number of leaves.
  var leaves: Int { (count + Self.width - 1) / Self.width }
  /// The number of nodes.
  var nodes: Int { leafCounts.count }
  /// The node of all points.
  var root: Node { Node(id: 0, firstLeaf: 0, leaves: leaves) }

  /// A node: its number in preorder, and its leaves.
  struct Node: Sendable {
    let id: Int
    let firstLeaf: Int
    let leaves: Int

    /// Whether the node is a leaf.
    var isLeaf: Bool { leaves == 1 }
    private var leftLeaves: Int { (leaves + 1) / 2 }
    /// The first half of the leaves.
    var left: Node { Node(id: id + 1, firstLeaf: firstLeaf, leaves: leftLeaves) }
    /// The other half.
    var right: Node {
      Node(
        id: id + 2 * leftLeaves, firstLeaf: firstLeaf + leftLeaves, leaves: leaves - leftLeaves)
    }
  }

  /// Builds the tree of `points`, of shape (points, dimensions), of which there is at least one.
  ///
  /// - Complexity: O(*n* log *n* × *dimensions*)
  init(_ points: Matrix, threads: Int) {
    precondition(points.rows > 0 && points.columns > 0, "a tree of no points")
    count = points.rows
    dimensions = points.columns
    let leaves = (count + Self.width - 1) / Self.width
    var build = KDTreeBuild(points, width: Self.width, leaves: leaves)
    build.run(threads: threads)
    (rows, boxes) = (build.order, build.boxes)
    (firstLeaves, leafCounts) = (build.firstLeaves, build.leafCounts)
    coordinates = Self.transposed(points, build.order, threads: threads)
  }

  /// The positions of the points of a node.
  func positions(_ node: Node) -> Range<Int> {
    let first = node.firstLeaf * Self.width
    return first..<min(count, first + node.leaves * Self.width)
  }

  private static func transposed(_ points: Matrix, _ order: [Int32], threads: Int) -> [Float] {
    let leaves = (points.rows + width - 1) / width
    let dimensions = points.columns
    return Matrix.make(rows: leaves, columns: dimensions * width, chunk: 256, threads: threads) {
      range, target in
      for leaf in range {
        let start = (leaf - range.lowerBound) * dimensions * width
        for lane in 0..<width {
          let position = leaf * width + lane
          let isPoint = position < points.rows
          let row = points[row: isPoint ? Int(order[position]) : 0]
          for d in 0..<dimensions { target[start + d * width + lane] = isPoint ? row[d] : 0 }
        }
      }
    }.matrix.elements
  }
}
