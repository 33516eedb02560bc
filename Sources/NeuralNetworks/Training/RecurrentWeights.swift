import LinearAlgebra

/// The weights of a recurrent layer, those of its gates one below the other, under PyTorch's names.
struct RecurrentWeights: Trainable {
  /// Of shape (gates × hidden, inputs).
  var input: Parameter
  /// Of shape (gates × hidden, hidden).
  var state: Parameter
  /// Of shape (gates × hidden).
  var inputBias: Parameter
  /// Of shape (gates × hidden).
  var stateBias: Parameter

  /// The number of numbers that come in a row.
  var inputs: Int { input.shape[1] }
  /// The length of a state.
  var hidden: Int { state.shape[1] }
  /// The length of a row of all gates.
  var width: Int { state.shape[0] }

  /// Random weights, evenly up to 1 / √(hidden) as PyTorch's.
  init(_ name: String, gates: Int, inputs: Int, hidden: Int, seed: UInt64) {
    precondition(inputs > 0 && hidden > 0, "no layer has \(inputs) inputs and \(hidden) states")
    let bound = Initializer.uniform(bound: 1 / Double(hidden).squareRoot())
    let width = gates * hidden
    input = Parameter("\(name).weight_ih_l0", shape: [width, inputs], bound, seed: seed)
    state = Parameter("\(name).weight_hh_l0", shape: [width, hidden], bound, seed: seed)
    inputBias = Parameter("\(name).bias_ih_l0", shape: [width], bound, seed: seed, decays: false)
    stateBias = Parameter("\(name).bias_hh_l0", shape: [width], bound, seed: seed, decays: false)
  }

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&input)
    try body(&state)
    try body(&inputBias)
    try body(&stateBias)
  }

  /// What the rows that come in give to the gates, of shape (rows, ``width``).
  func inputTerms(_ x: Matrix) -> Matrix {
    var terms = productTransposed(
      x, Matrix(rows: width, columns: inputs, elements: input.values), threads: 1)
    terms.addRow(inputBias.values, threads: 1)
    return terms
  }

  /// What states give to the gates, of shape (`count`, ``width``); with `previous` nil, those of zeros.
  func stateTerms(_ states: Span<Float>, count: Int) -> [Float] {
    var terms: [Float] = []
    terms.reserveCapacity(count * width)
    for _ in 0..<count { terms += stateBias.values }
    guard states.count > 0 else { return terms }
    var target = terms.mutableSpan
    multiply(
      states, state.values.span, transposingB: true, m: count, n: width, k: hidden, adding: true,
      into: &target)
    return terms
  }

  /// The gradient in the states before a step, of shape (`count`, ``hidden``), from that in the terms
  /// which they gave, added to `gradient`.
  func addStateGradient(
    _ terms: Span<Float>, count: Int, to gradient: inout MutableSpan<Float>
  ) {
    multiply(
      terms, state.values.span, m: count, n: hidden, k: width, adding: true, into: &gradient)
  }

  /// Adds to the gradients of the weights, and returns that in the rows that came in.
  ///
  /// - Parameters:
  ///   - x: The rows that came in, packed, of shape (rows, ``inputs``).
  ///   - states: The states behind each row, packed, of shape (rows, ``hidden``).
  ///   - inputTerms: The gradient in what the rows gave to the gates, of shape (rows, ``width``).
  ///   - stateTerms: The gradient in what the states before gave to them, of the same shape.
  ///   - order: The order of the rows.
  /// - Returns: The gradient, packed, of shape (rows, ``inputs``).
  mutating func backward(
    _ x: Matrix, states: Matrix, inputTerms: Matrix, stateTerms: Matrix, _ order: PackedSequences
  ) -> Matrix {
    addCrossProduct(inputTerms, x, to: &input.gradient, threads: 1)
    inputBias.addColumnSums(inputTerms)
    stateBias.addColumnSums(stateTerms)
    // Before the first step there are no states.
    let continued = (order.steps.first?.count ?? 0)..<x.rows
    let before = order.steps.indices.dropFirst().flatMap { order.previous($0) }
    addCrossProduct(
      stateTerms.rows(continued), states.rows(before), to: &state.gradient, threads: 1)
    return product(
      inputTerms, Matrix(rows: width, columns: inputs, elements: input.values), threads: 1)
  }
}
