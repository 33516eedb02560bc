import Embeddings
import LinearAlgebra
import Testing

struct PairRetrievalTests {
  /// Three anchors, then their positives: the first two find theirs, the third is nearer to the first's.
  private let vectors = Matrix(
    rows: 6, columns: 2, elements: [2, 0, 0, 3, 1, 0.5, 1, 0.1, 0, 1, -1, 0])

  @Test func `ranks, and the share of pairs that are in the right order`() {
    let examples = (0..<3).map { TuningExample(anchor: $0, positive: 3 + $0) }
    let measured = PairRetrieval([(examples, vectors)], loss: .ranking(scale: 20))
    #expect(abs(measured.accuracy - 2.0 / 3) < 1e-12)
    #expect(abs(measured.reciprocalRank - (1 + 1 + 1.0 / 3) / 3) < 1e-12)
    // Positives at 0.995, 1 and -0.894; others at 0, -1, 0.0995, 0, 0.934 and 0.447.
    #expect(abs(measured.areaUnderCurve - (6 + 6 + 1) / 18.0) < 1e-12)
    #expect(measured.loss > 1)
  }

  @Test func `texts of the same group are no wrong answers`() {
    let examples = (0..<3).map { TuningExample(anchor: $0, positive: 3 + $0, group: $0 % 2) }
    let measured = PairRetrieval([(examples, vectors)], loss: .ranking(scale: 20))
    #expect(abs(measured.reciprocalRank - (1 + 1 + 1.0 / 2) / 3) < 1e-12)
  }

  @Test func `given negatives count`() {
    let examples = (0..<2).map { TuningExample(anchor: $0, positive: 2 + $0, negative: 4 + $0) }
    let rows: [Float] = [1, 0, 0, 1, 0.9, 0.1, 0.1, 0.9, 1, 0, -1, 0]
    let measured = PairRetrieval(
      [(examples, Matrix(rows: 6, columns: 2, elements: rows))], loss: .triplet(margin: 0.2))
    #expect(measured.accuracy == 0.5 && measured.reciprocalRank == 0.75)
  }
}
