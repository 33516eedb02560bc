/// The tree of clusters by density: what remains of single linkage if groups of fewer points than a
/// cluster has are taken for points that fall out of one ([Campello et al. 2015]).
///
/// Density is told by *λ*, 1 ÷ distance. Cluster 0 holds all points from *λ* = 0 on; a cluster is
/// born where one of two large parts splits off, loses single points as *λ* grows, and ends where it
/// splits into two or falls apart. Clusters are numbered from the sparsest birth to the densest, so
/// parents have lower numbers than children.
///
/// [Campello et al. 2015]: https://doi.org/10.1145/2733381
public struct CondensedTree: Sendable, Equatable {
  /// The cluster that each point falls out of, by row.
  public let pointClusters: [Int32]
  /// The *λ* at which it does; infinite where as many other points as make the core distance are equal
  /// to it.
  public let pointLambdas: [Double]
  /// The parent of each cluster; −1 for cluster 0.
  public let parents: [Int32]
  /// The *λ* at which each cluster is born; 0 for cluster 0.
  public let births: [Double]
  /// The number of points of each cluster at its birth.
  public let sizes: [Int]

  /// Creates a tree from the numbers that an earlier one was saved as.
  ///
  /// - Precondition: Parents come before their children.
  public init(
    pointClusters: [Int32], pointLambdas: [Double], parents: [Int32], births: [Double],
    sizes: [Int]
  ) {
    precondition(pointClusters.count == pointLambdas.count, "a λ for each point")
    precondition(parents.count == births.count && parents.count == sizes.count, "cluster columns")
    precondition(
      parents.enumerated().allSatisfy { $1 < Int32($0) }, "a parent comes after its child")
    self.pointClusters = pointClusters
    self.pointLambdas = pointLambdas
    self.parents = parents
    self.births = births
    self.sizes = sizes
  }

  /// Condenses a tree for clusters of at least `minimumSize` points.
  ///
  /// - Complexity: O(*n*)
  init(_ linkage: SingleLinkage, minimumSize: Int) {
    var builder = CondensedTreeBuilder(linkage, minimumSize: minimumSize)
    // A node's number is above those of its children, so each is reached after its parent.
    for index in linkage.children.indices.reversed() { builder.divide(index) }
    self.init(
      pointClusters: builder.pointClusters, pointLambdas: builder.pointLambdas,
      parents: builder.parents, births: builder.births, sizes: builder.sizes)
  }

  /// The number of clusters, the one of all points included.
  public var clusters: Int { parents.count }

  /// The children of each cluster, ascending.
  var children: [[Int]] {
    var children = [[Int]](repeating: [], count: clusters)
    for cluster in 1..<max(1, clusters) { children[Int(parents[cluster])].append(cluster) }
    return children
  }

  /// The largest *λ* at which something leaves each cluster: a point, or a child.
  var deaths: [Double] {
    var deaths = [Double](repeating: 0, count: clusters)
    for (cluster, lambda) in zip(pointClusters, pointLambdas) {
      deaths[Int(cluster)] = max(deaths[Int(cluster)], lambda)
    }
    for cluster in 1..<max(1, clusters) {
      let parent = Int(parents[cluster])
      deaths[parent] = max(deaths[parent], births[cluster])
    }
    return deaths
  }

  /// The largest *λ* at which something leaves each cluster or one below it.
  var deepestDeaths: [Double] {
    var deaths = deaths
    for cluster in (1..<max(1, clusters)).reversed() {
      let parent = Int(parents[cluster])
      deaths[parent] = max(deaths[parent], deaths[cluster])
    }
    return deaths
  }
}

private struct CondensedTreeBuilder {
  let linkage: SingleLinkage
  let minimumSize: Int
  var pointClusters: [Int32]
  var pointLambdas: [Double]
  var parents: [Int32] = [-1]
  var births = [0.0]
  var sizes: [Int]
  /// The cluster of each joined node.
  private var clusters: [Int32]
  /// The λ at which each joined node fell out of its cluster, or −1.
  private var fallen: [Double]

  init(_ linkage: SingleLinkage, minimumSize: Int) {
    self.linkage = linkage
    self.minimumSize = minimumSize
    pointClusters = [Int32](repeating: 0, count: linkage.points)
    pointLambdas = [Double](repeating: 0, count: linkage.points)
    sizes = [linkage.points]
    clusters = [Int32](repeating: 0, count: linkage.children.count)
    fallen = [Double](repeating: -1, count: linkage.children.count)
  }

  mutating func divide(_ index: Int) {
    let (left, right) = linkage.children[index]
    let cluster = clusters[index]
    if fallen[index] >= 0 {
      drop(left, cluster, fallen[index])
      drop(right, cluster, fallen[index])
      return
    }
    let distance = linkage.distances[index]
    let lambda = distance > 0 ? 1 / distance : .infinity
    let isLarge = (size(left) >= minimumSize, size(right) >= minimumSize)
    if isLarge.0 && isLarge.1 {
      found(left, cluster, lambda)
      found(right, cluster, lambda)
      return
    }
    if isLarge.0 { keep(left, cluster) } else { drop(left, cluster, lambda) }
    if isLarge.1 { keep(right, cluster) } else { drop(right, cluster, lambda) }
  }

  private func size(_ node: Int32) -> Int {
    Int(node) < linkage.points ? 1 : Int(linkage.sizes[Int(node) - linkage.points])
  }

  private mutating func keep(_ node: Int32, _ cluster: Int32) {
    clusters[Int(node) - linkage.points] = cluster
  }

  private mutating func found(_ node: Int32, _ parent: Int32, _ lambda: Double) {
    keep(node, Int32(parents.count))
    parents.append(parent)
    births.append(lambda)
    sizes.append(size(node))
  }

  private mutating func drop(_ node: Int32, _ cluster: Int32, _ lambda: Double) {
    if Int(node) < linkage.points {
      pointClusters[Int(node)] = cluster
      pointLambdas[Int(node)] = lambda
    } else {
      clusters[Int(node) - linkage.points] = cluster
      fallen[Int(node) - linkage.points] = lambda
    }
  }
}
