import COneDNN

/// A fully connected layer, *x* · *W*ᵀ + *b*, with weights in the precision of the encoder; what
/// comes in and goes out are single-precision numbers.
package struct Linear: Sendable {
  private let product: PackedProduct
  private let form: Form

  private enum Form: Sendable {
    case float32
    case bfloat16
    case int8(ByteWeights)
  }

  /// The length of a row that comes in.
  package var inputs: Int { product.inputs }
  /// The length of a row that comes out.
  package var outputs: Int { product.outputs }

  /// Packs weights of shape (`bias.count`, *inputs*).
  ///
  /// - Returns: Nil if the processor cannot multiply in this precision.
  package init?(weights: [Float], bias: [Float], precision: EncoderPrecision) {
    let (inputs, outputs) = (weights.count / bias.count, bias.count)
    let product: PackedProduct?
    switch precision {
    case .float32:
      form = .float32
      product = PackedProduct(
        weights: weights, bias: bias, inputs: inputs, outputs: outputs, source: .float32,
        weight: .float32, result: .float32)
    case .bfloat16:
      form = .bfloat16
      var halves = [UInt16](repeating: 0, count: weights.count)
      var span = halves.mutableSpan
      roundToBFloat16(weights.span, into: &span)
      product = PackedProduct(
        weights: halves, bias: bias, inputs: inputs, outputs: outputs, source: .bfloat16,
        weight: .bfloat16, result: .float32)
    case .int8:
      let bytes = ByteWeights(weights, bias: bias)
      form = .int8(bytes.withoutWeights)
      product = PackedProduct(
        weights: bytes.weights, bias: nil, inputs: inputs, outputs: outputs,
        source: .unsignedByte, weight: .signedByte, result: .int32)
    }
    guard let product else { return nil }
    self.product = product
  }

  /// Computes one block of rows.
  ///
  /// - Parameters:
  ///   - source: The rows, of shape (``PackedProduct/blockRows``, ``inputs``).
  ///   - scratch: Memory for numbers of other types, and for oneDNN.
  ///   - result: The products, of shape (``PackedProduct/blockRows``, ``outputs``).
  package func apply(
    _ source: Span<Float>, scratch: inout LinearScratch, into result: inout MutableSpan<Float>
  ) {
    scratch.reserve(self)
    switch form {
    case .float32: product.multiply(source, scratch: &scratch.memory, into: &result)
    case .bfloat16: applyHalves(source, &scratch.memory, &scratch.halves, &result)
    case .int8(let weights):
      quantizeRows(source, &scratch.bytes, &scratch.ranges)
      multiplyBytes(scratch.bytes, &scratch.memory, &scratch.sums)
      dequantizeRows(scratch.sums, scratch.ranges, weights, &result)
    }
  }

  private func applyHalves(
    _ source: Span<Float>, _ memory: inout [UInt8], _ halves: inout [UInt16],
    _ result: inout MutableSpan<Float>
  ) {
    var all = halves.mutableSpan
    var rounded = all._mutatingExtracting(0..<source.count)
    roundToBFloat16(source, into: &rounded)
    product.multiply(rounded.span, scratch: &memory, into: &result)
  }

  /// Rounds each row to bytes with a scale of its own.
  private func quantizeRows(
    _ source: Span<Float>, _ bytes: inout [UInt8], _ ranges: inout [ByteRange]
  ) {
    var all = bytes.mutableSpan
    for i in 0..<PackedProduct.blockRows {
      let part = i * inputs..<(i + 1) * inputs
      var row = all._mutatingExtracting(part)
      ranges[i] = quantize(
        source.extracting(part), largest: ByteWeights.largestInput, into: &row)
    }
  }

  private func multiplyBytes(_ bytes: [UInt8], _ memory: inout [UInt8], _ sums: inout [Int32]) {
    var all = sums.mutableSpan
    var result = all._mutatingExtracting(0..<PackedProduct.blockRows * outputs)
    product.multiply(
      bytes.span.extracting(0..<PackedProduct.blockRows * inputs), scratch: &memory, into: &result)
  }

  private func dequantizeRows(
    _ sums: [Int32], _ ranges: [ByteRange], _ weights: ByteWeights,
    _ result: inout MutableSpan<Float>
  ) {
    for i in 0..<PackedProduct.blockRows {
      let part = i * outputs..<(i + 1) * outputs
      var row = result._mutatingExtracting(part)
      dequantize(
        sums.span.extracting(part), range: ranges[i], scales: weights.scales.span,
        totals: weights.totals.span, bias: weights.bias.span, into: &row)
    }
  }

  /// Makes room for a block in this precision.
  fileprivate func reserve(_ scratch: inout LinearScratch) {
    let rows = PackedProduct.blockRows
    grow(&scratch.memory, to: max(1, product.scratchBytes))
    switch form {
    case .float32: break
    case .bfloat16: grow(&scratch.halves, to: rows * inputs)
    case .int8:
      grow(&scratch.bytes, to: rows * inputs)
      grow(&scratch.sums, to: rows * outputs)
      let range = ByteRange(scale: 0, least: 0)
      if scratch.ranges.isEmpty { scratch.ranges = [ByteRange](repeating: range, count: rows) }
    }
  }

  private func grow<Number: ExpressibleByIntegerLiteral>(_ numbers: inout [Number], to count: Int) {
    if numbers.count < count { numbers = [Number](repeating: 0, count: count) }
  }
}

/// The memory that layers need for a block besides what comes in and goes out.
package struct LinearScratch: Sendable {
  fileprivate var memory: [UInt8] = []
  fileprivate var halves: [UInt16] = []
  fileprivate var bytes: [UInt8] = []
  fileprivate var sums: [Int32] = []
  fileprivate var ranges: [ByteRange] = []

  /// Memory that grows as layers need it.
  package init() {}

  fileprivate mutating func reserve(_ layer: Linear) { layer.reserve(&self) }
}
