import DocumentTerms
import Embeddings
import LinearAlgebra
import Testing

@Suite struct NeighborFeaturesTests {
  /// a - b - c - d and e: a has a vector, d another.
  @Test func `nodes without features get the mean of their neighbors, round by round`() {
    var edges = EdgeList()
    edges.append(0, 1, weight: 2)
    edges.append(1, 2)
    edges.append(2, 3)
    edges.append(3, 5)
    edges.append(0, 5)
    let graph = HeterogeneousGraph(
      nodes: [(kind: "node", ids: ["a", "b", "c", "d", "e", "f"])], edges)
    var features = Matrix(rows: 6, columns: 2)
    features[0, 0] = 3
    features[3, 1] = 1
    let filled = graph.filling(features, threads: 2)
    let expected: [[Float]] = [[3, 0], [1, 0], [0, 1], [0, 1], [0, 0]]
    for (node, row) in expected.enumerated() {
      #expect([filled[node, 0], filled[node, 1]] == row, "node \(node)")
    }
    // The neighbors of the last have lengths 3 and 1.
    #expect(abs(filled[5, 0] - 3 / Float(10).squareRoot()) < 1e-6)
    #expect(abs(filled[5, 1] - 1 / Float(10).squareRoot()) < 1e-6)
  }

  @Test
  func `words with singular vectors give documents their vectors of latent semantic analysis`()
    throws
  {
    let counts = try sampleCounts()
    var options = Vocabulary.Options()
    options.minimumDocuments = 1
    let vocabulary = Vocabulary(of: counts, options)
    let weights = TermWeights(vocabulary).weights(of: counts.counts(of: vocabulary.terms))
    let words = SpectralFeatures.columns(of: weights, dimensions: 6, seed: 4, threads: 1)
    let squares = words.elements.reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares / Float(words.rows) - 1) < 1e-4)
    var edges = EdgeList()
    edges.append(weights, from: 0, to: weights.rows)
    let graph = HeterogeneousGraph(
      nodes: [
        (kind: "document", ids: (100..<100 + weights.rows).map(String.init)),
        (kind: "word", ids: vocabulary.terms),
      ], edges)
    let zeros = Matrix(rows: weights.rows, columns: 6)
    let filled = graph.filling(
      Matrix(rows: graph.nodeCount, columns: 6, elements: zeros.elements + words.elements),
      threads: 1)
    let lsa = LSA(counts, dimensions: 6, vocabulary: options, seed: 4, threads: 1)
    let expected = lsa.vectors(of: counts, threads: 1)
    #expect(largestDifference(filled.rows(0..<weights.rows), expected) < 1e-5)
  }
}
