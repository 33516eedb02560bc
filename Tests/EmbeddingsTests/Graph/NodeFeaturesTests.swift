import Embeddings
import LinearAlgebra
import Testing

@Suite struct NodeFeaturesTests {
  @Test func `rows are chosen, and zeros stand where there is none`() throws {
    let matrix = try VectorFileSample.bags()
    for features in [NodeFeatures(matrix), NodeFeatures(sparse(matrix))] {
      let some = features.selecting([3, nil, 0])
      #expect(some.rows == 3 && some.columns == matrix.columns)
      #expect(!some.isKnown(1))
      let product = some.multiplied(by: .identity(matrix.columns), threads: 1)
      #expect(Array(product.elements[0..<matrix.columns]) == Array(matrix.rows([3]).elements))
      #expect(Array(product.elements.suffix(matrix.columns)) == Array(matrix.rows([0]).elements))
    }
  }

  @Test func `sparse and dense features give the same products`() throws {
    let matrix = try VectorFileSample.bags()
    let (dense, bags) = (NodeFeatures(matrix), NodeFeatures(sparse(matrix)))
    #expect(dense.isDense && !bags.isDense)
    var weights = Matrix(rows: matrix.columns, columns: 3)
    weights.forEachRow(threads: 1) { i, row in
      for j in row.indices { row[j] = Float(i) - 0.5 * Float(j) }
    }
    let products = [dense, bags].map { $0.multiplied(by: weights, threads: 2) }
    #expect(largestDifference(products[0], products[1]) < 1e-5)
    let gradients = [dense, bags].map { $0.transposeMultiplied(by: products[0], threads: 2) }
    #expect(largestDifference(gradients[0], gradients[1]) < 1e-4)
  }

  @Test func `the identity gives each node a feature of its own`() {
    let features = NodeFeatures.identity(3)
    #expect(features.multiplied(by: .identity(3), threads: 1) == .identity(3))
  }
}

private enum VectorFileSample {
  static func bags() throws -> Matrix {
    guard case .sparse(let bags) = try fixtureFeatures("bags").storage else { return .identity(0) }
    return bags.multiplied(by: .identity(bags.columns), threads: 1)
  }
}

extension Matrix {
  fileprivate static func identity(_ size: Int) -> Matrix {
    var matrix = Matrix(rows: size, columns: size)
    for i in 0..<size { matrix[i, i] = 1 }
    return matrix
  }
}
