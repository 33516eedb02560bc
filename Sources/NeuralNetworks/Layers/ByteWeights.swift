import COneDNN

/// Weights as whole numbers of 8 bits, with a scale for each output.
///
/// Symmetric: 0 stays 0, and the largest weight of an output becomes ±127. Inputs come as bytes
/// above the least number of their vector, which adds that number × (the sum of an output's weights)
/// to each output: hence the totals.
package struct ByteWeights: Sendable {
  /// The whole numbers, of shape (outputs, inputs).
  var weights: [Int8]
  /// The scale of each output.
  let scales: [Float]
  /// The sum of each output's weights.
  let totals: [Float]
  /// The term of each output.
  let bias: [Float]

  /// The largest byte of an input.
  ///
  /// Without an instruction that adds products of bytes in 32 bits, they are added in pairs of 16
  /// bits first, which inputs of 7 bits cannot overflow: 2 × 127 × 127 < 2¹⁵.
  package static let largestInput: Int32 = kindred_adds_bytes_exactly() != 0 ? 255 : 127

  /// Rounds weights of shape (`bias.count`, inputs).
  init(_ numbers: [Float], bias: [Float]) {
    let inputs = numbers.count / bias.count
    var weights = [Int8](repeating: 0, count: numbers.count)
    var scales: [Float] = []
    var totals: [Float] = []
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
      totals.append(Float(sum) * scales[output])
    }
    self.weights = weights
    self.scales = scales
    self.totals = totals
    self.bias = bias
  }

  /// The same without the weights, for once oneDNN has packed them.
  var withoutWeights: ByteWeights {
    var copy = self
    copy.weights = []
    return copy
  }
}
