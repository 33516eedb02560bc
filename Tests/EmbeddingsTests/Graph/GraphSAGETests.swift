import Artifacts
import Embeddings
import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct GraphSAGETests {
  private func start() throws -> GraphSAGE {
    var network = GraphSAGE(features: 7, hidden: 6, dimensions: 5, seed: 1)
    try network.read(SafetensorsFile(fixture("graph/start.safetensors")))
    return network
  }

  /// The pairs of a step in the fixture, edges first.
  private func pairs(_ step: Int) throws -> EdgePairs {
    let table = try Table(contentsOf: fixture("graph/pairs.tsv"))
    let columns = try ["step", "source", "target", "edge"].map { try table.integers($0) }
    let rows = columns[0].indices.filter { columns[0][$0] == step }
    let edges = rows.filter { columns[3][$0] == 1 }
    let others = rows.filter { columns[3][$0] == 0 }
    return EdgePairs(
      pairs: (edges + others).map { GraphEdge(Int32(columns[1][$0]), Int32(columns[2][$0])) },
      edges: edges.count)
  }

  @Test(arguments: ["vectors", "bags"])
  func `gradients are those of central differences`(kind: String) throws {
    let (graph, features) = (try fixtureGraph(), try fixtureFeatures(kind))
    var network = try start()
    let matrix = try VectorFile(fixture("graph/\(kind).npy")).matrix()
    let rows = (0..<matrix.rows).map { row in
      (0..<matrix.columns).map { Double(matrix[row, $0]) }
    }
    let batch = try pairs(0)
    let loss = network.addGradients(features, graph, batch, threads: 2)
    let reference = ReferenceGraphSAGE(network, features: rows, graph.adjacency)
    #expect(abs(loss - reference.loss(batch.pairs, edges: batch.edges)) < 1e-5)
    for (index, parameter) in network.parameters.enumerated() {
      let expected = centralDifferences(at: parameter.values) { values in
        var changed = reference
        changed.parameters[index] = values
        return changed.loss(batch.pairs, edges: batch.edges)
      }
      let error = relativeError(parameter.gradient, expected)
      #expect(error < 1e-4, "\(parameter.name): \(error)")
    }
  }

  /// Twenty steps that `Tests/References/graph.py` took with PyTorch.
  @Test(arguments: ["vectors", "bags"])
  func `PyTorch computes the same gradients and takes the same steps`(kind: String) throws {
    let (graph, features) = (try fixtureGraph(), try fixtureFeatures(kind))
    var network = try start()
    var optimizer = AdamW(weightDecay: 0.05)
    let table = try Table(contentsOf: fixture("graph/losses.tsv"))
    let losses = zip(try table.column("features"), try table.numbers("loss"))
      .filter { $0.0 == kind }.map(\.1)
    #expect(losses.count == 20)
    for (step, expected) in losses.enumerated() {
      network.clearGradients()
      let loss = network.addGradients(features, graph, try pairs(step), threads: 2)
      #expect(abs(loss - expected) < 1e-4, "step \(step): \(loss), not \(expected)")
      if step == 0 {
        let file = try SafetensorsFile(fixture("graph/\(kind)-gradients.safetensors"))
        for parameter in network.parameters {
          let gradient = try file.floats(parameter.name).map(Double.init)
          #expect(relativeError(parameter.gradient, gradient) < 1e-4, "\(parameter.name)")
        }
      }
      optimizer.step(&network, rate: 0.01, threads: 2)
    }
    let trained = try SafetensorsFile(fixture("graph/\(kind)-trained.safetensors"))
    for parameter in network.parameters {
      for (a, b) in zip(parameter.values, try trained.floats(parameter.name)) {
        #expect(abs(a - b) < 1e-4, "\(parameter.name)")
      }
    }
    let vectors = try VectorFile(fixture("graph/\(kind)-trained.npy")).matrix()
    #expect(largestDifference(network.vectors(features, graph, threads: 1), vectors) < 1e-4)
  }

  @Test func `vectors are those of the definition, and the same for any threads`() throws {
    let (graph, features) = groupedEdges(groups: 12, nodes: 60)
    guard case .dense(let matrix) = features.storage else { return }
    let network = GraphSAGE(features: 12, hidden: 20, dimensions: 9, seed: 4)
    let one = network.vectors(features, graph, threads: 1)
    for threads in [2, 4] { #expect(network.vectors(features, graph, threads: threads) == one) }
    let rows = (0..<matrix.rows).map { row in (0..<12).map { Double(matrix[row, $0]) } }
    let expected = ReferenceGraphSAGE(network, features: rows, graph.adjacency).vectors()
    let error = zip(one.elements, expected.flatMap(\.self)).map { abs(Double($0) - $1) }.max()
    #expect(try #require(error) < 1e-5)
  }

  @Test func `known features keep their weights when others come`() throws {
    let network = try start()
    let wider = network.replacingFeatures([2, nil, 0], seed: 5)
    let (old, new) = (network.parameters, wider.parameters)
    #expect(wider.features == 3 && wider.hidden == 6)
    for index in [0, 1] {
      #expect(Array(new[index].values[0..<6]) == Array(old[index].values[12..<18]))
      #expect(Array(new[index].values[12..<18]) == Array(old[index].values[0..<6]))
      #expect(Array(new[index].values[6..<12]) != Array(old[index].values[6..<12]))
    }
    for index in 2..<old.count { #expect(new[index].values == old[index].values) }
  }
}
