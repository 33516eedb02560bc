import LinearAlgebra
import NeuralNetworks

/// What tuning makes small.
public enum TuningLoss: Sendable {
  /// Each anchor is to tell its positive from the others of the batch, and from all negatives, by
  /// cosine; see ``MultipleNegativesRankingLoss``.
  case ranking(scale: Double)
  /// Each anchor's negative is to be farther than its positive by a margin, by cosine; without given
  /// negatives, the hardest of the batch. See ``TripletLoss``.
  case triplet(margin: Double)

  /// The loss of a batch.
  ///
  /// - Parameters:
  ///   - vectors: The vectors of the anchors, then of the positives, then of the negatives if there are
  ///     any, of shape (texts, dimensions).
  ///   - examples: The examples.
  /// - Returns: The loss and its gradient in each vector.
  func callAsFunction(
    _ vectors: Matrix, of examples: [TuningExample]
  ) -> (loss: Double, gradient: Matrix) {
    let count = examples.count
    switch self {
    case .ranking(let scale):
      let result = MultipleNegativesRankingLoss(scale: scale)(
        vectors.rows(0..<count), vectors.rows(count..<vectors.rows), groups: groups(examples))
      return (
        result.loss,
        Matrix(
          rows: vectors.rows, columns: vectors.columns,
          elements: result.anchors.elements + result.candidates.elements)
      )
    case .triplet(let margin):
      let loss = TripletLoss(distance: .cosine, mining: .batchHard, margin: margin)
      if vectors.rows == 3 * count {
        let result = loss(
          anchors: vectors.rows(0..<count), positives: vectors.rows(count..<2 * count),
          negatives: vectors.rows(2 * count..<3 * count))
        return (result.loss, result.gradient)
      }
      let classes = groups(examples) ?? Array(0..<count)
      let result = loss(vectors, classes: classes + classes)
      return (result.loss, result.gradient)
    }
  }

  private func groups(_ examples: [TuningExample]) -> [Int]? {
    let groups = examples.compactMap(\.group)
    return groups.count == examples.count ? groups : nil
  }
}
