extension ClusterQuality {
  /// The index of [Calinski and Harabasz 1974]: the squared distances of the centroids from the
  /// mean of all points, weighted by size, by those of the points from their centroids, each
  /// divided by its degrees of freedom.
  ///
  /// If every point lies on its centroid the index is 1, as in scikit-learn.
  ///
  /// - Complexity: O(*clusters* × *dimensions*)
  ///
  /// [Calinski and Harabasz 1974]: https://doi.org/10.1080/03610927408827101
  static func calinskiHarabasz(_ dispersion: Dispersion) -> Double {
    let used = dispersion.used
    let points = dispersion.sizes.reduce(0, +)
    let within = dispersion.squares.reduce(0, +)
    guard within > 0 else { return 1 }
    var between = 0.0
    for cluster in used {
      between +=
        Double(dispersion.sizes[cluster])
        * squaredDistance(dispersion.means[cluster], dispersion.overallMean)
    }
    return between * Double(points - used.count) / (within * Double(used.count - 1))
  }
}
