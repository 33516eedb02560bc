import LinearAlgebra

// How a group of texts goes through the network, and back.
extension TunableEncoder {
  /// Divides texts into groups of at most ``tokensAtOnce`` tokens, in their order.
  func groups(_ texts: [[Int32]]) -> [Range<Int>] {
    let most = tokensAtOnce
    var groups: [Range<Int>] = []
    var (start, tokens) = (0, 0)
    for (index, text) in texts.enumerated() {
      if tokens + text.count > most && index > start {
        groups.append(start..<index)
        (start, tokens) = (index, 0)
      }
      tokens += text.count
    }
    if start < texts.count { groups.append(start..<texts.count) }
    return groups
  }

  /// The rows of each text of a group.
  private func rows(_ texts: ArraySlice<[Int32]>) -> [Range<Int>] {
    var end = 0
    return texts.map { text in
      defer { end += text.count }
      return end..<end + text.count
    }
  }

  /// Takes a group through the network: the vectors of its texts.
  func forward(
    _ texts: [[Int32]], _ group: Range<Int>, _ threads: Int, into vectors: inout Matrix
  ) {
    let rows = rows(texts[group])
    space.reserve(rows.last?.upperBound ?? 0)
    let frozen = layers.count - tunedLayers
    embed(texts[group], rows, into: space.vectors[frozen % 2], threads)
    for index in 0..<frozen {
      let place = (frozen - index) % 2
      layers[index].forward(
        space.vectors[place], texts: rows, weights, saved: space.layers[0], space,
        into: space.vectors[1 - place], threads: threads)
    }
    for index in 0..<tunedLayers {
      layers[frozen + index].forward(
        space.vectors[index], texts: rows, weights, saved: space.layers[index], space,
        into: space.vectors[index + 1], threads: threads)
    }
    let last = space.vectors[tunedLayers]
    for (text, rows) in zip(group, rows) {
      vectors.withMutableRow(text) { vector in
        configuration.pooling.pool(last.rows(rows), into: &vector)
      }
    }
  }

  private func embed(
    _ texts: ArraySlice<[Int32]>, _ rows: [Range<Int>], into result: TokenRows, _ threads: Int
  ) {
    let first = texts.startIndex
    parallelFor(count: rows.count, chunk: 8, threads: threads) { range in
      for index in range {
        if let tunedEmbeddings {
          tunedEmbeddings.forward(
            texts[first + index], rows: rows[index], weights, space, into: result)
        } else if let frozenEmbeddings {
          var vectors = result.mutableRows(rows[index])
          frozenEmbeddings.embed(texts[first + index], into: &vectors)
        }
      }
    }
  }

  /// Goes back with a group that has gone forward, from the gradient with respect to its vectors.
  func backward(
    _ texts: [[Int32]], _ group: Range<Int>, _ gradient: Matrix, _ threads: Int
  ) {
    let rows = rows(texts[group])
    let (last, top, below) = (space.vectors[tunedLayers], space.gradient, space.gradientBelow)
    for (text, rows) in zip(group, rows) {
      var target = top.mutableRows(rows)
      configuration.pooling.backpropagate(
        last.rows(rows), gradient: gradient[row: text], into: &target)
    }
    for index in (0..<tunedLayers).reversed() {
      let goesOn = index > 0 || tunedEmbeddings != nil
      layers[layers.count - tunedLayers + index].backward(
        space.vectors[index], texts: rows, weights, saved: space.layers[index], space,
        gradients: gradients, needsGradientBelow: goesOn, threads: threads)
      guard goesOn, let end = rows.last?.upperBound else { continue }
      var next = top.mutableRows(0..<end)
      copy(below.rows(0..<end), to: &next)
    }
    tunedEmbeddings?.backward(
      Array(texts[group]), rows: rows, weights, space, gradients: gradients, threads: threads)
  }

  /// Moves the gradients of the batch to the parameters.
  mutating func takeGradients() {
    for (index, rows) in gradients.enumerated() {
      Self.move(rows.rows(0..<rows.capacity), to: &weights[index].gradient)
      rows.fill(0..<rows.capacity, with: 0)
    }
  }

  private static func move(_ numbers: Span<Float>, to gradient: inout [Float]) {
    precondition(numbers.count == gradient.count, "\(numbers.count) for \(gradient.count) numbers")
    var target = gradient.mutableSpan
    for i in numbers.indices { target[i] += numbers[i] }
  }
}
