import LinearAlgebra

extension GibbsSampler {
  /// The parameters of the distribution of shares that suit the topics of the moment.
  func learnedAlpha(isSymmetric: Bool) -> [Double] {
    let (tokens, assignments, topics) = (tokens, assignments, topics)
    let lengths = (0..<tokens.documents).map {
      tokens.documentOffsets[$0 + 1] - tokens.documentOffsets[$0]
    }
    return learnedDirichlet(alpha, isSymmetric: isSymmetric, totals: lengths) { alpha in
      let parts = parallelMap(count: tokens.documents, chunk: Self.chunk, threads: threads) {
        range in
        risingSums(
          offsets: tokens.documentOffsets[range.lowerBound...range.upperBound], start: alpha
        ) { Int(assignments[$0]) }
      }
      return sums(parts, count: topics)
    }
  }

  /// The parameter of the distribution of terms that suits them.
  func learnedBeta() -> Double {
    let (tokens, assignments, topics) = (tokens, assignments, topics)
    // The sum over all topics is wanted: one number a term would do, were not topics told apart.
    let learned = learnedDirichlet(
      [Double](repeating: beta, count: tokens.vocabulary), isSymmetric: true, totals: topicCounts
    ) { beta in
      let start = [Double](repeating: beta[0], count: topics)
      let parts = parallelMap(count: tokens.vocabulary, chunk: Self.chunk, threads: threads) {
        range in
        risingSums(offsets: tokens.termOffsets[range.lowerBound...range.upperBound], start: start) {
          Int(assignments[Int(tokens.positions[$0])])
        }
      }
      return [sums(parts, count: topics).reduce(0, +)]
    }
    return learned[0]
  }
}

/// The sums of several arrays of one length, place by place and in their order.
private func sums(_ parts: [[Double]], count: Int) -> [Double] {
  var sums = [Double](repeating: 0, count: count)
  for part in parts {
    for index in sums.indices { sums[index] += part[index] }
  }
  return sums
}
