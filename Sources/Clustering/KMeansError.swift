/// Why points cannot be divided into the number of clusters asked for.
public enum KMeansError: Error, Equatable, CustomStringConvertible {
  /// There are fewer points than clusters.
  case tooFewPoints(clusters: Int, points: Int)
  /// There are enough points, but so many are equal that some clusters would stay empty.
  case tooFewDistinctPoints(clusters: Int, distinct: Int)

  /// What is wrong and what to do, with the numbers.
  public var description: String {
    switch self {
    case .tooFewPoints(let clusters, let points):
      "\(clusters) clusters cannot be made of \(points) points; ask for at most \(points)"
    case .tooFewDistinctPoints(let clusters, let distinct):
      "\(clusters) clusters cannot be made of points of which only \(distinct) differ; "
        + "ask for at most \(distinct)"
    }
  }
}
