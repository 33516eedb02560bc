import LinearAlgebra

/// The vectors of tokens, positions and types of an encoder whose embeddings are tuned too; see
/// ``TokenEmbeddings``, which stays as it is.
struct TunableEmbeddings: Sendable {
  /// The places of the tables among the parameters: (vocabulary, hidden), (positions, hidden) and
  /// (types, hidden), of which the first row counts.
  let tokens: Int
  let positions: Int
  let types: Int
  let normalization: TunableNormalization
  let configuration: EncoderConfiguration

  private var hidden: Int { configuration.hidden }

  /// Computes the vectors of the tokens of a text, whose rows are `rows`.
  func forward(
    _ text: [Int32], rows: Range<Int>, _ parameters: [Parameter], _ space: TuningSpace,
    into result: TokenRows
  ) {
    let (tokenTable, positionTable) = (parameters[tokens].values, parameters[positions].values)
    let typeTable = parameters[types].values
    let (a, b, c) = (tokenTable.span, positionTable.span, typeTable.span)
    let places = configuration.places(of: text)
    var sums = space.embeddingSums.mutableRows(rows)
    for (index, id) in text.enumerated() {
      let (token, place) = (Int(id) * hidden, places[index] * hidden)
      for i in 0..<hidden { sums[index * hidden + i] = a[token + i] + b[place + i] + c[i] }
    }
    var factors = space.embeddingFactors.mutableRows(rows)
    normalization.standardize(&sums, factors: &factors)
    var vectors = result.mutableRows(rows)
    normalization.apply(sums.span, parameters, into: &vectors)
  }

  /// Adds the gradients of the tables: that of a token's row is the sum over the places where the token
  /// stands, added in their order.
  ///
  /// `space.gradient` has the gradient with respect to the vectors, and is used up.
  func backward(
    _ texts: [[Int32]], rows: [Range<Int>], _ parameters: [Parameter], _ space: TuningSpace,
    gradients: [TokenRows], threads: Int
  ) {
    let count = rows.last?.upperBound ?? 0
    let parts = parallelMap(count: count, chunk: TuningSpace.chunk(count), threads: threads) {
      range in
      var gradient = space.gradient.mutableRows(range)
      return normalization.backpropagate(
        &gradient, rows: space.embeddingSums.rows(range),
        factors: space.embeddingFactors.rows(range), parameters)
    }
    normalization.add(parts, to: gradients)
    for (text, rows) in zip(texts, rows) {
      let places = configuration.places(of: text)
      for (index, row) in rows.enumerated() {
        let gradient = space.gradient.rows(row..<row + 1)
        add(gradient, to: gradients[tokens], row: Int(text[index]))
        add(gradient, to: gradients[positions], row: places[index])
        add(gradient, to: gradients[types], row: 0)
      }
    }
  }

  private func add(_ gradient: Span<Float>, to table: TokenRows, row: Int) {
    var target = table.mutableRows(row..<row + 1)
    for i in target.indices { target[i] += gradient[i] }
  }
}
