import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

/// What PyTorch made of the layers; see Tests/References/training_layers.py.
struct TrainingFixture {
  let file: SafetensorsFile
  /// The lengths of the sequences.
  let lengths: [Int]

  init() throws {
    file = try SafetensorsFile(Fixture.path("training") + "/layers.safetensors")
    lengths = try file.integers("lengths")
  }

  func floats(_ name: String) throws -> [Float] { try file.floats(name) }

  /// A tensor of two dimensions.
  func matrix(_ name: String) throws -> Matrix {
    let shape = try #require(file.shape(of: name))
    return Matrix(rows: shape[0], columns: shape[1], elements: try file.floats(name))
  }

  /// Compares the gradients of a layer with PyTorch's.
  func expectGradients(_ layer: some Trainable) throws {
    for parameter in layer.parameters {
      let expected = try floats(parameter.name + ".grad").map(Double.init)
      #expect(relativeError(parameter.gradient, expected) < 1e-5, "\(parameter.name)")
    }
  }
}

/// Compares what the way back gives with central differences.
///
/// `layer` is the layer behind its way back, `inputGradient` what that gave for `x`, and `loss` naive code
/// that is given the rows that come in and the parameters.
func expectCentralDifferences(
  _ layer: some Trainable, _ x: Matrix, inputGradient: Matrix,
  _ loss: (_ rows: [[Double]], _ parameters: [[Double]]) -> Double
) {
  let parameters = layer.parameters
  let numbers = x.elements + parameters.flatMap(\.values)
  let expected = centralDifferences(at: numbers) { numbers in
    var start = x.elements.count
    let values = parameters.map { parameter in
      start += parameter.count
      return Array(numbers[start - parameter.count..<start])
    }
    return loss(rows(Array(numbers[..<x.elements.count]), x.columns), values)
  }
  let gradient = inputGradient.elements + parameters.flatMap(\.gradient)
  #expect(relativeError(gradient, expected) < 1e-4)
}

/// Numbers as rows of `columns` each.
func rows(_ numbers: [Double], _ columns: Int) -> [[Double]] {
  stride(from: 0, to: numbers.count, by: columns).map { Array(numbers[$0..<$0 + columns]) }
}

/// The rows of a matrix in double precision.
func rows(_ matrix: Matrix) -> [[Double]] { rows(matrix.elements.map(Double.init), matrix.columns) }

/// The sum of the products of numbers: a loss whose gradient in `y` is `factors`.
func inner(_ y: [Double], _ factors: [Float]) -> Double {
  zip(y, factors).reduce(0) { $0 + $1.0 * Double($1.1) }
}

/// Cuts rows into sequences.
func sequences(_ rows: [[Double]], _ lengths: [Int]) -> [[[Double]]] {
  var start = 0
  return lengths.map { length in
    start += length
    return Array(rows[start - length..<start])
  }
}

/// A matrix of random numbers from -1 to 1.
func randomMatrix(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
  Matrix(rows: rows, columns: columns, elements: randomNumbers(rows * columns, seed: seed))
}
