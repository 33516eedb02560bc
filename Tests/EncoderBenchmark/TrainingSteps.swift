import LinearAlgebra
import NeuralNetworks

/// Steps of training on texts whose tokens are given, which take turns: those of the first batch,
/// anchors, then positives; those of the second batch, and so on.
struct TrainingSteps {
  let texts: [[Int32]]
  /// The pairs of a batch.
  let pairs: Int
  let threads: Int

  /// The batches that the texts fill.
  var batches: Int { texts.count / (2 * pairs) }

  /// Takes a step for each batch: the multiple-negatives ranking loss, AdamW at the rate 2e-5, embeddings
  /// as they are.
  ///
  /// - Returns: The loss of each batch.
  func run(_ encoder: inout TunableEncoder) -> [Double] {
    var optimizer = AdamW(weightDecay: 0.01)
    let pairs = pairs
    return (0..<batches).map { batch in
      let start = batch * 2 * pairs
      encoder.clearGradients()
      let loss = encoder.addGradients(
        of: Array(texts[start..<start + 2 * pairs]), threads: threads
      ) { vectors in
        let result = MultipleNegativesRankingLoss(scale: 20)(
          vectors.rows(0..<pairs), vectors.rows(pairs..<2 * pairs))
        return (
          result.loss,
          Matrix(
            rows: vectors.rows, columns: vectors.columns,
            elements: result.anchors.elements + result.candidates.elements)
        )
      }
      optimizer.step(&encoder, rate: 2e-5, threads: threads)
      return loss
    }
  }
}
