import LinearAlgebra
import RealModule

/// The loss of triplets, each of an anchor, a positive of the same class and a negative of another: the mean
/// of max(0, *margin* + *d*(anchor, positive) - *d*(anchor, negative)).
///
/// [Schroff, Kalenichenko and Philbin 2015](https://doi.org/10.1109/CVPR.2015.7298682); the soft margin,
/// ln(1 + e^(*d* - *d'*)), which goes on pulling where the margin is kept, is that of [Hermans, Beyer and
/// Leibe 2017](https://arxiv.org/abs/1703.07737).
public struct TripletLoss: Sendable {
  /// What counts as close.
  public var distance: RowDistance
  /// Which rows of a batch are compared.
  public var mining: TripletMining
  /// By how much a negative should be farther than a positive; nil for the soft margin.
  public var margin: Double?

  /// Creates a loss; distances of vectors of length 1 are at most 2.
  public init(
    distance: RowDistance = .cosine, mining: TripletMining = .batchHard, margin: Double? = 0.2
  ) {
    (self.distance, self.mining, self.margin) = (distance, mining, margin)
  }

  /// What a batch costs.
  public struct Result: Sendable {
    /// The mean over the triplets; 0 if there are none.
    public var loss: Double
    /// The gradient of the loss in each row, of shape (rows, dimensions).
    public var gradient: Matrix
    /// The number of triplets that were compared.
    public var triplets: Int
    /// Those in which the negative is not farther than the positive by the margin.
    public var violations: Int
  }

  /// The loss of a batch, whose triplets are chosen by ``mining``.
  ///
  /// - Parameters:
  ///   - rows: The vectors, of shape (rows, dimensions).
  ///   - classes: The class of each row.
  /// - Returns: The loss, its gradient, and how many triplets there are.
  /// - Complexity: O(*n*² × *d*) for *n* rows of *d* dimensions.
  public func callAsFunction(_ rows: Matrix, classes: [Int]) -> Result {
    result(rows, mining.triplets(distance.distances(rows), classes: classes))
  }

  /// The loss of given triplets: row *i* of `anchors`, of `positives` and of `negatives` each.
  ///
  /// - Returns: The loss, its gradient having the rows of the anchors, then those of the positives, then
  ///   those of the negatives.
  /// - Complexity: O(*n* × *d*) for *n* triplets of *d* dimensions.
  public func callAsFunction(
    anchors: Matrix, positives: Matrix, negatives: Matrix
  ) -> Result {
    let count = anchors.rows
    precondition(positives.rows == count && negatives.rows == count, "triplets of unequal numbers")
    let rows = Matrix(
      rows: 3 * count, columns: anchors.columns,
      elements: anchors.elements + positives.elements + negatives.elements)
    return result(
      rows, (0..<count).map { .init(anchor: $0, positive: count + $0, negative: 2 * count + $0) })
  }

  private func result(_ rows: Matrix, _ triplets: [TripletMining.Triplet]) -> Result {
    var gradient = [Double](repeating: 0, count: rows.rows * rows.columns)
    var (loss, violations) = (0.0, 0)
    let share = 1 / Double(max(1, triplets.count))
    for triplet in triplets {
      let (a, p, n) = (triplet.anchor, triplet.positive, triplet.negative)
      let excess =
        distance.distance(rows[row: a], rows[row: p])
        - distance.distance(rows[row: a], rows[row: n])
      let (term, slope) = value(excess)
      loss += share * term
      if excess + (margin ?? 0) > 0 { violations += 1 }
      if slope == 0 { continue }
      distance.addGradient(a, p, of: rows, times: share * slope, to: &gradient)
      distance.addGradient(a, n, of: rows, times: -share * slope, to: &gradient)
    }
    return Result(
      loss: loss,
      gradient: Matrix(
        rows: rows.rows, columns: rows.columns, elements: gradient.map { Float($0) }),
      triplets: triplets.count, violations: violations)
  }

  /// The loss of a triplet and its derivative, by how much farther the positive is than the negative.
  private func value(_ excess: Double) -> (loss: Double, slope: Double) {
    if let margin { return excess + margin > 0 ? (excess + margin, 1) : (0, 0) }
    let power = Double.exp(-abs(excess))
    return (max(0, excess) + Double.log(onePlus: power), (excess > 0 ? 1 : power) / (1 + power))
  }
}
