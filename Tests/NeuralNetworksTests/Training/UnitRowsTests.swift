import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct UnitRowsTests {
  @Test func gradientsAreCentralDifferences() {
    let (x, dy) = (randomMatrix(4, 6, seed: 3), randomMatrix(4, 6, seed: 4))
    let gradient = UnitRows(x).backward(dy)
    let expected = centralDifferences(at: x.elements) { numbers in
      inner(rows(numbers, 6).flatMap(Reference.unit), dy.elements)
    }
    #expect(relativeError(gradient.elements, expected) < 1e-4)
  }

  @Test func zerosStayZeros() {
    let rows = UnitRows(Matrix(rows: 2, columns: 2, elements: [0, 0, 3, 4]))
    #expect(rows.rows.elements == [0, 0, 0.6, 0.8])
    #expect(rows.backward(Matrix(rows: 2, columns: 2)).elements == [0, 0, 0, 0])
  }
}
