import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct MultipleNegativesRankingLossTests {
  @Test(arguments: [false, true]) func equalsPyTorch(isSymmetric: Bool) throws {
    let fixture = try TrainingFixture()
    let x = try fixture.matrix("loss.x")
    let loss = MultipleNegativesRankingLoss(isSymmetric: isSymmetric)
    let result = loss(x.rows(0..<5), x.rows(5..<12))
    let name = "loss.ranking.\(isSymmetric ? "symmetric" : "plain")"
    #expect(abs(result.loss - Double(try fixture.floats(name)[0])) < 1e-4)
    let gradient = try fixture.floats(name + ".grad").map(Double.init)
    #expect(relativeError(result.anchors.elements + result.candidates.elements, gradient) < 1e-4)
  }

  @Test(arguments: [false, true], [nil, [0, 1, 0, 2]])
  func gradientsAreCentralDifferences(isSymmetric: Bool, groups: [Int]?) {
    let loss = MultipleNegativesRankingLoss(scale: 5, isSymmetric: isSymmetric)
    let (a, b) = (randomMatrix(4, 3, seed: 1), randomMatrix(6, 3, seed: 2))
    let result = loss(a, b, groups: groups)
    func reference(_ numbers: [Double]) -> Double {
      Reference.multipleNegativesRankingLoss(
        rows(Array(numbers[..<12]), 3), rows(Array(numbers[12...]), 3), scale: 5,
        isSymmetric: isSymmetric, groups: groups)
    }
    let numbers = a.elements + b.elements
    #expect(abs(result.loss - reference(numbers.map(Double.init))) < 1e-5)
    let expected = centralDifferences(at: numbers, reference)
    #expect(relativeError(result.anchors.elements + result.candidates.elements, expected) < 1e-4)
  }

  @Test func countsHits() {
    let rows = Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1])
    let loss = MultipleNegativesRankingLoss()
    #expect(loss(rows, rows).hits == 2)
    #expect(loss(rows, rows.rows([1, 0])).hits == 0)
  }
}
