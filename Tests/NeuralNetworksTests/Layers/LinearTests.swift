import LinearAlgebra
import NeuralNetworks
import Testing

struct LinearTests {
  private let rows = PackedProduct.blockRows

  @Test(
    arguments: EncoderPrecision.allCases, [(5, 3), (32, 96), (384, 1152), (1536, 384), (100, 17)])
  func `a block is multiplied and the bias added`(
    precision: EncoderPrecision, shape: (inputs: Int, outputs: Int)
  ) throws {
    let (inputs, outputs) = shape
    let weights = randomNumbers(inputs * outputs, seed: 2)
    let bias = randomNumbers(outputs, seed: 3)
    let linear = Linear(weights: weights, bias: bias, precision: precision)
    guard let linear else {
      #expect(precision == .bfloat16)
      return
    }
    let x = Matrix(rows: rows, columns: inputs, elements: randomNumbers(rows * inputs))
    let transposed = Matrix(rows: outputs, columns: inputs, elements: weights).transposed()
    var expected = Reference.product(x, transposed)
    expected.forEachRow(threads: 1) { _, row in for i in row.indices { row[i] += bias[i] } }
    let result = apply(linear, x)
    let tolerance: Float =
      switch precision {
      case .float32: 1e-5
      case .bfloat16: 0.005
      case .int8: ByteWeights.largestInput == 255 ? 0.01 : 0.015
      }
    let scale = Float(inputs).squareRoot()
    for (a, b) in zip(result.elements, expected.elements) {
      #expect(abs(a - b) <= tolerance * scale)
    }
  }

  @Test(arguments: EncoderPrecision.allCases, [(96, 33), (384, 384), (384, 1536), (1536, 384)])
  func `a row has the same bytes at any place among any others`(
    precision: EncoderPrecision, shape: (inputs: Int, outputs: Int)
  ) throws {
    let linear = Linear(
      weights: randomNumbers(shape.inputs * shape.outputs, seed: 2),
      bias: randomNumbers(shape.outputs, seed: 3), precision: precision)
    guard let linear else { return }
    let x = Matrix(
      rows: rows, columns: shape.inputs, elements: randomNumbers(rows * shape.inputs, seed: 4))
    let result = apply(linear, x)
    for turn in [1, 5, 31] {
      let order = (0..<rows).map { ($0 + turn) % rows }
      #expect(apply(linear, x.rows(order)) == result.rows(order))
    }
    let copies = [Int](repeating: 11, count: rows)
    #expect(apply(linear, x.rows(copies)) == result.rows(copies))
  }

  private func apply(_ linear: Linear, _ x: Matrix) -> Matrix {
    var scratch = LinearScratch()
    var result = Matrix(rows: rows, columns: linear.outputs)
    result.withMutableElements { elements in
      linear.apply(x[rows: 0..<rows], scratch: &scratch, into: &elements)
    }
    return result
  }
}
