import LinearAlgebra

/// A graph with what gives its nodes vectors: a trained network, or the propagation of features.
///
/// It keeps the graph, since a new node is placed by its neighbors, and these by theirs.
public struct GraphModel: Sendable {
  /// How vectors come of features and edges.
  public enum Method: Sendable {
    /// A trained network.
    case sage(GraphSAGE)
    /// Features passed along edges.
    case propagation(FeaturePropagation)
  }

  /// The known nodes and their edges.
  public let graph: HeterogeneousGraph
  /// Their features.
  public let features: NodeFeatures
  /// How vectors come of both.
  public let method: Method

  /// Creates a model; propagation needs dense features.
  public init(graph: HeterogeneousGraph, features: NodeFeatures, method: Method) {
    precondition(graph.nodeCount == features.rows, "features of \(features.rows) nodes")
    (self.graph, self.features, self.method) = (graph, features, method)
  }

  /// The number of numbers in a vector.
  public var dimensions: Int {
    switch method {
    case .sage(let network): network.dimensions
    case .propagation: features.columns
    }
  }

  /// The vectors of the known nodes, of shape (nodes, ``dimensions``) and length 1; zeros for those that
  /// nothing is known of.
  public func vectors(threads: Int) -> Matrix {
    let adjacency = graph.adjacency
    var vectors: Matrix
    switch method {
    case .sage(let network):
      vectors = network.vectors(features, graph, threads: threads)
    case .propagation(let propagation):
      let states = propagation.states(adjacency, features.matrix, threads: threads)
      vectors = states[states.count - 1]
    }
    Self.finish(&vectors, adjacency, features, threads: threads)
    return vectors
  }

  /// The vectors of new nodes, of shape (new, ``dimensions``) and length 1; zeros for those that nothing
  /// is known of. Known nodes stay where they are.
  ///
  /// A node without features of its own, where nodes have vectors as features, gets the mean of its
  /// neighbors'.
  ///
  /// - Complexity: That of the known nodes' vectors, and the same for the new.
  public func vectors(of new: NewNodes, threads: Int) -> Matrix {
    precondition(new.known == graph.nodeCount, "new nodes beside \(new.known) others")
    let edges = new.edges
    let features = features(of: new, edges, threads: threads)
    var vectors: Matrix
    switch method {
    case .sage(let network):
      vectors = network.vectors(
        edges: edges, features, beside: graph, self.features, threads: threads)
    case .propagation(let propagation):
      let known = self.features.matrix
      vectors = propagation.vectors(
        beside: propagation.states(graph.adjacency, known, threads: threads), graph.adjacency,
        edges: edges, features.matrix, threads: threads)
    }
    Self.finish(&vectors, edges, features, threads: threads)
    return vectors
  }

  private func features(
    of new: NewNodes, _ edges: SparseMatrix, threads: Int
  ) -> NodeFeatures {
    switch features.storage {
    case .sparse:
      return new.features
        ?? NodeFeatures(
          SparseMatrix(
            rows: new.count, columns: features.columns,
            rowOffsets: [Int](repeating: 0, count: new.count + 1), columnIndexes: [], values: []))
    case .dense(let known):
      let own = new.features?.matrix ?? Matrix(rows: new.count, columns: known.columns)
      var all = stacked(known, own)
      NeighborFeatures.fill(&all, edges, from: known.rows, threads: threads)
      return NodeFeatures(all.rows(known.rows..<all.rows))
    }
  }

  /// Scales vectors to length 1, and makes zeros of those that come of nothing: dense features reach all
  /// nodes that are connected with one that has some.
  private static func finish(
    _ vectors: inout Matrix, _ edges: SparseMatrix, _ features: NodeFeatures, threads: Int
  ) {
    vectors.forEachRow(threads: threads) { node, row in
      if !features.isKnown(node), features.isDense || edges.values(inRow: node).isEmpty {
        for column in row.indices { row[column] = 0 }
      }
      normalize(&row)
    }
  }
}

extension NodeFeatures {
  /// Whether every number is stored.
  public var isDense: Bool {
    if case .dense = storage { return true }
    return false
  }

  /// The numbers of dense features.
  ///
  /// - Precondition: They are dense.
  public var matrix: Matrix {
    guard case .dense(let matrix) = storage else { preconditionFailure("the features are sparse") }
    return matrix
  }
}

/// Nodes that a ``GraphModel`` does not have, with their edges to known nodes and to one another.
public struct NewNodes: Sendable {
  /// The number of known nodes.
  public let known: Int
  /// The number of new nodes.
  public let count: Int
  /// Their features, as the model has them; nil if they have none.
  public var features: NodeFeatures?
  private var entries: [EdgeList.Entry] = []

  /// New nodes without edges.
  public init(count: Int, beside model: GraphModel) {
    (self.count, known) = (count, model.graph.nodeCount)
  }

  /// Adds an edge from a new node to a known one.
  public mutating func append(_ node: Int, toKnown other: Int, weight: Float = 1) {
    precondition(node < count && other < known, "no edge \(node), \(other)")
    entries.append(EdgeList.Entry(row: Int32(node), column: Int32(other), value: weight))
  }

  /// Adds an edge for each element of a matrix between the new nodes from `first` on and the known ones from
  /// `second` on.
  public mutating func append(_ weights: SparseMatrix, from first: Int, toKnown second: Int) {
    for row in 0..<weights.rows {
      let (columns, values) = (weights.columnIndexes(inRow: row), weights.values(inRow: row))
      for index in columns.indices {
        append(first + row, toKnown: second + Int(columns[index]), weight: values[index])
      }
    }
  }

  /// The number of neighbors of each node.
  public var degrees: [Int] {
    let edges = edges
    return (0..<count).map { edges.values(inRow: $0).count }
  }

  /// Adds an edge between two new nodes, in both directions; one from a node to itself counts for nothing.
  public mutating func append(_ node: Int, toNew other: Int, weight: Float = 1) {
    precondition(node < count && other < count, "no edge \(node), \(other)")
    guard node != other else { return }
    for (a, b) in [(node, other), (other, node)] {
      entries.append(EdgeList.Entry(row: Int32(a), column: Int32(known + b), value: weight))
    }
  }

  /// The weights of all edges, of shape (new, known + new).
  var edges: SparseMatrix { EdgeList.matrix(rows: count, columns: known + count, entries) }
}
