import LinearAlgebra
import NeuralNetworks

/// The loss of every second sample of an author looking for the one behind it, and of that looking back, among
/// those of all authors: ``MultipleNegativesRankingLoss`` in both directions.
///
/// - Parameters:
///   - vectors: The samples, those of an author one after the other, of shape (samples, dimensions).
///   - classes: The author of each sample.
/// - Returns: The loss, and its gradient in the samples; a last sample of an odd number has none.
/// - Complexity: O(*n*² × *d*) for *n* samples of *d* dimensions.
func rankingLoss(
  ofSamples vectors: Matrix, classes: [Int]
) -> (loss: Double, gradient: Matrix) {
  let starts = classes.indices.filter { $0 == 0 || classes[$0] != classes[$0 - 1] }
  let anchors = zip(starts, starts.dropFirst() + [classes.count]).flatMap { start, end in
    stride(from: start, to: end - 1, by: 2)
  }
  let loss = MultipleNegativesRankingLoss(isSymmetric: true)
  let result = loss(
    vectors.rows(anchors), vectors.rows(anchors.map { $0 + 1 }),
    groups: anchors.map { classes[$0] })
  var gradient = Matrix(rows: vectors.rows, columns: vectors.columns)
  for (index, anchor) in anchors.enumerated() {
    let (own, other) = (result.anchors[row: index], result.candidates[row: index])
    gradient.withMutableRow(anchor) { for i in $0.indices { $0[i] = own[i] } }
    gradient.withMutableRow(anchor + 1) { for i in $0.indices { $0[i] = other[i] } }
  }
  return (result.loss, gradient)
}
