import Embeddings
import LinearAlgebra
import Testing

@Suite struct SpectralFeaturesTests {
  @Test func `nodes of a group are alike, and the features do not depend on the threads`() {
    let (graph, _) = groupedEdges()
    let features = SpectralFeatures.nodes(of: graph, dimensions: 6, seed: 1, threads: 1)
    #expect(features.rows == 80 && features.columns == 6)
    #expect(SpectralFeatures.nodes(of: graph, dimensions: 6, seed: 1, threads: 4) == features)
    func mean(_ isSame: Bool) -> Float {
      var (sum, count): (Float, Float) = (0, 0)
      for a in 0..<80 {
        for b in 0..<a where (a / 20 == b / 20) == isSame {
          sum += dot(features[row: a], features[row: b])
          count += 1
        }
      }
      return sum / count
    }
    #expect(mean(true) > mean(false) + 0.3, "\(mean(true)), \(mean(false))")
  }
}
