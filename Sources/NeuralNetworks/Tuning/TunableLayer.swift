import LinearAlgebra

/// A layer of an encoder with its way back; see ``EncoderLayer``, which only goes forward.
///
/// [Vaswani et al. 2017](https://doi.org/10.48550/arXiv.1706.03762), normalized behind each part as BERT is.
struct TunableLayer: Sendable {
  let queries: TunableLinear
  let keys: TunableLinear
  let values: TunableLinear
  let attentionOutput: TunableLinear
  let attentionNormalization: TunableNormalization
  let intermediate: TunableLinear
  let output: TunableLinear
  let outputNormalization: TunableNormalization
  let activation: Activation
  let attention: AttentionShape

  private var hidden: Int { attention.hidden }
  /// Scores are divided by √(head size), which is done to the queries.
  private var queryScale: Float { 1 / Float(attention.size).squareRoot() }

  /// Computes the vectors of the tokens of some texts from those of the layer below.
  ///
  /// - Parameters:
  ///   - x: The vectors that come in, of shape (tokens, hidden).
  ///   - texts: The rows of each text; together they are all rows.
  ///   - parameters: All parameters.
  ///   - saved: Is filled with what the way back needs.
  ///   - space: Memory to compute in.
  ///   - result: The vectors that come out; another place than `x`.
  ///   - threads: The largest number of threads.
  func forward(
    _ x: TokenRows, texts: [Range<Int>], _ parameters: [Parameter], saved: LayerActivations,
    _ space: TuningSpace, into result: TokenRows, threads: Int
  ) {
    let rows = texts.last?.upperBound ?? 0
    let chunk = TuningSpace.chunk(rows)
    parallelFor(count: rows, chunk: chunk, threads: threads) { range in
      project(x.rows(range), range, parameters, saved)
    }
    parallelFor(count: texts.count, chunk: 1, threads: threads) { range in
      for text in range { attend(texts[text], saved) }
    }
    parallelFor(count: rows, chunk: chunk, threads: threads) { range in
      addAttention(x.rows(range), range, parameters, saved, space)
      addFeedForward(range, parameters, saved, space, result)
    }
  }

  private func project(
    _ x: Span<Float>, _ range: Range<Int>, _ parameters: [Parameter], _ saved: LayerActivations
  ) {
    var inputs = saved.attentionInputs.mutableRows(range)
    for (part, linear) in [queries, keys, values].enumerated() {
      linear.apply(
        x, parameters, factor: part == 0 ? queryScale : 1, into: &inputs, stride: 3 * hidden,
        column: part * hidden)
    }
  }

  private func attend(_ rows: Range<Int>, _ saved: LayerActivations) {
    var scratch = [Float](repeating: 0, count: attention.scratchCount(tokens: rows.count))
    var memory = scratch.mutableSpan
    var context = saved.context.mutableRows(rows)
    NeuralNetworks.attend(
      saved.attentionInputs.rows(rows), rows: 0..<rows.count, shape: attention, scratch: &memory,
      into: &context)
  }

  private func addAttention(
    _ x: Span<Float>, _ range: Range<Int>, _ parameters: [Parameter], _ saved: LayerActivations,
    _ space: TuningSpace
  ) {
    var sums = saved.attentionSums.mutableRows(range)
    attentionOutput.apply(saved.context.rows(range), parameters, into: &sums)
    for i in sums.indices { sums[i] += x[i] }
    var factors = saved.attentionFactors.mutableRows(range)
    attentionNormalization.standardize(&sums, factors: &factors)
    var middle = space.middle.mutableRows(range)
    attentionNormalization.apply(sums.span, parameters, into: &middle)
  }

  private func addFeedForward(
    _ range: Range<Int>, _ parameters: [Parameter], _ saved: LayerActivations,
    _ space: TuningSpace, _ result: TokenRows
  ) {
    let middle = space.middle.rows(range)
    var inner = saved.inner.mutableRows(range)
    intermediate.apply(middle, parameters, into: &inner)
    var activated = space.activated.mutableRows(range)
    copy(inner.span, to: &activated)
    activation.apply(to: &activated)
    var sums = saved.outputSums.mutableRows(range)
    output.apply(activated.span, parameters, into: &sums)
    for i in sums.indices { sums[i] += middle[i] }
    var factors = saved.outputFactors.mutableRows(range)
    outputNormalization.standardize(&sums, factors: &factors)
    var vectors = result.mutableRows(range)
    outputNormalization.apply(sums.span, parameters, into: &vectors)
  }
}
