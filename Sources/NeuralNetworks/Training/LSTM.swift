/// Long short-term memory ([Hochreiter and Schmidhuber 1997](https://doi.org/10.1162/neco.1997.9.8.1735)) with
/// PyTorch's gates: from a row *x*, the state *h* and the cell *c* before it,
///
///     i, f, o = σ(W x + b + U h + b')        g = tanh(W_g x + b_g + U_g h + b'_g)
///     c' = f c + i g        h' = o tanh(c')
///
/// The gates lie in the order i, f, g, o. What is remembered beside a state is its cell.
enum LSTM {
  static let gates = 4

  /// Computes the state and the cell of a row.
  static func advance(
    _ place: RecurrentPlace, _ terms: Span<Float>, _ gates: inout MutableSpan<Float>,
    _ states: inout MutableSpan<Float>, _ cells: inout MutableSpan<Float>
  ) {
    let (gate, term, state, width) = (place.gate, place.term, place.state, place.width)
    for j in 0..<width {
      let i = sigmoid(gates[gate + j] + terms[term + j])
      let f = sigmoid(gates[gate + width + j] + terms[term + width + j])
      let g = hyperbolicTangent(gates[gate + 2 * width + j] + terms[term + 2 * width + j])
      let o = sigmoid(gates[gate + 3 * width + j] + terms[term + 3 * width + j])
      let cell = f * (place.before.map { cells[$0 + j] } ?? 0) + i * g
      gates[gate + j] = i
      gates[gate + width + j] = f
      gates[gate + 2 * width + j] = g
      gates[gate + 3 * width + j] = o
      cells[state + j] = cell
      states[state + j] = o * hyperbolicTangent(cell)
    }
  }

  /// Computes the gradients in what a row's gates got, and adds to that in the cell before.
  static func retreat(
    _ place: RecurrentPlace, _ gates: Span<Float>, _ cells: Span<Float>, _ gradient: Span<Float>,
    _ cellGradient: inout MutableSpan<Float>, _ terms: inout MutableSpan<Float>
  ) {
    let (gate, state, width) = (place.gate, place.state, place.width)
    for j in 0..<width {
      let (i, f) = (gates[gate + j], gates[gate + width + j])
      let (g, o) = (gates[gate + 2 * width + j], gates[gate + 3 * width + j])
      let level = hyperbolicTangent(cells[state + j])
      let d = gradient[state + j]
      let dc = cellGradient[state + j] + d * o * (1 - level * level)
      terms[gate + j] = dc * g * i * (1 - i)
      terms[gate + width + j] = dc * (place.before.map { cells[$0 + j] } ?? 0) * f * (1 - f)
      terms[gate + 2 * width + j] = dc * i * (1 - g * g)
      terms[gate + 3 * width + j] = d * level * o * (1 - o)
      if let before = place.before { cellGradient[before + j] += dc * f }
    }
  }
}
