import COneDNN

/// Weights as whole numbers of 8 bits, with a scale for each output.
///
/// Symmetric: 0 stays 0, and the largest weight of an output becomes ±127. Inputs come as unsigned
/// bytes around ``zero``, which adds `zero` × (the sum of an output's weights) to each of its sums: the
/// corrections, to be taken off again.
struct ByteWeights: Sendable {
  /// The whole numbers, of shape (outputs, inputs).
  var weights: [Int8]
  /// The scale of each output.
  let scales: [Float]
  /// What to subtract from each output's sums.
  let corrections: [Int32]
  /// The term of each output.
  let bias: [Float]

  /// The unsigned byte that stands for 0.
  ///
  /// Without an instruction that adds products of bytes in 32 bits, they are added in pairs of 16
  /// bits first, which inputs of 7 bits cannot overflow: 2 × 127 × 127 < 2¹⁵.
  static let zero: Int32 = kindred_adds_bytes_exactly() != 0 ? 128 : 64

  /// Rounds weights of shape (`bias.count`, inputs).
  init(_ numbers: [Float], bias: [Float]) {
    let inputs = numbers.count / bias.count
    var weights = [Int8](repeating: 0, count: numbers.count)
    var scales: [Float] = []
    var corrections: [Int32] = []
    for output in bias.indices {
      let row = output * inputs..<(output + 1) * inputs
      let largest = numbers[row].reduce(0) { max($0, abs($1)) }
      let factor = largest > 1e-30 ? 127 / largest : 0
      var sum: Int32 = 0
      for i in row {
        let whole = Int32((numbers[i] * factor).rounded(.toNearestOrEven))
        weights[i] = Int8(clamping: whole)
        sum += whole
      }
      scales.append(factor > 0 ? largest / 127 : 0)
      corrections.append(sum * Self.zero)
    }
    self.weights = weights
    self.scales = scales
    self.corrections = corrections
    self.bias = bias
  }

  /// The same without the weights, for once oneDNN has packed them.
  var withoutWeights: ByteWeights {
    var copy = self
    copy.weights = []
    return copy
  }
}
