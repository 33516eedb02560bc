import Embeddings
import Testing

@Suite struct LongTextsTests {
  @Test func `chunks overlap, cover the text, and none is needless`() {
    for count in 0..<60 {
      for (maximum, overlap) in [(1, 0), (7, 0), (7, 3), (10, 9), (64, 8)] {
        let chunks = LongTexts.chunk.chunks(count: count, maximum: maximum, overlap: overlap)
        #expect(chunks.first?.lowerBound == 0 && chunks.last?.upperBound == count)
        #expect(chunks.allSatisfy { $0.count <= maximum })
        for (chunk, next) in zip(chunks, chunks.dropFirst()) {
          #expect(chunk.count == maximum && next.upperBound > chunk.upperBound)
          #expect(chunk.upperBound - next.lowerBound == overlap)
        }
      }
    }
  }

  @Test func `a text that is cut off has one chunk`() {
    #expect(LongTexts.cut.chunks(count: 100, maximum: 7, overlap: 3) == [0..<7])
    #expect(LongTexts.cut.chunks(count: 5, maximum: 7, overlap: 3) == [0..<5])
  }
}
