import LinearAlgebra
import NeuralNetworks

extension GraphSAGE {
  /// The network for features of which some are new: the weights of known ones stay, and those of others
  /// are random.
  ///
  /// - Parameters:
  ///   - columns: For each feature its number in this network, or nil.
  ///   - seed: The seed of the weights of new features.
  /// - Returns: The network, to be trained on.
  public func replacingFeatures(_ columns: [Int?], seed: UInt64) -> GraphSAGE {
    var result = GraphSAGE(
      features: columns.count, hidden: hidden, dimensions: dimensions, seed: seed)
    let width = hidden
    func copy(_ old: Parameter, to new: inout Parameter) {
      for (row, column) in columns.enumerated() {
        guard let column else { continue }
        for j in 0..<width { new.values[row * width + j] = old.values[column * width + j] }
      }
    }
    copy(layers[0].selfWeight, to: &result.layers[0].selfWeight)
    copy(layers[0].neighborWeight, to: &result.layers[0].neighborWeight)
    result.layers[0].bias = layers[0].bias
    result.layers[1] = layers[1]
    (result.scale, result.bias) = (scale, bias)
    return result
  }
}

extension GraphModel {
  /// The features that known nodes have in this model, for the nodes of another graph; zeros for others.
  ///
  /// Directions found in yesterday's edges mean nothing in today's: a network that goes on learning needs
  /// the features it began with.
  ///
  /// - Returns: nil where most features are 0, which have names of their own.
  public func features(for graph: HeterogeneousGraph, threads: Int) -> Matrix? {
    guard case .dense(let known) = features.storage else { return nil }
    let rows = rows(of: graph)
    var result = Matrix(rows: graph.nodeCount, columns: known.columns)
    result.forEachRow(threads: threads) { node, row in
      guard let number = rows[node] else { return }
      let features = known[row: number]
      for column in row.indices { row[column] = features[column] }
    }
    return result
  }

  /// The number in this model of each node of another graph, or nil.
  public func rows(of graph: HeterogeneousGraph) -> [Int?] {
    graph.kinds.flatMap { kind -> [Int?] in
      let numbers = numbers(of: kind.name)
      return kind.nodes.map { numbers[graph.ids[$0]] }
    }
  }

  /// The number of each node of a kind, by its id.
  public func numbers(of kind: String) -> [String: Int] {
    Dictionary(graph.nodes(kind).map { (graph.ids[$0], $0) }) { first, _ in first }
  }
}
