import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct TripletLossTests {
  struct Kind: CustomTestStringConvertible, Sendable {
    let distance: RowDistance
    let mining: TripletMining
    let margin: Double?
    var testDescription: String {
      "loss.\(distance.rawValue).\(mining.rawValue).\(margin == nil ? "soft" : "hinge")"
    }
  }

  static let kinds = RowDistance.allCases.flatMap { distance in
    TripletMining.allCases.flatMap { mining in
      [0.5, nil].map { Kind(distance: distance, mining: mining, margin: $0) }
    }
  }

  @Test(arguments: kinds) func equalsPyTorch(kind: Kind) throws {
    let fixture = try TrainingFixture()
    let loss = TripletLoss(distance: kind.distance, mining: kind.mining, margin: kind.margin)
    let result = loss(
      try fixture.matrix("loss.x"), classes: try fixture.file.integers("loss.classes"))
    let expected = try fixture.floats(kind.testDescription)
    #expect(abs(result.loss - Double(expected[0])) < 1e-5)
    let gradient = try fixture.floats(kind.testDescription + ".grad")
    #expect(relativeError(result.gradient.elements, gradient.map(Double.init)) < 1e-4)
  }

  @Test(arguments: kinds) func gradientsAreCentralDifferences(kind: Kind) {
    let loss = TripletLoss(distance: kind.distance, mining: kind.mining, margin: kind.margin)
    let parts = (0..<3).map { randomMatrix(5, 4, seed: 10 + $0) }
    let result = loss(anchors: parts[0], positives: parts[1], negatives: parts[2])
    let triplets = (0..<5).map { row in
      TripletMining.Triplet(anchor: row, positive: 5 + row, negative: 10 + row)
    }
    let numbers = parts.flatMap(\.elements)
    let expected = centralDifferences(at: numbers) { numbers in
      Reference.tripletLoss(
        rows(numbers, 4), triplets, distance: kind.distance, margin: kind.margin)
    }
    #expect(relativeError(result.gradient.elements, expected) < 1e-4)
    #expect(result.triplets == 5)
  }

  @Test func minesTheHardest() {
    // On a line: class 0 at 0, 1 and 5, class 1 at 2 and 9, class 2 alone at 4.
    let places: [Float] = [0, 1, 5, 2, 9, 4]
    var distances = Matrix(rows: 6, columns: 6)
    for i in 0..<6 { for j in 0..<6 { distances[i, j] = abs(places[i] - places[j]) } }
    let classes = [0, 0, 0, 1, 1, 2]
    let hard = TripletMining.batchHard.triplets(distances, classes: classes)
    #expect(hard.map(\.anchor) == [0, 1, 2, 3, 4])
    #expect(hard.map(\.positive) == [2, 2, 0, 4, 3])
    #expect(hard.map(\.negative) == [3, 3, 5, 1, 2])
    let semi = TripletMining.semiHard.triplets(distances, classes: classes)
    #expect(semi.count == 8)
    // From 0, the positive at 1 has 2 behind it; the one at 5 has 9.
    #expect(semi[0] == .init(anchor: 0, positive: 1, negative: 3))
    #expect(semi[1] == .init(anchor: 0, positive: 2, negative: 4))
    // From 5, nothing of another class is farther than 0: the farthest is taken.
    #expect(semi[4] == .init(anchor: 2, positive: 0, negative: 4))
  }

  @Test func oneClassHasNoTriplets() {
    let result = TripletLoss()(randomMatrix(4, 3, seed: 1), classes: [0, 0, 0, 0])
    #expect(result.triplets == 0 && result.loss == 0 && result.violations == 0)
    #expect(result.gradient.elements.allSatisfy { $0 == 0 })
  }

  /// Equal vectors, as of authors who post the same, have no direction to move in.
  @Test(arguments: RowDistance.allCases) func equalRowsStayFinite(distance: RowDistance) {
    let rows = Matrix(rows: 4, columns: 2, repeating: 0.5)
    let result = TripletLoss(distance: distance, margin: 0.2)(rows, classes: [0, 0, 1, 1])
    #expect(abs(result.loss - 0.2) < 1e-6)
    #expect(result.violations == 4)
    #expect(result.gradient.elements.allSatisfy { abs($0) < 1e-6 })
  }
}
