import LinearAlgebra

/// Which rows of a batch a ``TripletLoss`` compares.
public enum TripletMining: String, CaseIterable, Sendable {
  /// For each row the farthest of its own class and the nearest of the others ([Hermans, Beyer and Leibe
  /// 2017](https://arxiv.org/abs/1703.07737)).
  case batchHard = "batch-hard"
  /// For each pair of a class, in both directions, the nearest row of another class that is farther from
  /// the anchor than the positive is; the farthest if none is ([Schroff, Kalenichenko and Philbin
  /// 2015](https://doi.org/10.1109/CVPR.2015.7298682)). The hardest negatives, which may be wrongly labeled,
  /// are left alone, and so training does not collapse at its start.
  case semiHard = "semi-hard"

  /// Rows of a batch: the distance of anchor and positive should be less than that of anchor and negative.
  package struct Triplet: Equatable, Sendable {
    package let anchor: Int
    package let positive: Int
    package let negative: Int

    package init(anchor: Int, positive: Int, negative: Int) {
      (self.anchor, self.positive, self.negative) = (anchor, positive, negative)
    }
  }

  /// The triplets of a batch, by anchor, then positive; of equal distances, the first row is taken.
  ///
  /// - Parameters:
  ///   - distances: The distances of all rows, of shape (rows, rows).
  ///   - classes: The class of each row. Rows whose class has no second row, or which is the only one, are
  ///     no anchors.
  /// - Returns: One triplet for each anchor, or for each pair.
  /// - Complexity: O(*n*²) for *n* rows with ``batchHard``, O(*n*² × *c*) with ``semiHard`` for classes of
  ///   *c* rows.
  package func triplets(_ distances: Matrix, classes: [Int]) -> [Triplet] {
    precondition(distances.rows == classes.count, "\(classes.count) classes")
    return classes.indices.flatMap { anchor in
      let positives = classes.indices.filter { classes[$0] == classes[anchor] && $0 != anchor }
      let negatives = classes.indices.filter { classes[$0] != classes[anchor] }
      if positives.isEmpty || negatives.isEmpty { return [Triplet]() }
      let row = distances[row: anchor]
      if self == .batchHard {
        return [
          Triplet(
            anchor: anchor, positive: farthest(positives, row), negative: nearest(negatives, row))
        ]
      }
      return positives.map { positive in
        let farther = negatives.filter { row[$0] > row[positive] }
        return Triplet(
          anchor: anchor, positive: positive,
          negative: farther.isEmpty ? farthest(negatives, row) : nearest(farther, row))
      }
    }
  }

  private func farthest(_ rows: [Int], _ distances: Span<Float>) -> Int {
    rows.reduce(rows[0]) { distances[$1] > distances[$0] ? $1 : $0 }
  }

  private func nearest(_ rows: [Int], _ distances: Span<Float>) -> Int {
    rows.reduce(rows[0]) { distances[$1] < distances[$0] ? $1 : $0 }
  }
}
