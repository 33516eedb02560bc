import LinearAlgebra

extension LinkSpace {
  /// How well the space tells links that were kept out of training from pairs that are none: the
  /// probability that such a link has the larger score (area under the ROC curve; ties count half).
  ///
  /// 0.5 is chance, 1 is perfect. The pairs that are none are uniform, eight for each link.
  ///
  /// - Parameters:
  ///   - heldOut: The links that were kept out.
  ///   - graph: All links, with the same names as the space.
  ///   - seed: The seed of the pairs that are none.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: nil if no link was kept out.
  /// - Complexity: O(*n* × *d* + *n* log *n*) for *n* links of *d* dimensions.
  public func areaUnderCurve(
    of heldOut: [LinkPair], in graph: LinkGraph, seed: UInt64, threads: Int
  ) -> Double? {
    guard !heldOut.isEmpty else { return nil }
    let (documents, targets) = (documentVectors(threads: threads), targetVectors(threads: threads))
    // The logistic function keeps the order, unless the scale turns it round.
    let sign: Float = objective.scale < 0 ? -1 : 1
    let scores = parallelMap(count: heldOut.count, chunk: 1024, threads: threads) { range in
      range.map { index in
        var generator = KeyedGenerator(seed: seed, purpose: "held-out pairs", index: index)
        let others = (0..<8).map { _ in graph.pairWithoutLink(&generator) }
        return ([heldOut[index]] + others).map {
          sign * dot(documents[row: Int($0.document)], targets[row: Int($0.target)])
        }
      }
    }.flatMap(\.self)
    return EdgeAUC.area(scores.map { $0[0] }, above: scores.flatMap { $0.dropFirst() })
  }
}
