import LinearAlgebra

/// How well each product suits each cluster, and what each way of telling adds to that.
///
/// A product that is a little like everything (a gift card, a mug) would be near the top
/// everywhere. Each similarity is therefore lowered by its mean over all clusters:
///
///     contrasted(p, c) = similarity(p, c) − contrast × mean over clusters of similarity(p, ·)
///
/// With contrast 0 the similarity itself counts; with 1 only what is particular to the cluster.
/// [Suzuki et al. 2013] center similarities for the same reason: it takes away hubs, vectors that
/// are the nearest neighbors of too many others.
///
/// Similarities of different kinds spread differently, and those of different models too. Each is
/// counted from its mean over the products, which does not change their order, and divided by its
/// standard deviation, so that a weight means the same for any vectors. The deviation is that of the
/// products and clusters that are alike at all: most share no term, and by all of them a single common
/// word would outweigh everything else.
///
///     score(p, c) = Σ weight × (contrasted(p, c) − mean over products of contrasted(·, c)) ÷ deviation
///                   + popularity weight × popularity(p)
///
/// [Suzuki et al. 2013]: https://aclanthology.org/D13-1058/
public struct ProductScores: Sendable {
  /// A way of telling how well a product suits a cluster.
  public enum Part: Int, CaseIterable, Sendable {
    /// The cosine with the cluster's mean: ``ClusterCentroids``.
    case centroid
    /// The mean cosine with the nearest members: ``MemberSimilarities``.
    case members
    /// The cosine with the terms of the cluster's topics: ``TermSimilarities``.
    case terms
    /// The popularity of the product, whatever the cluster: ``ProductPopularity``.
    case popularity
  }

  /// How much each part counts.
  public struct Weights: Sendable {
    /// The weight of the cosine with the cluster's mean.
    public var centroid: Float = 0.35
    /// The weight of the cosines with the nearest members.
    public var members: Float = 0.35
    /// The weight of the common terms.
    public var terms: Float = 0.3
    /// What the most popular product gains, in standard deviations; below 0, what it loses.
    public var popularity: Float = 0.1
    /// The share of the mean over clusters that is subtracted.
    public var contrast: Float = 1

    /// Creates the default weights.
    public init() {}
  }

  /// The cosines with the centroids, of shape (products, clusters).
  public let similarities: Matrix
  /// The scores, of shape (products, clusters).
  public let scores: Matrix
  /// What each part adds to the scores, by ``Part``, each of shape (products, clusters).
  public let contributions: [Matrix]

  /// Adds up what is known.
  ///
  /// - Parameters:
  ///   - products: The vectors of the products, of shape (products, dimensions), each of length 1.
  ///   - centroids: The clusters; those without members have no part in means and deviations.
  ///   - members: The similarities with members, or nil to leave them out.
  ///   - terms: The similarities of terms, or nil to leave them out.
  ///   - popularity: The popularity of the products, or nil to leave it out.
  ///   - weights: How much each counts. With a single cluster nothing is contrasted.
  /// - Complexity: O(*products* × *clusters* × *dimensions*)
  public init(
    _ products: Matrix, _ centroids: ClusterCentroids, members: MemberSimilarities? = nil,
    terms: TermSimilarities? = nil, popularity: ProductPopularity? = nil,
    weights: Weights = Weights()
  ) {
    precondition(products.columns == centroids.vectors.columns, "dimensions differ")
    similarities = productTransposed(products, centroids.vectors, threads: 1)
    let used = centroids.sizes.indices.filter { centroids.sizes[$0] > 0 }
    let contrast = Contrast(share: used.count > 1 ? weights.contrast : 0, clusters: used)
    let empty = Matrix(rows: products.rows, columns: centroids.sizes.count)
    var added = empty
    if let values = popularity?.values {
      for product in 0..<added.rows {
        for cluster in used {
          added[product, cluster] = weights.popularity * Float(values[product])
        }
      }
    }
    contributions = [
      contrast.scaled(similarities, weight: weights.centroid),
      members.map { contrast.scaled($0.values, weight: weights.members) } ?? empty,
      terms.map { contrast.scaled($0.values, weight: weights.terms) } ?? empty,
      added,
    ]
    scores = contributions.dropFirst().reduce(contributions[0]) { sum, part in
      Matrix(
        rows: sum.rows, columns: sum.columns,
        elements: zip(sum.elements, part.elements).map { $0 + $1 })
    }
  }

  /// What `part` adds to the score of a product for a cluster.
  public func contribution(_ part: Part, product: Int, cluster: Int) -> Float {
    contributions[part.rawValue][product, cluster]
  }
}

/// Lowers similarities by their mean over clusters, and brings them to one scale.
private struct Contrast {
  /// The share of the mean that is subtracted.
  let share: Float
  /// The clusters that have members.
  let clusters: [Int]

  /// `weight` × what is left of the similarities ÷ its standard deviation; zeros for other clusters.
  func scaled(_ similarities: Matrix, weight: Float) -> Matrix {
    var result = Matrix(rows: similarities.rows, columns: similarities.columns)
    for product in 0..<similarities.rows {
      let row = similarities[row: product]
      let mean = clusters.reduce(0.0) { $0 + Double(row[$1]) } / Double(max(1, clusters.count))
      for cluster in clusters {
        result[product, cluster] = Float(Double(row[cluster]) - Double(share) * mean)
      }
    }
    result = result.subtractingRow(result.columnMeans(), threads: 1)
    var (count, squares) = (0.0, 0.0)
    for product in 0..<similarities.rows {
      let (row, rest) = (similarities[row: product], result[row: product])
      for cluster in clusters where row[cluster] != 0 {
        count += 1
        squares += Double(rest[cluster]) * Double(rest[cluster])
      }
    }
    let variance = count > 0 ? squares / count : 0
    // Similarities that are all alike tell nothing apart, and rounding must not be blown up.
    let scale = variance > 1e-12 ? Float(Double(weight) / variance.squareRoot()) : weight
    result.withMutableElements { elements in
      for index in elements.indices { elements[index] *= scale }
    }
    return result
  }
}
