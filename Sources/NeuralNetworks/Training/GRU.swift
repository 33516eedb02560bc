import LinearAlgebra

/// A layer of gated recurrent units ([Cho et al. 2014](https://doi.org/10.3115/v1/D14-1179)) with PyTorch's
/// gates: from a row *x* and the state *h* before it,
///
///     r = σ(W_r x + b_r + U_r h + c_r)        z = σ(W_z x + b_z + U_z h + c_z)
///     n = tanh(W_n x + b_n + r (U_n h + c_n))    h' = (1 - z) n + z h
///
/// The first state is zeros. Sequences of unequal lengths cost no padding; see ``PackedSequences``.
public struct GRU: Trainable {
  private var weights: RecurrentWeights

  /// The length of a row that comes in.
  public var inputs: Int { weights.inputs }
  /// The length of a state.
  public var hidden: Int { weights.hidden }

  /// Creates a layer of random weights; `name` stands before `.weight_ih_l0` and its siblings in the model
  /// file.
  public init(_ name: String, inputs: Int, hidden: Int, seed: UInt64) {
    weights = RecurrentWeights(name, gates: 3, inputs: inputs, hidden: hidden, seed: seed)
  }

  /// Calls `body` with the weights of inputs and states, then with their biases.
  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try weights.forEachParameter(body)
  }

  /// What the way back needs.
  public struct Activations: Sendable {
    /// The state behind each row, of shape (rows, hidden), sequence after sequence.
    public var states: Matrix { order.unpacked(packedStates) }
    fileprivate let order: PackedSequences
    fileprivate let x: Matrix  // packed, (rows, inputs)
    fileprivate let packedStates: Matrix  // (rows, hidden)
    fileprivate let gates: [Float]  // r, z and n, (rows, 3 × hidden)
    fileprivate let candidates: [Float]  // U_n h + c_n, (rows, hidden)
  }

  /// Computes the states.
  ///
  /// - Parameters:
  ///   - x: The rows of all sequences, one after the other, of shape (rows, ``inputs``).
  ///   - lengths: The number of rows of each sequence, 1 or more.
  /// - Returns: The states, and what the way back needs.
  /// - Complexity: O(*rows* × *hidden* × (*inputs* + *hidden*)), on the calling thread.
  public func forward(_ x: Matrix, lengths: [Int]) -> Activations {
    let order = PackedSequences(lengths: lengths)
    let x = order.packed(x)
    var gates = weights.inputTerms(x).elements
    var states = [Float](repeating: 0, count: x.rows * hidden)
    var candidates = states
    for (step, rows) in order.steps.enumerated() {
      let before = step == 0 ? 0..<0 : order.previous(step)
      let terms = weights.stateTerms(
        states.span.extracting(before.lowerBound * hidden..<before.upperBound * hidden),
        count: rows.count)
      advance(rows, before.first, terms.span, &gates, &states, &candidates)
    }
    return Activations(
      order: order, x: x,
      packedStates: Matrix(rows: x.rows, columns: hidden, elements: states), gates: gates,
      candidates: candidates)
  }

  /// Computes the states of a step, whose rows continue those from `before` on.
  private func advance(
    _ rows: Range<Int>, _ before: Int?, _ terms: Span<Float>, _ gates: inout [Float],
    _ states: inout [Float], _ candidates: inout [Float]
  ) {
    var gates = gates.mutableSpan
    var states = states.mutableSpan
    var candidates = candidates.mutableSpan
    let width = hidden
    for row in rows {
      let (gate, term, state) = (
        3 * width * row, 3 * width * (row - rows.lowerBound), width * row
      )
      let old = before.map { width * ($0 + row - rows.lowerBound) }
      for j in 0..<width {
        let r = sigmoid(gates[gate + j] + terms[term + j])
        let z = sigmoid(gates[gate + width + j] + terms[term + width + j])
        let candidate = terms[term + 2 * width + j]
        let n = hyperbolicTangent(gates[gate + 2 * width + j] + r * candidate)
        let h = old.map { states[$0 + j] } ?? 0
        gates[gate + j] = r
        gates[gate + width + j] = z
        gates[gate + 2 * width + j] = n
        candidates[state + j] = candidate
        states[state + j] = (1 - z) * n + z * h
      }
    }
  }

  /// Adds to the gradients of the weights and returns the gradient in what came in.
  ///
  /// - Parameters:
  ///   - activations: Of the way there.
  ///   - stateGradient: The gradient of the loss in each state, of shape (rows, ``hidden``), sequence after
  ///     sequence.
  /// - Returns: The gradient, of shape (rows, ``inputs``), sequence after sequence.
  /// - Complexity: O(*rows* × *hidden* × (*inputs* + *hidden*)), on the calling thread.
  public mutating func backward(_ activations: Activations, stateGradient: Matrix) -> Matrix {
    let order = activations.order
    var gradient = order.packed(stateGradient).elements
    var inputTerms = [Float](repeating: 0, count: activations.gates.count)
    var stateTerms = inputTerms
    for step in order.steps.indices.reversed() {
      let rows = order.steps[step]
      let before = step == 0 ? nil : order.previous(step).lowerBound
      retreat(rows, before, activations, &gradient, &inputTerms, &stateTerms)
      guard let before else { continue }
      var all = gradient.mutableSpan
      var target = all._mutatingExtracting(before * hidden..<(before + rows.count) * hidden)
      weights.addStateGradient(
        stateTerms.span.extracting(rows.lowerBound * 3 * hidden..<rows.upperBound * 3 * hidden),
        count: rows.count, to: &target)
    }
    let (count, width) = (activations.x.rows, 3 * hidden)
    return order.unpacked(
      weights.backward(
        activations.x, states: activations.packedStates,
        inputTerms: Matrix(rows: count, columns: width, elements: inputTerms),
        stateTerms: Matrix(rows: count, columns: width, elements: stateTerms), order))
  }

  /// Computes the gradients in the terms of a step's gates, and adds to those in the states before.
  private func retreat(
    _ rows: Range<Int>, _ before: Int?, _ activations: Activations, _ gradient: inout [Float],
    _ inputTerms: inout [Float], _ stateTerms: inout [Float]
  ) {
    let (gates, candidates) = (activations.gates.span, activations.candidates.span)
    let states = activations.packedStates.elements.span
    var gradient = gradient.mutableSpan
    var inputTerms = inputTerms.mutableSpan
    var stateTerms = stateTerms.mutableSpan
    let width = hidden
    for row in rows {
      let (gate, state) = (3 * width * row, width * row)
      let old = before.map { width * ($0 + row - rows.lowerBound) }
      for j in 0..<width {
        let (r, z) = (gates[gate + j], gates[gate + width + j])
        let n = gates[gate + 2 * width + j]
        let h = old.map { states[$0 + j] } ?? 0
        let d = gradient[state + j]
        let dn = d * (1 - z) * (1 - n * n)
        let dz = d * (h - n) * z * (1 - z)
        let dr = dn * candidates[state + j] * r * (1 - r)
        inputTerms[gate + j] = dr
        inputTerms[gate + width + j] = dz
        inputTerms[gate + 2 * width + j] = dn
        stateTerms[gate + j] = dr
        stateTerms[gate + width + j] = dz
        stateTerms[gate + 2 * width + j] = dn * r
        if let old { gradient[old + j] += d * z }
      }
    }
  }
}
