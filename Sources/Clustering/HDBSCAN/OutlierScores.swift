extension CondensedTree {
  /// How much of an outlier each point is, in `0...1`: GLOSH, the global-local outlier score from
  /// hierarchies ([Campello et al. 2015]).
  ///
  /// It compares the density at which a point leaves its cluster with the largest density that
  /// anything of this cluster has. Where that is infinite, among equal points, all other points have
  /// 1.
  ///
  /// - Complexity: O(*n*)
  ///
  /// [Campello et al. 2015]: https://doi.org/10.1145/2733381
  public var outlierScores: [Double] {
    let deaths = deepestDeaths
    return pointClusters.indices.map {
      Self.outlierScore(pointLambdas[$0], largest: deaths[Int(pointClusters[$0])])
    }
  }

  /// The score of a point that leaves at `lambda`.
  static func outlierScore(_ lambda: Double, largest: Double) -> Double {
    if largest == 0 || !lambda.isFinite { return 0 }
    if !largest.isFinite { return 1 }
    return max(0, (largest - lambda) / largest)
  }
}
