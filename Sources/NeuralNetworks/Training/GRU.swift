/// Gated recurrent units ([Cho et al. 2014](https://doi.org/10.3115/v1/D14-1179)) with PyTorch's gates: from a
/// row *x* and the state *h* before it,
///
///     r = σ(W_r x + b_r + U_r h + c_r)        z = σ(W_z x + b_z + U_z h + c_z)
///     n = tanh(W_n x + b_n + r (U_n h + c_n))    h' = (1 - z) n + z h
///
/// The gates lie in the order r, z, n. What is remembered beside a state is U_n h + c_n, for the way back.
enum GRU {
  static let gates = 3

  /// Computes the state of a row.
  static func advance(
    _ place: RecurrentPlace, _ terms: Span<Float>, _ gates: inout MutableSpan<Float>,
    _ states: inout MutableSpan<Float>, _ memory: inout MutableSpan<Float>
  ) {
    let (gate, term, state, width) = (place.gate, place.term, place.state, place.width)
    for j in 0..<width {
      let r = sigmoid(gates[gate + j] + terms[term + j])
      let z = sigmoid(gates[gate + width + j] + terms[term + width + j])
      let candidate = terms[term + 2 * width + j]
      let n = hyperbolicTangent(gates[gate + 2 * width + j] + r * candidate)
      let h = place.before.map { states[$0 + j] } ?? 0
      gates[gate + j] = r
      gates[gate + width + j] = z
      gates[gate + 2 * width + j] = n
      memory[state + j] = candidate
      states[state + j] = (1 - z) * n + z * h
    }
  }

  /// Computes the gradients in what a row's gates got, and adds to that in the state before.
  static func retreat(
    _ place: RecurrentPlace, _ gates: Span<Float>, _ states: Span<Float>, _ memory: Span<Float>,
    _ gradient: inout MutableSpan<Float>, _ inputTerms: inout MutableSpan<Float>,
    _ stateTerms: inout MutableSpan<Float>
  ) {
    let (gate, state, width) = (place.gate, place.state, place.width)
    for j in 0..<width {
      let (r, z) = (gates[gate + j], gates[gate + width + j])
      let n = gates[gate + 2 * width + j]
      let h = place.before.map { states[$0 + j] } ?? 0
      let d = gradient[state + j]
      let dn = d * (1 - z) * (1 - n * n)
      let dz = d * (h - n) * z * (1 - z)
      let dr = dn * memory[state + j] * r * (1 - r)
      inputTerms[gate + j] = dr
      inputTerms[gate + width + j] = dz
      inputTerms[gate + 2 * width + j] = dn
      stateTerms[gate + j] = dr
      stateTerms[gate + width + j] = dz
      stateTerms[gate + 2 * width + j] = dn * r
      if let before = place.before { gradient[before + j] += d * z }
    }
  }
}
