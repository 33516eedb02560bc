import Artifacts
import Embeddings
import LinearAlgebra
import Testing

@Suite struct FeaturePropagationTests {
  /// What `Tests/References/graph.py` computes with numpy.
  @Test(arguments: ["sgc", "appnp", "walk"])
  func `numpy gives the same`(name: String) throws {
    var propagation = FeaturePropagation()
    switch name {
    case "appnp": (propagation.steps, propagation.teleport) = (6, 0.15)
    case "walk":
      (propagation.steps, propagation.teleport, propagation.selfWeight) = (3, 0.1, 0)
      propagation.normalization = .randomWalk
    default: break
    }
    let model = GraphModel(
      graph: try fixtureGraph(), features: try fixtureFeatures("vectors"),
      method: .propagation(propagation))
    let expected = try VectorFile(fixture("graph/propagated-\(name).npy")).matrix()
    let vectors = model.vectors(threads: 1)
    #expect(largestDifference(vectors, expected) < 1e-5)
    #expect(model.vectors(threads: 4) == vectors)
  }

  @Test func `no steps leave the features`() throws {
    var propagation = FeaturePropagation()
    propagation.steps = 0
    let features = try fixtureFeatures("vectors")
    let model = GraphModel(
      graph: try fixtureGraph(), features: features, method: .propagation(propagation))
    let vectors = model.vectors(threads: 1)
    guard case .dense(var expected) = features.storage else { return }
    expected.forEachRow(threads: 1) { _, row in normalize(&row) }
    #expect(vectors == expected)
  }
}
