import LinearAlgebra
import RealModule

/// The loss of telling each anchor's own candidate from all others of the batch: the mean of
/// -ln softmax(*scale* × cosines), taken at the own one.
///
/// [Henderson et al. 2017](https://arxiv.org/abs/1705.00652), with cosines as sentence-transformers has it. A
/// batch of *n* pairs gives *n* - 1 negatives for each, at no cost.
public struct MultipleNegativesRankingLoss: Sendable {
  /// What cosines are multiplied by; larger numbers look at the closest negatives alone.
  public var scale: Double
  /// Whether candidates are also to find their anchors; the loss is then the mean of both directions.
  public var isSymmetric: Bool

  /// Creates a loss with the scale of sentence-transformers.
  public init(scale: Double = 20, isSymmetric: Bool = false) {
    (self.scale, self.isSymmetric) = (scale, isSymmetric)
  }

  /// What a batch costs.
  public struct Result: Sendable {
    /// The mean over the anchors.
    public var loss: Double
    /// The gradient of the loss in the anchors, of shape (anchors, dimensions).
    public var anchors: Matrix
    /// The gradient of the loss in the candidates, of shape (candidates, dimensions).
    public var candidates: Matrix
    /// The anchors whose own candidate is the closest.
    public var hits: Int
  }

  /// The loss of a batch.
  ///
  /// - Parameters:
  ///   - anchors: The anchors, of shape (anchors, dimensions), of any length.
  ///   - candidates: At *i* what belongs to anchor *i*; behind them further negatives, if there are any.
  ///   - groups: What each anchor belongs to, such as an author: the own candidates of other anchors of
  ///     the same group are no negatives. Nil if each is a group of its own.
  /// - Returns: The loss and its gradients.
  /// - Complexity: O(*n* × *m* × *d*) for *n* anchors, *m* candidates, *d* dimensions.
  public func callAsFunction(
    _ anchors: Matrix, _ candidates: Matrix, groups: [Int]? = nil
  ) -> Result {
    let count = anchors.rows
    precondition(count > 0 && candidates.rows >= count, "\(candidates.rows) for \(count) anchors")
    precondition(groups?.count ?? count == count, "\(groups?.count ?? 0) groups of \(count)")
    let (a, b) = (UnitRows(anchors), UnitRows(candidates))
    let cosines = productTransposed(a.rows, b.rows, threads: 1)
    let skipped: (Int, Int) -> Bool = { i, j in
      guard let groups, i != j, j < count else { return false }
      return groups[i] == groups[j]
    }
    var slopes = Matrix(rows: count, columns: candidates.rows)
    var (loss, hits) = (0.0, 0)
    let share = 1 / Double(isSymmetric ? 2 * count : count)
    for i in 0..<count {
      let line = logSoftmax(candidates.rows, own: i) { j in
        skipped(i, j) ? nil : scale * Double(cosines[i, j])
      }
      loss += share * line.loss
      if line.isHit { hits += 1 }
      for j in line.slopes.indices { slopes[i, j] += Float(share * scale * line.slopes[j]) }
      guard isSymmetric else { continue }
      let column = logSoftmax(count, own: i) { j in
        skipped(j, i) ? nil : scale * Double(cosines[j, i])
      }
      loss += share * column.loss
      for j in column.slopes.indices { slopes[j, i] += Float(share * scale * column.slopes[j]) }
    }
    return Result(
      loss: loss, anchors: a.backward(product(slopes, b.rows, threads: 1)),
      candidates: b.backward(crossProduct(slopes, a.rows, threads: 1)), hits: hits)
  }

  /// The loss of one choice among `count`, and its derivative in each score; nil scores do not count.
  private func logSoftmax(
    _ count: Int, own: Int, _ score: (Int) -> Double?
  ) -> (loss: Double, slopes: [Double], isHit: Bool) {
    let scores = (0..<count).map { score($0) ?? -Double.infinity }
    let largest = scores.reduce(-Double.infinity) { max($0, $1) }
    let powers = scores.map { Double.exp($0 - largest) }
    let sum = powers.reduce(0, +)
    var slopes = powers.map { $0 / sum }
    slopes[own] -= 1
    return (largest + Double.log(sum) - scores[own], slopes, scores[own] >= largest)
  }
}
