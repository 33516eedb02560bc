import LinearAlgebra

/// Finds clusters of any shape as regions of density, and leaves out what lies between them
/// ([Campello, Moulavi and Sander 2013], [McInnes and Healy 2017]).
///
///     let model = try HDBSCAN.fit(vectors, options: options)
///     model.labels[0]              // the cluster of the first vector, or −1
///     model.strengths[0]           // how clearly it belongs there
///
/// The steps are a file each: the core distances (``NearestLists``), the minimum spanning tree of
/// mutual reachability (``Boruvka``), its order of joins (``SingleLinkage``), the tree of clusters
/// (``CondensedTree``), the choice of some of them (``TreeSelection``), and what belongs to them
/// (``Memberships``).
///
/// All steps are exact and in double precision. Equal edges are ordered by the distance of their
/// points, then by rows (``Edge``), so equal rows always share their cluster, and the order of rows
/// matters only where distances of different pairs are equal to the last bit.
///
/// [Campello, Moulavi and Sander 2013]: https://doi.org/10.1007/978-3-642-37456-2_14
/// [McInnes and Healy 2017]: https://doi.org/10.1109/ICDMW.2017.12
public enum HDBSCAN {
  /// How clusters are chosen from the tree.
  public enum Selection: String, Sendable, CaseIterable {
    /// Those that are stable over the widest range of densities (excess of mass).
    case excessOfMass = "eom"
    /// The smallest and densest ones.
    case leaf
  }

  /// What can be chosen.
  public struct Options: Sendable, Equatable {
    /// The number of points below which a group is no cluster, 2 or more. Larger values give fewer
    /// clusters; `min_cluster_size` in hdbscan.
    public var minimumClusterSize = 5
    /// The neighbor whose distance is a point's core distance, 1 or more. Larger values take more
    /// points for noise; `min_samples` in hdbscan. nil is ``minimumClusterSize``.
    public var minimumSamples: Int?
    /// How clusters are chosen.
    public var selection = Selection.excessOfMass
    /// A distance below which clusters are not split, 0 to split at any.
    public var selectionEpsilon = 0.0
    /// The number of points above which a cluster is split if it can be, nil for any number.
    ///
    /// It counts for ``Selection/excessOfMass`` alone.
    public var maximumClusterSize: Int?
    /// Whether all points may be one cluster.
    public var allowsSingleCluster = false
    /// The number of threads; the result does not depend on it.
    public var threads = 1

    /// Creates the default options.
    public init() {}

    /// The number of neighbors that make a core distance among `points` points.
    func neighbors(of points: Int) -> Int { min(minimumSamples ?? minimumClusterSize, points - 1) }
  }

  /// Fits clusters to `points`, of shape (points, dimensions).
  ///
  /// If there are fewer points than a cluster has, all are noise. Where there are no more points than
  /// ``Options/minimumSamples``, all the others make the core distance.
  ///
  /// - Throws: ``HDBSCANError`` if a coordinate is infinite, not a number, or 1e18 or more.
  /// - Complexity: About O(*n* log *n*) in few dimensions, O(*n*² × *dimensions*) in many; about 150
  ///   bytes a point besides the points.
  public static func fit(
    _ points: Matrix, options: Options = Options()
  ) throws(HDBSCANError) -> HDBSCANModel {
    precondition(options.minimumClusterSize >= 2, "a cluster of fewer than 2 points")
    precondition(options.minimumSamples ?? 1 >= 1, "a core distance needs a neighbor")
    try check(points)
    guard points.rows > 1, points.columns > 0 else {
      return HDBSCANModel(points, ofNoise: points.rows, options)
    }
    let (edges, cores) = spanningTree(
      points, neighbors: options.neighbors(of: points.rows), threads: options.threads)
    let linkage = SingleLinkage(edges, points: points.rows)
    let condensed = CondensedTree(linkage, minimumSize: options.minimumClusterSize)
    return HDBSCANModel(points, cores: cores, condensed, options)
  }

  /// The minimum spanning tree of mutual reachability, its edges in their order, and the core distance
  /// of each row.
  package static func spanningTree(
    _ points: Matrix, neighbors: Int, threads: Int
  ) -> (edges: [Edge], cores: [Double]) {
    let surplus = SurplusRows(points, neighbors: neighbors)
    if surplus.edges.isEmpty {
      return searchedTree(points, neighbors: neighbors, threads: threads)
    }
    let kept = searchedTree(points.rows(surplus.kept), neighbors: neighbors, threads: threads)
    var cores = [Double](repeating: 0, count: points.rows)
    for (index, row) in surplus.kept.enumerated() { cores[row] = kept.cores[index] }
    let edges = kept.edges.map {
      Edge(
        weight: $0.weight, square: $0.square, Int32(surplus.kept[Int($0.low)]),
        Int32(surplus.kept[Int($0.high)]))
    }
    return ((edges + surplus.edges).sorted(), cores)
  }

  private static func searchedTree(
    _ points: Matrix, neighbors: Int, threads: Int
  ) -> (edges: [Edge], cores: [Double]) {
    let tree = KDTree(points, threads: threads)
    let isFew = tree.dimensions <= KDTree.fewDimensions
    let lists =
      isFew
      ? NearestLists(tree, neighbors: neighbors, threads: threads)
      : NearestLists(dense: tree, points, neighbors: neighbors, threads: threads)
    var cores = [Double](repeating: 0, count: points.rows)
    for (position, row) in tree.rows.enumerated() {
      cores[Int(row)] = lists.cores[position].squareRoot()
    }
    let edges = Boruvka.spanningTree(
      tree, lists, dense: isFew ? nil : points, threads: threads)
    return (edges, cores)
  }

  private static func check(_ points: Matrix) throws(HDBSCANError) {
    let elements = points.elements.span
    for index in elements.indices where !(abs(elements[index]) < 1e18) {
      throw .unusableCoordinate(row: index / points.columns, column: index % points.columns)
    }
  }
}
