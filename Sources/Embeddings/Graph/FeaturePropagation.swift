import LinearAlgebra

/// Vectors of nodes without anything learned: features that are passed along edges and mixed.
///
/// With the normalized adjacency *S* and features *X*, `steps` times
///
///     H ← (1 - teleport) S H + teleport X          H = X at first
///
/// Without teleport it is what remains of a graph convolutional network without its weights, *S*ᵏ*X* (SGC,
/// [Wu et al. 2019]); with it, personalized PageRank of the features (APPNP, [Klicpera et al. 2019]), which
/// many steps do not wash out.
///
/// [Wu et al. 2019]: https://arxiv.org/abs/1902.07153
/// [Klicpera et al. 2019]: https://arxiv.org/abs/1810.05997
public struct FeaturePropagation: Sendable, Equatable {
  /// The number of steps: how far features travel.
  public var steps = 2
  /// The share of its own features that a node keeps in every step, from 0 to 1.
  public var teleport = 0.0
  /// How edges are weighted.
  public var normalization = AdjacencyNormalization.symmetric
  /// The weight of an edge from each node to itself, so that its own features count as a neighbor's do; 0
  /// for none.
  public var selfWeight = 1.0

  /// The default: two steps, each node its own neighbor.
  public init() {}

  /// The features of all nodes after each step, each of shape (nodes, features); the first are `features`
  /// themselves, and the last the vectors, whose lengths differ.
  ///
  /// - Complexity: O(*e* × *d*) a step, for *e* edges and *d* features.
  func states(_ adjacency: SparseMatrix, _ features: Matrix, threads: Int) -> [Matrix] {
    let degrees = adjacency.rowSums.map { $0 + selfWeight }
    let scaled = normalization.scaled(adjacency, degrees: degrees)
    var states = [features]
    for _ in 0..<steps {
      let state = states[states.count - 1]
      states.append(
        next(scaled, state, own: state, features, degrees: degrees, from: 0, threads: threads))
    }
    return states
  }

  /// The vectors of new nodes, of shape (new, features), beside known ones that stay as they are.
  ///
  /// - Parameters:
  ///   - states: The states of the known nodes, as ``states(_:_:threads:)`` has them.
  ///   - adjacency: The edges of the known nodes, of shape (known, known).
  ///   - edges: The edges of the new nodes, of shape (new, known + new).
  ///   - features: Their features, of shape (new, features).
  ///   - threads: The largest number of threads.
  /// - Returns: The vectors, whose lengths differ.
  func vectors(
    beside states: [Matrix], _ adjacency: SparseMatrix, edges: SparseMatrix, _ features: Matrix,
    threads: Int
  ) -> Matrix {
    let degrees = (adjacency.rowSums + edges.rowSums).map { $0 + selfWeight }
    let scaled = normalization.scaled(edges, degrees: degrees, from: adjacency.rows)
    var state = features
    for step in 0..<steps {
      state = next(
        scaled, stacked(states[step], state), own: state, features, degrees: degrees,
        from: adjacency.rows, threads: threads)
    }
    return state
  }

  /// One step for the nodes from `first` on.
  private func next(
    _ scaled: SparseMatrix, _ all: Matrix, own: Matrix, _ features: Matrix, degrees: [Double],
    from first: Int, threads: Int
  ) -> Matrix {
    var result = scaled.multiplied(by: all, threads: threads)
    let (passed, kept) = (Float(1 - teleport), Float(teleport))
    let selfWeight = selfWeight
    result.forEachRow(threads: threads) { node, row in
      let degree = degrees[first + node]
      // A node's own weight is divided by its degree whatever the normalization.
      let own = own[row: node]
      if degree > 0 { addScaled(own, times: Float(selfWeight / degree), to: &row) }
      let features = features[row: node]
      for column in row.indices { row[column] = passed * row[column] + kept * features[column] }
    }
    return result
  }
}

/// The rows of `a`, and behind them those of `b`.
///
/// - Precondition: Both have the same number of columns.
func stacked(_ a: Matrix, _ b: Matrix) -> Matrix {
  precondition(a.columns == b.columns, "rows of lengths \(a.columns) and \(b.columns)")
  return Matrix(rows: a.rows + b.rows, columns: a.columns, elements: a.elements + b.elements)
}
