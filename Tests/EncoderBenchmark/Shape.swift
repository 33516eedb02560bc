import LinearAlgebra
import NeuralNetworks

/// What there is to compute: a model's sizes and the lengths of texts.
struct Shape {
  let texts: Int
  let tokens: Int
  /// The floating-point operations of all matrix products, padding not counted.
  let operations: Double
  private let layers: Int
  private let hidden: Int
  private let intermediate: Int

  init(_ configuration: EncoderConfiguration, _ texts: [[Int32]]) {
    self.texts = texts.count
    tokens = texts.reduce(0) { $0 + $1.count }
    (layers, hidden) = (configuration.layers, configuration.hidden)
    intermediate = configuration.intermediate
    let weights = 4 * hidden * hidden + 2 * hidden * intermediate
    let squares = texts.reduce(0) { $0 + $1.count * $1.count }
    operations = Double(layers) * (2 * Double(tokens * weights) + 4 * Double(squares * hidden))
  }

  /// Multiplies as many rows by weights of the model's shapes as the texts have tokens.
  func multiply(tokens: Int, precision: EncoderPrecision, threads: Int) {
    let shapes = [
      (hidden, 3 * hidden), (hidden, hidden), (hidden, intermediate), (intermediate, hidden),
    ]
    let products = (0..<layers).flatMap { _ in
      shapes.compactMap { inputs, outputs in
        Linear(
          weights: [Float](repeating: 0.01, count: inputs * outputs),
          bias: [Float](repeating: 0, count: outputs), precision: precision)
      }
    }
    let rows = PackedProduct.blockRows
    let longest = max(3 * hidden, intermediate)
    parallelFor(count: tokens, chunk: 8 * rows, threads: threads) { range in
      var scratch = LinearScratch()
      let source = [Float](repeating: 1, count: rows * longest)
      var result = [Float](repeating: 0, count: rows * longest)
      for product in products {
        for _ in stride(from: range.lowerBound, to: range.upperBound, by: rows) {
          var all = result.mutableSpan
          var part = all._mutatingExtracting(0..<rows * product.outputs)
          product.apply(
            source.span.extracting(0..<rows * product.inputs), scratch: &scratch, into: &part)
        }
      }
    }
  }
}
