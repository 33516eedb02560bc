import LinearAlgebra

/// How well anchors find their positives among the others of their batch, by cosine.
public struct PairRetrieval: Equatable, Sendable {
  /// The mean loss of the batches.
  public var loss = 0.0
  /// The share of anchors whose positive is the nearest.
  public var accuracy = 0.0
  /// The mean of 1 ÷ the rank of the positive.
  public var reciprocalRank = 0.0
  /// The probability that an anchor is closer to its positive than another anchor is to one of another
  /// group: the area under the ROC curve.
  public var areaUnderCurve = 0.0

  /// Measures batches of vectors.
  ///
  /// - Parameters:
  ///   - batches: The examples of each batch and their vectors: of the anchors, then of the positives,
  ///     then of the negatives if there are any, of shape (texts, dimensions).
  ///   - loss: The loss to measure beside.
  /// - Precondition: There is an example.
  package init(_ batches: [(examples: [TuningExample], vectors: Matrix)], loss: TuningLoss) {
    var (own, others): ([Float], [Float]) = ([], [])
    for (examples, vectors) in batches {
      self.loss += loss(vectors, of: examples).loss * Double(examples.count)
      let count = examples.count
      var units = vectors
      units.forEachRow(threads: 1) { _, row in normalize(&row) }
      for (index, example) in examples.enumerated() {
        let cosine = dot(units[row: index], units[row: count + index])
        var rank = 1
        for other in count..<units.rows where other != count + index {
          if let group = example.group, other < 2 * count,
            examples[other - count].group == group
          {
            continue
          }
          let score = dot(units[row: index], units[row: other])
          if score >= cosine { rank += 1 }
          others.append(score)
        }
        own.append(cosine)
        accuracy += rank == 1 ? 1 : 0
        reciprocalRank += 1 / Double(rank)
      }
    }
    let count = Double(own.count)
    self.loss /= count
    accuracy /= count
    reciprocalRank /= count
    areaUnderCurve = Self.areaUnderCurve(own, others)
  }

  /// The share of pairs of one number of each list in which that of the first is larger; equal ones count
  /// half.
  static func areaUnderCurve(_ own: [Float], _ others: [Float]) -> Double {
    guard !own.isEmpty, !others.isEmpty else { return 0.5 }
    let sorted = others.sorted()
    let wins = own.reduce(0.0) { sum, number in
      let below = sorted.partitioningIndex { $0 >= number }
      let notAbove = sorted.partitioningIndex { $0 > number }
      return sum + Double(below + notAbove) / 2
    }
    return wins / (Double(own.count) * Double(others.count))
  }
}

extension [Float] {
  /// The first index from which on `isAfter` holds, in an array where it holds from there on.
  fileprivate func partitioningIndex(_ isAfter: (Float) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
