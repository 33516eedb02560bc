import LinearAlgebra

/// A layer of recurrent units, with the gates and weights of PyTorch's: ``GRU`` or ``LSTM``.
///
/// Each row of a sequence gives a state, from it and the state behind the row before; the first one is
/// zeros, as is a unit's memory. Sequences of unequal lengths cost no padding; see ``PackedSequences``.
public struct RecurrentLayer: Trainable {
  /// What computes a state.
  public enum Unit: Sendable {
    case gru, lstm

    /// The number of gates.
    var gates: Int { self == .gru ? GRU.gates : LSTM.gates }
  }

  /// What computes a state.
  public let unit: Unit
  private var weights: RecurrentWeights

  /// The length of a row that comes in.
  public var inputs: Int { weights.inputs }
  /// The length of a state.
  public var hidden: Int { weights.hidden }

  /// Creates a layer of random weights; `name` stands before `.weight_ih_l0` and its siblings in the model
  /// file.
  public init(_ unit: Unit, _ name: String, inputs: Int, hidden: Int, seed: UInt64) {
    self.unit = unit
    weights = RecurrentWeights(name, gates: unit.gates, inputs: inputs, hidden: hidden, seed: seed)
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
    fileprivate let gates: [Float]  // (rows, gates × hidden)
    fileprivate let memory: [Float]  // (rows, hidden)
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
    var memory = states
    for (step, rows) in order.steps.enumerated() {
      let before = step == 0 ? 0..<0 : order.previous(step)
      let terms = weights.stateTerms(
        states.span.extracting(before.lowerBound * hidden..<before.upperBound * hidden),
        count: rows.count)
      advance(rows, before.first, terms.span, &gates, &states, &memory)
    }
    return Activations(
      order: order, x: x,
      packedStates: Matrix(rows: x.rows, columns: hidden, elements: states), gates: gates,
      memory: memory)
  }

  /// Computes the states of a step, whose rows continue those from `before` on.
  private func advance(
    _ rows: Range<Int>, _ before: Int?, _ terms: Span<Float>, _ gates: inout [Float],
    _ states: inout [Float], _ memory: inout [Float]
  ) {
    var gates = gates.mutableSpan
    var states = states.mutableSpan
    var memory = memory.mutableSpan
    for row in rows {
      let place = place(row, rows, before)
      switch unit {
      case .gru: GRU.advance(place, terms, &gates, &states, &memory)
      case .lstm: LSTM.advance(place, terms, &gates, &states, &memory)
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
    let (order, width) = (activations.order, weights.width)
    var gradient = order.packed(stateGradient).elements
    var memoryGradient = [Float](repeating: 0, count: gradient.count)
    var inputTerms = [Float](repeating: 0, count: activations.gates.count)
    var stateTerms = inputTerms
    for (step, rows) in order.steps.enumerated().reversed() {
      let before = step == 0 ? nil : order.previous(step).lowerBound
      retreat(
        rows, before, activations, &gradient, &memoryGradient, &inputTerms, &stateTerms)
      guard let before else { continue }
      var all = gradient.mutableSpan
      var target = all._mutatingExtracting(before * hidden..<(before + rows.count) * hidden)
      weights.addStateGradient(
        stateTerms.span.extracting(rows.lowerBound * width..<rows.upperBound * width),
        count: rows.count, to: &target)
    }
    let count = activations.x.rows
    return order.unpacked(
      weights.backward(
        activations.x, states: activations.packedStates,
        inputTerms: Matrix(rows: count, columns: width, elements: inputTerms),
        stateTerms: Matrix(rows: count, columns: width, elements: stateTerms), order))
  }

  /// Computes the gradients in what a step's gates got, from its rows and from the states before, and adds
  /// to those in what was before.
  private func retreat(
    _ rows: Range<Int>, _ before: Int?, _ activations: Activations, _ gradient: inout [Float],
    _ memoryGradient: inout [Float], _ inputTerms: inout [Float], _ stateTerms: inout [Float]
  ) {
    let (gates, memory) = (activations.gates.span, activations.memory.span)
    let states = activations.packedStates.elements.span
    var gradient = gradient.mutableSpan
    var memoryGradient = memoryGradient.mutableSpan
    var inputTerms = inputTerms.mutableSpan
    var stateTerms = stateTerms.mutableSpan
    for row in rows {
      let place = place(row, rows, before)
      switch unit {
      case .gru:
        GRU.retreat(place, gates, states, memory, &gradient, &inputTerms, &stateTerms)
      case .lstm:
        LSTM.retreat(place, gates, memory, gradient.span, &memoryGradient, &inputTerms)
        // Each gate takes the sum of both.
        for index in place.gate..<place.gate + weights.width {
          stateTerms[index] = inputTerms[index]
        }
      }
    }
  }

  /// Where a row of a step lies whose rows continue those from `before` on.
  private func place(_ row: Int, _ rows: Range<Int>, _ before: Int?) -> RecurrentPlace {
    let number = row - rows.lowerBound
    return RecurrentPlace(
      width: hidden, gate: weights.width * row, term: weights.width * number, state: hidden * row,
      before: before.map { hidden * ($0 + number) })
  }
}

/// Where the numbers of a row begin.
struct RecurrentPlace {
  /// The length of a state, and of what a gate has.
  let width: Int
  /// In what the gates have.
  let gate: Int
  /// In what the states before give to the gates of the step.
  let term: Int
  /// In states and memories.
  let state: Int
  /// The same of the row before, nil if there is none.
  let before: Int?
}
