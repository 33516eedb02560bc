import LinearAlgebra
import RealModule

/// How alike the words of each product and the terms of each cluster's topics are: their cosine.
///
/// A cluster's terms have the weights of its topics (c-TF-IDF). A token of a product that occurs *n*
/// times in its texts, and in *d* of *N* products of the catalogue, weighs
///
///     (1 + log n) × (1 + log((1 + N) / (1 + d)))
///
/// so that what every product says (pack, size, set) counts little ([Salton and Buckley 1988]).
///
/// [Salton and Buckley 1988]: https://doi.org/10.1016/0306-4573(88)90021-0
public struct TermSimilarities: Sendable {
  /// The cosines, of shape (products, clusters); 0 for a cluster or a product without terms.
  public let values: Matrix

  /// Compares products with clusters.
  ///
  /// - Parameters:
  ///   - catalogue: The products.
  ///   - terms: The terms of each cluster; those of no positive weight are left out.
  /// - Complexity: O(*tokens*) besides one number for each product, token and cluster that has it.
  public init(_ catalogue: [Product], _ terms: [ClusterTerms]) {
    var weights: [String: [(cluster: Int, weight: Double)]] = [:]
    for (cluster, terms) in terms.enumerated() {
      let positive = terms.terms.filter { $0.weight > 0 }
      let length = positive.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
      for term in positive {
        weights[term.token, default: []].append((cluster, term.weight / length))
      }
    }
    let counted = catalogue.map { CountedTokens($0.tokens) }
    var frequencies: [String: Int] = [:]
    for token in counted.lazy.flatMap(\.tokens) { frequencies[token, default: 0] += 1 }
    var values = Matrix(rows: catalogue.count, columns: terms.count)
    for (product, tokens) in counted.enumerated() {
      let row = tokens.cosines(weights, clusters: terms.count) { token in
        1 + Double.log(Double(1 + catalogue.count) / Double(1 + (frequencies[token] ?? 0)))
      }
      for (cluster, value) in row.enumerated() { values[product, cluster] = Float(value) }
    }
    self.values = values
  }
}

/// The tokens of a text, each once, in the order in which they first occur: the order of a dictionary
/// differs from run to run, and so would the last bits of sums.
private struct CountedTokens {
  private(set) var tokens: [String] = []
  private var counts: [Int] = []

  init(_ text: [String]) {
    var places: [String: Int] = [:]
    for token in text {
      if let place = places[token] {
        counts[place] += 1
      } else {
        places[token] = tokens.count
        tokens.append(token)
        counts.append(1)
      }
    }
  }

  func cosines(
    _ weights: [String: [(cluster: Int, weight: Double)]], clusters: Int,
    rarity: (String) -> Double
  ) -> [Double] {
    var products = [Double](repeating: 0, count: clusters)
    var squares = 0.0
    for (token, count) in zip(tokens, counts) {
      let weight = (1 + Double.log(Double(count))) * rarity(token)
      squares += weight * weight
      for entry in weights[token] ?? [] { products[entry.cluster] += weight * entry.weight }
    }
    return squares > 0 ? products.map { $0 / squares.squareRoot() } : products
  }
}
