import LinearAlgebra

/// A layer of long short-term memory ([Hochreiter and Schmidhuber 1997](https://doi.org/10.1162/neco.1997.9.8.1735))
/// with PyTorch's gates: from a row *x*, the state *h* and the cell *c* before it,
///
///     i, f, o = σ(W x + b + U h + b')        g = tanh(W_g x + b_g + U_g h + b'_g)
///     c' = f c + i g        h' = o tanh(c')
///
/// The gates lie in the order i, f, g, o. First state and first cell are zeros. Sequences of unequal lengths
/// cost no padding; see ``PackedSequences``.
public struct LSTM: Trainable {
  private var weights: RecurrentWeights

  /// The length of a row that comes in.
  public var inputs: Int { weights.inputs }
  /// The length of a state.
  public var hidden: Int { weights.hidden }

  /// Creates a layer of random weights; `name` stands before `.weight_ih_l0` and its siblings in the model
  /// file.
  public init(_ name: String, inputs: Int, hidden: Int, seed: UInt64) {
    weights = RecurrentWeights(name, gates: 4, inputs: inputs, hidden: hidden, seed: seed)
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
    fileprivate let gates: [Float]  // i, f, g and o, (rows, 4 × hidden)
    fileprivate let cells: [Float]  // (rows, hidden)
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
    var cells = states
    for (step, rows) in order.steps.enumerated() {
      let before = step == 0 ? 0..<0 : order.previous(step)
      let terms = weights.stateTerms(
        states.span.extracting(before.lowerBound * hidden..<before.upperBound * hidden),
        count: rows.count)
      advance(rows, before.first, terms.span, &gates, &states, &cells)
    }
    return Activations(
      order: order, x: x,
      packedStates: Matrix(rows: x.rows, columns: hidden, elements: states), gates: gates,
      cells: cells)
  }

  /// Computes the states and cells of a step, whose rows continue those from `before` on.
  private func advance(
    _ rows: Range<Int>, _ before: Int?, _ terms: Span<Float>, _ gates: inout [Float],
    _ states: inout [Float], _ cells: inout [Float]
  ) {
    var gates = gates.mutableSpan
    var states = states.mutableSpan
    var cells = cells.mutableSpan
    let width = hidden
    for row in rows {
      let (gate, term, state) = (
        4 * width * row, 4 * width * (row - rows.lowerBound), width * row
      )
      let old = before.map { width * ($0 + row - rows.lowerBound) }
      for j in 0..<width {
        let i = sigmoid(gates[gate + j] + terms[term + j])
        let f = sigmoid(gates[gate + width + j] + terms[term + width + j])
        let g = hyperbolicTangent(gates[gate + 2 * width + j] + terms[term + 2 * width + j])
        let o = sigmoid(gates[gate + 3 * width + j] + terms[term + 3 * width + j])
        let cell = f * (old.map { cells[$0 + j] } ?? 0) + i * g
        gates[gate + j] = i
        gates[gate + width + j] = f
        gates[gate + 2 * width + j] = g
        gates[gate + 3 * width + j] = o
        cells[state + j] = cell
        states[state + j] = o * hyperbolicTangent(cell)
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
    var cellGradient = [Float](repeating: 0, count: gradient.count)
    var terms = [Float](repeating: 0, count: activations.gates.count)
    for step in order.steps.indices.reversed() {
      let rows = order.steps[step]
      let before = step == 0 ? nil : order.previous(step).lowerBound
      retreat(rows, before, activations, gradient.span, &cellGradient, &terms)
      guard let before else { continue }
      var all = gradient.mutableSpan
      var target = all._mutatingExtracting(before * hidden..<(before + rows.count) * hidden)
      weights.addStateGradient(
        terms.span.extracting(rows.lowerBound * 4 * hidden..<rows.upperBound * 4 * hidden),
        count: rows.count, to: &target)
    }
    let gateTerms = Matrix(rows: activations.x.rows, columns: 4 * hidden, elements: terms)
    return order.unpacked(
      weights.backward(
        activations.x, states: activations.packedStates, inputTerms: gateTerms,
        stateTerms: gateTerms,
        order))
  }

  /// Computes the gradients in the terms of a step's gates, and adds to those in the cells before.
  private func retreat(
    _ rows: Range<Int>, _ before: Int?, _ activations: Activations, _ gradient: Span<Float>,
    _ cellGradient: inout [Float], _ terms: inout [Float]
  ) {
    let (gates, cells) = (activations.gates.span, activations.cells.span)
    var cellGradient = cellGradient.mutableSpan
    var terms = terms.mutableSpan
    let width = hidden
    for row in rows {
      let (gate, state) = (4 * width * row, width * row)
      let old = before.map { width * ($0 + row - rows.lowerBound) }
      for j in 0..<width {
        let (i, f) = (gates[gate + j], gates[gate + width + j])
        let (g, o) = (gates[gate + 2 * width + j], gates[gate + 3 * width + j])
        let level = hyperbolicTangent(cells[state + j])
        let d = gradient[state + j]
        let dc = cellGradient[state + j] + d * o * (1 - level * level)
        terms[gate + j] = dc * g * i * (1 - i)
        terms[gate + width + j] = dc * (old.map { cells[$0 + j] } ?? 0) * f * (1 - f)
        terms[gate + 2 * width + j] = dc * i * (1 - g * g)
        terms[gate + 3 * width + j] = d * level * o * (1 - o)
        if let old { cellGradient[old + j] += dc * f }
      }
    }
  }
}
