import Embeddings
import LinearAlgebra
import Testing

@Suite struct SIFTests {
  private let counts = [50, 30, 10, 6, 4]
  private var vectors: Matrix {
    var generator = KeyedGenerator(seed: 5, purpose: "vectors")
    return Matrix(
      rows: 5, columns: 3, elements: (0..<15).map { _ in Float(generator.gaussian()) })
  }

  private var corpus: Sentences {
    var sentences = Sentences()
    for words in [[0, 1, 1], [2], [], [3, 4, 0], [4, 2]] as [[Int32]] { sentences.append(words) }
    return sentences
  }

  @Test func `a text is the weighted mean of its words`() {
    let sif = SIF(vectors: vectors, counts: counts, smoothing: 0.1, direction: [0, 0, 0])
    let result = sif.vectors(of: corpus, threads: 1)
    for (column, value) in expected([(0, 0.1 / 0.6), (1, 0.2 / 0.4)]).enumerated() {
      #expect(abs(Double(result[0, column]) - value) < 1e-6)
    }
    #expect((0..<3).allSatisfy { result[2, $0] == 0 }, "a text without words has no vector")
  }

  /// The sum of rows times factors, of length 1.
  private func expected(_ parts: [(row: Int, factor: Double)]) -> [Double] {
    let sum = (0..<3).map { column in
      parts.reduce(0.0) { $0 + $1.factor * Double(vectors[$1.row, column]) }
    }
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return sum.map { $0 / length }
  }

  @Test func `what texts have in common is taken off`() {
    let sif = SIF(vectors: vectors, counts: counts, corpus: corpus, threads: 1)
    #expect(abs(norm(sif.direction.span) - 1) < 1e-5)
    let result = sif.vectors(of: corpus, threads: 2)
    for row in [0, 1, 3, 4] {
      #expect(abs(dot(result[row: row], sif.direction.span)) < 1e-5)
      #expect(abs(norm(result[row: row]) - 1) < 1e-5)
    }
  }

  @Test func `texts that are all alike have nothing left`() {
    var same = Sentences()
    for _ in 0..<3 { same.append([1, 2]) }
    let sif = SIF(vectors: vectors, counts: counts, corpus: same, threads: 1)
    #expect(sif.vectors(of: same, threads: 1) == Matrix(rows: 3, columns: 3))
  }

  @Test func `a text is placed the same alone and among others`() {
    let sif = SIF(vectors: vectors, counts: counts, corpus: corpus, threads: 1)
    let all = sif.vectors(of: corpus, threads: 2)
    for text in 0..<corpus.count {
      var alone = Sentences()
      alone.append(corpus.words(of: text))
      #expect(sif.vectors(of: alone, threads: 1) == all.rows([text]))
    }
  }
}
