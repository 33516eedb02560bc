import RealModule

extension WindowCounts {
  /// The mean normalized pointwise mutual information of the pairs of terms of each topic, where
  /// probabilities are shares of the windows: *c_npmi* of gensim, whose windows have 10 terms.
  ///
  /// - Returns: A number in −1...1 for each topic; 0 for one of fewer than two terms.
  public var npmi: [Double] {
    topics.indices.map { topic in
      let width = topics[topic].count
      var (sum, pairs) = (0.0, 0.0)
      for a in 0..<width {
        for b in a + 1..<max(width, a + 1) {
          sum += npmi(topic, a, b)
          pairs += 1
        }
      }
      return pairs > 0 ? sum / pairs : 0
    }
  }

  /// *c_v* of each topic, the measure that agreed best with people in [Röder, Both and Hinneburg 2015];
  /// its windows have 110 terms.
  ///
  /// A term is the vector of its NPMI with every term of the topic, itself too. The measure is the
  /// mean cosine of these vectors and their sum.
  ///
  /// [Röder, Both and Hinneburg 2015]: https://doi.org/10.1145/2684822.2685324
  ///
  /// - Returns: A number for each topic, from about 0 to 1; 0 for one without terms.
  public var cv: [Double] {
    topics.indices.map { topic in
      let width = topics[topic].count
      let vectors = (0..<width).map { a in (0..<width).map { b in npmi(topic, a, b) } }
      let total = (0..<width).map { place in vectors.reduce(0) { $0 + $1[place] } }
      let cosines = vectors.map { cosine($0, total) }
      return width > 0 ? cosines.reduce(0, +) / Double(width) : 0
    }
  }

  /// The normalized pointwise mutual information of two terms of a topic.
  private func npmi(_ topic: Int, _ a: Int, _ b: Int) -> Double {
    let width = topics[topic].count
    let total = Double(windows)
    let first = Double(counts[topic][a * width + a]) / total
    let second = Double(counts[topic][b * width + b]) / total
    guard first > 0, second > 0 else { return -1 }
    let both = Double(counts[topic][a * width + b]) / total
    guard both < 1 else { return 1 }
    // gensim adds this lest a pair that never meets have no logarithm.
    let epsilon = 1e-12
    return Double.log((both + epsilon) / (first * second)) / -Double.log(both + epsilon)
  }
}

private func cosine(_ a: [Double], _ b: [Double]) -> Double {
  var (product, x, y) = (0.0, 0.0, 0.0)
  for (p, q) in zip(a, b) {
    product += p * q
    x += p * p
    y += q * q
  }
  return x > 0 && y > 0 ? product / (x * y).squareRoot() : 0
}
