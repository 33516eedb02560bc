import Embeddings
import Testing

@Suite struct WeightedMeanTests {
  @Test func `vectors count by their weights`() {
    var mean = WeightedMean(dimensions: 2)
    let (a, b): ([Float], [Float]) = ([1, 0], [0, 2])
    mean.add(a.span, weight: 3)
    mean.add(b.span)
    #expect(mean.vector(normalized: false) == [0.75, 0.5])
    let unit = mean.vector(normalized: true)
    #expect(abs(unit[0] - 3 / Float(13).squareRoot()) < 1e-7)
    #expect(abs(unit[1] - 2 / Float(13).squareRoot()) < 1e-7)
  }

  @Test func `the mean of nothing is zero`() {
    #expect(WeightedMean(dimensions: 3).vector(normalized: true) == [0, 0, 0])
    #expect(WeightedMean(dimensions: 1).vector(normalized: false) == [0])
  }
}
