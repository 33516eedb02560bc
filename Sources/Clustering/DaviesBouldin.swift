extension ClusterQuality {
  /// The index of [Davies and Bouldin 1979]: for each cluster, the largest sum of its mean distance
  /// from the centroid and another cluster's, by the distance of the two centroids; and the mean of
  /// these.
  ///
  /// Two clusters with one centroid are left out of the comparison, as scikit-learn does.
  ///
  /// - Complexity: O(*clusters*² × *dimensions*)
  ///
  /// [Davies and Bouldin 1979]: https://doi.org/10.1109/TPAMI.1979.4766909
  static func daviesBouldin(_ dispersion: Dispersion) -> Double {
    let used = dispersion.used
    let spreads = dispersion.sizes.indices.map {
      dispersion.distances[$0] / Double(max(1, dispersion.sizes[$0]))
    }
    var sum = 0.0
    for a in used {
      var worst = 0.0
      for b in used where b != a {
        let between = squaredDistance(dispersion.means[a], dispersion.means[b]).squareRoot()
        if between > 0 { worst = max(worst, (spreads[a] + spreads[b]) / between) }
      }
      sum += worst
    }
    return sum / Double(used.count)
  }
}
