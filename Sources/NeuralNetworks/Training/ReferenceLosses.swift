import LinearAlgebra
import RealModule

/// The losses as plain loops in double precision.
extension Reference {
  /// The mean loss of given triplets.
  package static func tripletLoss(
    _ rows: [[Double]], _ triplets: [TripletMining.Triplet], distance: RowDistance, margin: Double?
  ) -> Double {
    let terms = triplets.map { triplet in
      let anchor = rows[triplet.anchor]
      let excess =
        length(anchor, rows[triplet.positive], distance)
        - length(anchor, rows[triplet.negative], distance)
      if let margin { return max(0, margin + excess) }
      return Double.log(1 + Double.exp(excess))
    }
    return terms.reduce(0, +) / Double(max(1, terms.count))
  }

  private static func length(_ a: [Double], _ b: [Double], _ distance: RowDistance) -> Double {
    switch distance {
    case .euclidean: zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    case .cosine: 1 - zip(unit(a), unit(b)).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// The loss of telling each anchor's own candidate from all others.
  package static func multipleNegativesRankingLoss(
    _ anchors: [[Double]], _ candidates: [[Double]], scale: Double, isSymmetric: Bool,
    groups: [Int]? = nil
  ) -> Double {
    func loss(_ own: Int, _ count: Int, _ score: (Int) -> (anchor: Int, candidate: Int)) -> Double {
      var sum = 0.0
      var ownScore = 0.0
      for other in 0..<count {
        let pair = score(other)
        if let groups, other != own, pair.candidate < anchors.count,
          groups[pair.anchor] == groups[pair.candidate]
        {
          continue
        }
        let (a, b) = (unit(anchors[pair.anchor]), unit(candidates[pair.candidate]))
        let value = scale * zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        if other == own { ownScore = value }
        sum += Double.exp(value)
      }
      return Double.log(sum) - ownScore
    }
    var total = 0.0
    for own in anchors.indices {
      total += loss(own, candidates.count) { (own, $0) }
      if isSymmetric { total += loss(own, anchors.count) { ($0, own) } }
    }
    return total / Double(isSymmetric ? 2 * anchors.count : anchors.count)
  }
}
