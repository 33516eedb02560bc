import Artifacts
import Embeddings
import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct GraphModelTests {
  private static func methods(_ features: Int) -> [GraphModel.Method] {
    var walk = FeaturePropagation()
    (walk.steps, walk.teleport, walk.normalization) = (3, 0.2, .randomWalk)
    return [
      .sage(GraphSAGE(features: features, hidden: 10, dimensions: 6, seed: 3)),
      .propagation(FeaturePropagation()), .propagation(walk),
    ]
  }

  /// Words have vectors, documents the mean of their words'.
  private static func models() -> [GraphModel] {
    let graph = documentGraph()
    var features = Matrix(rows: graph.nodeCount, columns: 7)
    features.forEachRow(threads: 1) { node, row in
      guard node >= 24 else { return }
      var generator = KeyedGenerator(seed: 4, purpose: "words", index: node)
      for column in row.indices { row[column] = Float(generator.gaussian()) }
    }
    let filled = NodeFeatures(graph.filling(features, threads: 1))
    return methods(7).map { GraphModel(graph: graph, features: filled, method: $0) }
  }

  /// A document with the words of a known one is placed where that is: a document does not change what its
  /// words are for the network, whose hidden numbers of known nodes are kept.
  @Test func `a new document with the words of a known one gets its vector`() {
    for model in Self.models() {
      let known = model.vectors(threads: 1)
      var new = NewNodes(count: 2, beside: model)
      let words = model.graph.adjacency.columnIndexes(inRow: 5)
      let weights = model.graph.adjacency.values(inRow: 5)
      for index in words.indices {
        new.append(1, toKnown: Int(words[index]), weight: weights[index])
      }
      let placed = model.vectors(of: new, threads: 2)
      #expect(placed.rows == 2 && placed.columns == model.dimensions)
      #expect(norm(placed[row: 0]) == 0, "nothing is known of the first")
      #expect(largestDifference(placed.rows([1]), known.rows([5])) < 2e-5)
    }
  }

  @Test func `new nodes reach each other by their edges`() {
    for model in Self.models() {
      var new = NewNodes(count: 2, beside: model)
      new.append(0, toKnown: 24)
      new.append(0, toNew: 1)
      #expect(new.degrees == [2, 1])
      let placed = model.vectors(of: new, threads: 1)
      #expect(norm(placed[row: 1]) > 0.99)
    }
  }

  @Test func `a node without edges keeps what its features say, and one without both gets zeros`() {
    let (graph, _) = groupedEdges(groups: 1, nodes: 6)
    var edges = EdgeList()
    for edge in graph.edges where edge.target < 4 {
      edges.append(Int(edge.source), Int(edge.target))
    }
    let apart = HeterogeneousGraph(nodes: [(kind: "node", ids: graph.ids)], edges)
    var features = Matrix(rows: 6, columns: 3)
    for node in 0..<5 { features[node, node % 3] = 1 }
    for features in [NodeFeatures(features), NodeFeatures(sparse(features))] {
      let model = GraphModel(
        graph: apart, features: features, method: Self.methods(3)[0])
      let vectors = model.vectors(threads: 1)
      #expect(norm(vectors[row: 4]) > 0.99 && norm(vectors[row: 5]) == 0)
    }
  }

  @Test func `a model is read as it was written`() throws {
    let folder = try TemporaryFolder()
    let bags = GraphModel(
      graph: try fixtureGraph(), features: try fixtureFeatures("bags"),
      method: Self.methods(7)[0])
    for (number, model) in (Self.models() + [bags]).enumerated() {
      try folder.write("", to: "\(number)/x")
      try model.write { folder.file("\(number)/\($0)") }
      let read = try GraphModel(folder: folder.file(String(number)))
      #expect(read.graph == model.graph && read.features == model.features)
      #expect(read.vectors(threads: 1) == model.vectors(threads: 1))
    }
  }

  @Test func `a model whose files do not fit together is refused`() throws {
    let model = Self.models()[0]
    func error(_ change: (TemporaryFolder) throws -> Void) throws -> FileError? {
      let folder = try TemporaryFolder()
      try model.write { folder.file($0) }
      try change(folder)
      return fileError { _ = try GraphModel(folder: folder.path) }
    }
    let narrow = try error {
      try VectorFile.write(Matrix(rows: 44, columns: 3), to: $0.file("features.npy"))
    }
    #expect(narrow?.problem == "is of shape (44, 3), not (44, 7)")
    let beyond = try error {
      try VectorFile.write([0, 44], rows: 1, columns: 2, to: $0.file("edges.npy"))
      try VectorFile.write(
        Matrix(rows: 1, columns: 1, repeating: 1), to: $0.file("edge-weights.npy"))
    }
    #expect(beyond?.problem == "row 0 names 44, beyond 44")
    let negative = try error {
      try VectorFile.write([0, 30], rows: 1, columns: 2, to: $0.file("edges.npy"))
      try VectorFile.write(
        Matrix(rows: 1, columns: 1, repeating: -1), to: $0.file("edge-weights.npy"))
    }
    #expect(negative?.problem == "row 0 is no edge between two nodes")
    let method = try error {
      try $0.write(
        $0.read("graph.tsv").replacing("method\tgraph", with: "method\tx"), to: "graph.tsv")
    }
    #expect(method?.problem == "'method' is neither 'graph' nor 'propagation'")
    let scattered = try error {
      let rows = try $0.read("nodes.tsv").split(separator: "\n")
      let moved = [rows[0], rows[44]] + rows[1..<44]
      try $0.write(moved.joined(separator: "\n") + "\n", to: "nodes.tsv")
    }
    #expect(scattered?.line == 27)
  }
}
