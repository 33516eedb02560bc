import LinearAlgebra

extension TunableLayer {
  /// Goes back through the layer.
  ///
  /// `space.gradient` holds the gradient with respect to what came out, of shape (tokens, hidden), and
  /// is used up; `space.gradientBelow` gets that with respect to `x`.
  ///
  /// - Parameters:
  ///   - x: The vectors that came in.
  ///   - texts: The rows of each text.
  ///   - parameters: All parameters.
  ///   - saved: What the way forward kept.
  ///   - space: Memory with the gradients of vectors.
  ///   - gradients: A matrix for each parameter, which is added to.
  ///   - needsGradientBelow: Whether anything below is tuned.
  ///   - threads: The largest number of threads.
  func backward(
    _ x: TokenRows, texts: [Range<Int>], _ parameters: [Parameter], saved: LayerActivations,
    _ space: TuningSpace, gradients: [TokenRows], needsGradientBelow: Bool, threads: Int
  ) {
    let rows = texts.last?.upperBound ?? 0
    let chunk = TuningSpace.chunk(rows)
    let parts = parallelMap(count: rows, chunk: chunk, threads: threads) { range in
      let output = backFromOutput(range, parameters, saved, space)
      return (output, backFromMiddle(range, parameters, saved, space))
    }
    outputNormalization.add(parts.map(\.0), to: gradients)
    attentionNormalization.add(parts.map(\.1), to: gradients)
    parallelFor(count: texts.count, chunk: 1, threads: threads) { range in
      for text in range { backFromAttention(texts[text], saved, space) }
    }
    if needsGradientBelow {
      parallelFor(count: rows, chunk: chunk, threads: threads) { range in
        backToInputs(range, parameters, space)
      }
    }
    weightGradients(x, saved, space).add(rows: rows, to: gradients, threads: threads)
  }

  /// Back through the feed-forward part, down to the vectors between the two parts.
  private func backFromOutput(
    _ range: Range<Int>, _ parameters: [Parameter], _ saved: LayerActivations,
    _ space: TuningSpace
  ) -> TunableNormalization.Gradient {
    var gradient = space.gradient.mutableRows(range)
    let part = outputNormalization.backpropagate(
      &gradient, rows: saved.outputSums.rows(range), factors: saved.outputFactors.rows(range),
      parameters)
    var middle = space.middle.mutableRows(range)
    attentionNormalization.apply(saved.attentionSums.rows(range), parameters, into: &middle)
    var inner = space.innerGradient.mutableRows(range)
    output.backpropagate(gradient.span, parameters, into: &inner)
    var activated = space.activated.mutableRows(range)
    activation.backpropagate(saved.inner.rows(range), values: &activated, gradient: &inner)
    var below = space.attentionGradient.mutableRows(range)
    copy(gradient.span, to: &below)
    intermediate.backpropagate(inner.span, parameters, adding: true, into: &below)
    return part
  }

  /// Back through the normalization behind attention, down to the context.
  private func backFromMiddle(
    _ range: Range<Int>, _ parameters: [Parameter], _ saved: LayerActivations,
    _ space: TuningSpace
  ) -> TunableNormalization.Gradient {
    var gradient = space.attentionGradient.mutableRows(range)
    let part = attentionNormalization.backpropagate(
      &gradient, rows: saved.attentionSums.rows(range),
      factors: saved.attentionFactors.rows(range), parameters)
    var context = space.contextGradient.mutableRows(range)
    attentionOutput.backpropagate(gradient.span, parameters, into: &context)
    return part
  }

  private func backFromAttention(
    _ rows: Range<Int>, _ saved: LayerActivations, _ space: TuningSpace
  ) {
    var result = space.inputsGradient.mutableRows(rows)
    attentionGradient(
      saved.attentionInputs.rows(rows), context: saved.context.rows(rows),
      gradient: space.contextGradient.rows(rows), shape: attention,
      queryScale: 1 / Float(attention.size).squareRoot(), into: &result)
  }

  private func backToInputs(
    _ range: Range<Int>, _ parameters: [Parameter], _ space: TuningSpace
  ) {
    var below = space.gradientBelow.mutableRows(range)
    copy(space.attentionGradient.rows(range), to: &below)
    for (part, linear) in [queries, keys, values].enumerated() {
      linear.backpropagate(
        space.inputsGradient.rows(range), parameters, stride: 3 * attention.hidden,
        column: part * attention.hidden, adding: true, into: &below)
    }
  }

  private func weightGradients(
    _ x: TokenRows, _ saved: LayerActivations, _ space: TuningSpace
  ) -> WeightGradients {
    let inputs = [queries, keys, values].enumerated().map { part, linear in
      WeightGradients.Layer(
        linear: linear, inputs: x, gradient: space.inputsGradient,
        column: part * attention.hidden)
    }
    return WeightGradients(
      [
        .init(linear: output, inputs: space.activated, gradient: space.gradient),
        .init(linear: intermediate, inputs: space.middle, gradient: space.innerGradient),
        .init(linear: attentionOutput, inputs: saved.context, gradient: space.attentionGradient),
      ] + inputs)
  }
}
