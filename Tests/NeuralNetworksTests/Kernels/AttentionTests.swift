import LinearAlgebra
import NeuralNetworks
import Testing

struct AttentionTests {
  @Test(arguments: [1, 2, 3, 4, 5, 15, 16, 17, 40], [(1, 5), (2, 8), (3, 16), (2, 36), (1, 64)])
  func `each token takes up what the plain loop says`(tokens: Int, heads: (count: Int, size: Int)) {
    let hidden = heads.count * heads.size
    let rows = 2..<2 + tokens
    let inputs = Matrix(
      rows: tokens + 3, columns: 3 * hidden,
      elements: randomNumbers((tokens + 3) * 3 * hidden, in: -2...2))
    var expected = Matrix(rows: tokens + 3, columns: hidden, repeating: 7)
    for head in 0..<heads.count {
      let columns = head * heads.size..<(head + 1) * heads.size
      Reference.attend(inputs, rows: rows, head: columns, into: &expected)
    }
    let result = attention(inputs, rows, AttentionShape(heads: heads.count, hidden: hidden))
    #expect(largestDifference(result.elements, expected.elements) < 1e-5)
  }

  @Test func `the place of a text among others does not matter`() {
    let shape = AttentionShape(heads: 2, hidden: 64)
    let text = randomNumbers(19 * 192)
    let alone = attention(Matrix(rows: 19, columns: 192, elements: text), 0..<19, shape)
    let padded = Matrix(
      rows: 24, columns: 192, elements: randomNumbers(5 * 192, seed: 9) + text)
    #expect(attention(padded, 5..<24, shape).rows(5..<24) == alone)
  }

  private func attention(_ inputs: Matrix, _ rows: Range<Int>, _ shape: AttentionShape) -> Matrix {
    var scratch = [Float](repeating: .nan, count: shape.scratchCount(tokens: rows.count))
    var result = Matrix(rows: inputs.rows, columns: shape.hidden, repeating: 7)
    result.withMutableElements { context in
      var memory = scratch.mutableSpan
      attend(
        inputs[rows: 0..<inputs.rows], rows: rows, shape: shape, scratch: &memory, into: &context)
    }
    return result
  }
}
