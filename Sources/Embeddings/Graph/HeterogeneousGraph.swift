import LinearAlgebra

/// Two nodes with an edge between them, by their numbers in a ``HeterogeneousGraph``.
public struct GraphEdge: Sendable, Hashable {
  /// The node with the lower number.
  public var source: Int32
  /// The node with the higher number.
  public var target: Int32

  /// Creates an edge.
  public init(_ source: Int32, _ target: Int32) { (self.source, self.target) = (source, target) }
}

/// Nodes of several kinds (documents, authors, words, link targets) with weighted edges that have no
/// direction.
///
/// Nodes are numbered kind by kind and, within a kind, in the bytewise order of their ids, so that
/// nothing depends on the order in which edges were read.
public struct HeterogeneousGraph: Sendable, Equatable {
  /// The nodes of one kind.
  public struct NodeKind: Sendable, Equatable {
    /// What the nodes are: `document`, `author`, `word`, `link` or `node`.
    public let name: String
    /// Their numbers.
    public let nodes: Range<Int>
  }

  /// The kinds, in the order of their nodes; none is without nodes.
  public let kinds: [NodeKind]
  /// The id of each node; nodes of different kinds may have the same.
  public let ids: [String]
  /// The weight of each edge, of shape (nodes, nodes): symmetric, above 0, its columns ascend in each
  /// row, and the diagonal is empty.
  public let adjacency: SparseMatrix

  /// The number of nodes.
  public var nodeCount: Int { ids.count }
  /// The number of edges, each counted once.
  public var edgeCount: Int { adjacency.values.count / 2 }

  /// Creates a graph.
  ///
  /// - Parameters:
  ///   - nodes: The kinds and the ids of their nodes, in bytewise order; kinds without nodes are left
  ///     out.
  ///   - edges: The edges between the nodes, numbered in that order.
  /// - Complexity: O(*n* + *e* log *e*) for *e* edges of a node.
  public init(nodes: [(kind: String, ids: [String])], _ edges: EdgeList) {
    let ids = nodes.flatMap(\.ids)
    self.init(nodes: nodes, adjacency: edges.adjacency(nodes: ids.count))
  }

  /// Creates a graph from its adjacency.
  init(nodes: [(kind: String, ids: [String])], adjacency: SparseMatrix) {
    var kinds: [NodeKind] = []
    var first = 0
    for (kind, ids) in nodes where !ids.isEmpty {
      kinds.append(NodeKind(name: kind, nodes: first..<first + ids.count))
      first += ids.count
    }
    self.init(kinds: kinds, ids: nodes.flatMap(\.ids), adjacency: adjacency)
  }

  private init(kinds: [NodeKind], ids: [String], adjacency: SparseMatrix) {
    precondition(
      adjacency.rows == ids.count && adjacency.columns == ids.count,
      "\(ids.count) nodes, adjacency of shape (\(adjacency.rows), \(adjacency.columns))")
    (self.kinds, self.ids, self.adjacency) = (kinds, ids, adjacency)
  }

  /// The same nodes with other edges.
  func replacing(adjacency: SparseMatrix) -> HeterogeneousGraph {
    HeterogeneousGraph(kinds: kinds, ids: ids, adjacency: adjacency)
  }

  /// The numbers of the nodes of a kind; empty if there are none.
  public func nodes(_ kind: String) -> Range<Int> {
    kinds.first { $0.name == kind }?.nodes ?? 0..<0
  }

  /// The number of edges of a node.
  public func degree(of node: Int) -> Int {
    adjacency.rowOffsets[node + 1] - adjacency.rowOffsets[node]
  }

  /// Whether there is an edge between two nodes.
  ///
  /// - Complexity: O(log *n*) for *n* edges of the first.
  public func hasEdge(_ a: Int32, _ b: Int32) -> Bool {
    let columns = adjacency.columnIndexes(inRow: Int(a))
    var (low, high) = (0, columns.count)
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < b { low = middle + 1 } else { high = middle }
    }
    return low < columns.count && columns[low] == b
  }

  /// Whether every pair of nodes of two kinds that have edges between them is an edge: there is nothing to
  /// tell edges from.
  ///
  /// - Complexity: O(*n* × *k*) for *n* stored weights and *k* kinds.
  public var isComplete: Bool {
    var counts = [Int](repeating: 0, count: kinds.count * kinds.count)
    for edge in edges {
      counts[kindIndex(Int(edge.source)) * kinds.count + kindIndex(Int(edge.target))] += 1
    }
    for (a, first) in kinds.enumerated() {
      for (b, second) in kinds.enumerated() where b >= a {
        let (m, n) = (first.nodes.count, second.nodes.count)
        let count = counts[a * kinds.count + b]
        if count > 0, count < (a == b ? m * (m - 1) / 2 : m * n) { return false }
      }
    }
    return true
  }

  private func kindIndex(_ node: Int) -> Int {
    kinds.firstIndex { node < $0.nodes.upperBound } ?? 0
  }

  /// The edges, each once, by their lower and then by their higher node.
  public var edges: [GraphEdge] {
    var edges: [GraphEdge] = []
    edges.reserveCapacity(edgeCount)
    for node in 0..<nodeCount {
      let columns = adjacency.columnIndexes(inRow: node)
      for index in columns.indices where columns[index] > node {
        edges.append(GraphEdge(Int32(node), columns[index]))
      }
    }
    return edges
  }
}
