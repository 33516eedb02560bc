import LinearAlgebra

/// The minimum spanning tree of mutual reachability, found by Borůvka's rounds over a k-d tree.
///
/// In a round, each component looks for its first outgoing edge in the order of ``Edge``, and all
/// components are joined along them ([March, Ram and Gray 2010], [McInnes and Healy 2017]). Three
/// things keep rounds short. The lists of nearest neighbors, which the core distances were taken
/// from, give most edges of the first rounds and bounds for the later ones. A point that is not
/// listed is farther than those that are, which tells most points that no search can better what
/// their list has. And what remains is searched by pairs of nodes: where all points of a node are of
/// one component, it meets other nodes as a whole.
///
/// The largest component looks for nothing: the others join it, or each other. In many dimensions the
/// points that are left to search are compared with all others instead (``DenseSearch``).
///
/// The order is total, so the tree is the only one, whatever the threads did first.
///
/// [March, Ram and Gray 2010]: https://doi.org/10.1145/1835804.1835882
/// [McInnes and Healy 2017]: https://doi.org/10.1109/ICDMW.2017.12
struct Boruvka {
  private let tree: KDTree
  private let lists: NearestLists
  private let threads: Int
  private var sets: DisjointSets
  private var edges: [Edge] = []
  private let state: BoruvkaState
  private let dense: DenseSearch?

  /// Positions that one call works on where no tree is searched.
  private static let chunk = 8192
  /// Subtrees that searches are divided into.
  private static let tasks = 256

  /// Finds the spanning tree of the points of `tree`.
  ///
  /// - Parameters:
  ///   - tree: The tree of the points.
  ///   - lists: Their nearest neighbors.
  ///   - dense: The points, if they have so many dimensions that all pairs are sooner compared; the
  ///     result is the same.
  ///   - threads: The number of threads.
  /// - Returns: Its edges in their order, one fewer than points.
  /// - Complexity: About O(*n* log *n*) in few dimensions, O(*n*² log *n*) in many.
  static func spanningTree(
    _ tree: KDTree, _ lists: NearestLists, dense: Matrix?, threads: Int
  ) -> [Edge] {
    var boruvka = Boruvka(tree, lists, dense, threads)
    while boruvka.edges.count < tree.count - 1 { boruvka.round() }
    boruvka.edges.sort()
    return boruvka.edges
  }

  private init(_ tree: KDTree, _ lists: NearestLists, _ points: Matrix?, _ threads: Int) {
    self.tree = tree
    self.lists = lists
    self.threads = threads
    sets = DisjointSets(tree.count)
    let state = BoruvkaState(tree, lists)
    self.state = state
    dense = points.map { DenseSearch(tree, lists, state, $0) }
    edges.reserveCapacity(tree.count - 1)
  }

  private mutating func round() {
    let (tree, lists, state) = (tree, lists, state)
    state.bounds.reset()
    tree.withView { view in
      parallelFor(count: tree.count, chunk: Self.chunk, threads: threads) { positions in
        BoruvkaLists(view: view, lists: lists, state: state).read(positions)
      }
      if dense != nil { return }
      let nodes = subtrees(tree.root)
      parallelFor(count: nodes.count, chunk: 1, threads: threads) { index in
        BoruvkaSearch(view, tree, lists, state).start(nodes[index.lowerBound])
      }
    }
    dense?.run(threads: threads)
    joinAlongFirstEdges()
    state.update(tree, components: sets.sets())
  }

  /// Nodes that together hold all points, small enough for ``tasks`` of them.
  private func subtrees(_ node: KDTree.Node) -> [KDTree.Node] {
    if node.leaves <= max(1, tree.leaves / Self.tasks) { return [node] }
    return subtrees(node.left) + subtrees(node.right)
  }

  private mutating func joinAlongFirstEdges() {
    var first = [Int32](repeating: -1, count: tree.count)  // by component, a position
    for position in 0..<tree.count {
      guard state.component(position) != state.largest,
        let edge = state.edge(position, tree)
      else { continue }
      let component = Int(state.component(position))
      if first[component] >= 0, let other = state.edge(Int(first[component]), tree), other < edge {
        continue
      }
      first[component] = Int32(position)
    }
    for position in first where position >= 0 {
      if let edge = state.edge(Int(position), tree),
        sets.join(position, state.candidate(Int(position)))
      {
        edges.append(edge)
      }
    }
  }
}
