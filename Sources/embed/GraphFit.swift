import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

/// Makes a model of a graph: features for its nodes, and a network that is trained, or propagation.
struct GraphFit {
  let command: Embed
  /// What the graph was read from.
  let path: String
  let graph: HeterogeneousGraph
  /// Features of nodes as edges alone give them, with a number of dimensions; zeros for nodes that get the
  /// mean of their neighbors.
  let spectral: (_ dimensions: Int) -> Matrix

  private var threads: Int { command.common.threads }

  /// Makes the model, and writes it.
  ///
  /// - Throws: `FileError` if there are no edges, or features do not fit.
  func run(_ given: NodeFeatureTable?, _ output: inout StageOutput) throws -> GraphModel {
    guard graph.edgeCount > 0 else {
      throw FileError(
        .empty, path, "has no edge between two nodes",
        remedy: "bring edges, or lower --min-documents")
    }
    output.quality["nodes"] = Double(graph.nodeCount)
    output.quality["edges"] = Double(graph.edgeCount)
    if command.method == .propagation { return try propagation(given, &output) }
    let previous = try command.training.warmStart.map { folder in
      try Previous(folder, &output)
    }
    let (features, bags) = try features(given, previous, &output)
    let start = try previous.map { try $0.network(for: graph, features, bags, command) }
    let network = try GraphTraining(command: command, path: path)
      .run(graph, features, startingFrom: start, &output)
    return GraphModel(graph: graph, features: features, method: .sage(network))
  }

  private func propagation(
    _ given: NodeFeatureTable?, _ output: inout StageOutput
  ) throws -> GraphModel {
    let features = try directions(given, &output)
    return GraphModel(
      graph: graph, features: NodeFeatures(graph.filling(features, threads: threads)),
      method: .propagation(command.graph.propagation))
  }

  /// The features to pass along. Names cannot be told to belong together without training; the directions
  /// in which they vary together can.
  private func directions(
    _ given: NodeFeatureTable?, _ output: inout StageOutput
  ) throws -> Matrix {
    let dimensions = command.dimensions ?? 100
    guard let given else { return spectral(dimensions) }
    guard case .bags(let counts) = given.contents else { return try nodes(given, nil).matrix }
    let lsa = LSA(
      counts, dimensions: dimensions, vocabulary: command.vocabularyOptions,
      seed: command.common.seed, threads: threads)
    guard lsa.dimensions > 0 else { throw noNames(given) }
    let bags = FeatureBags.directions(lsa)
    try bags.write(output)
    return try nodes(given, bags).matrix
  }

  /// The features of all nodes, and what names of features were made into.
  private func features(
    _ given: NodeFeatureTable?, _ previous: Previous?, _ output: inout StageOutput
  ) throws -> (NodeFeatures, FeatureBags?) {
    if let given {
      guard case .bags(let counts) = given.contents else {
        let vectors = try nodes(given, nil).matrix
        return (NodeFeatures(graph.filling(vectors, threads: threads)), nil)
      }
      let vocabulary = Vocabulary(of: counts, command.vocabularyOptions)
      guard !vocabulary.terms.isEmpty else { throw noNames(given) }
      let bags = FeatureBags.weights(vocabulary)
      try bags.write(output)
      return (try nodes(given, bags), bags)
    }
    guard command.graph.initialFeatures == .spectral else {
      return (.identity(graph.nodeCount), nil)
    }
    let features =
      previous?.model.features(for: graph, threads: threads) ?? spectral(command.training.hidden)
    return (NodeFeatures(graph.filling(features, threads: threads)), nil)
  }

  /// The features that were given, a row for each node; only the first kind of nodes has some.
  private func nodes(_ given: NodeFeatureTable, _ bags: FeatureBags?) throws -> NodeFeatures {
    let first = graph.kinds[0].nodes
    let rows = given.rows(of: first.lazy.map { graph.ids[$0] })
    guard rows.contains(where: { $0 != nil }) else {
      throw FileError(
        .malformed, given.path, "has features of none of the \(first.count) nodes",
        remedy: "its ids must be those of the nodes")
    }
    let others = [Int?](repeating: nil, count: graph.nodeCount - first.count)
    return try given.features(bags, threads: threads).selecting(rows + others)
  }

  private func noNames(_ given: NodeFeatureTable?) -> FileError {
    FileError(
      .empty, given?.path ?? path,
      "no feature occurs with \(command.minDocuments) nodes or more, and at most "
        + "\(command.maxShare) of them",
      remedy: "lower --min-documents, or raise --max-share")
  }
}

/// The model of `--warm-start`, with which training begins.
private struct Previous {
  let model: GraphModel
  private let network: GraphSAGE
  private let bags: FeatureBags?
  private let folder: String

  init(_ folder: String, _ output: inout StageOutput) throws {
    for name in GraphModel.files { _ = try output.input("\(folder)/\(name)", name) }
    model = try GraphModel(folder: folder)
    bags = try FeatureBags(model: folder, &output)
    self.folder = folder
    guard case .sage(let network) = model.method else {
      throw UsageError("--warm-start \(folder) is no trained network; give one of --method graph")
    }
    self.network = network
  }

  /// The network with a weight for each of the features that there are now.
  func network(
    for graph: HeterogeneousGraph, _ features: NodeFeatures, _ bags: FeatureBags?, _ command: Embed
  ) throws -> GraphSAGE {
    let dimensions = command.dimensions ?? GraphTrainer.Options().dimensions
    guard network.dimensions == dimensions, network.hidden == command.training.hidden else {
      throw UsageError(
        "the model of --warm-start has \(network.hidden) hidden numbers and \(network.dimensions) "
          + "dimensions; give --hidden \(network.hidden) --dimensions \(network.dimensions)")
    }
    let seed = command.common.seed
    switch (bags, self.bags) {
    case (.weights(let new)?, .weights(let old)?):
      let numbers = Dictionary(uniqueKeysWithValues: old.terms.enumerated().map { ($1, $0) })
      return network.replacingFeatures(new.terms.map { numbers[$0] }, seed: seed)
    case (nil, nil) where features.isDense != model.features.isDense: throw otherFeatures
    case (nil, nil) where !features.isDense:
      return network.replacingFeatures(model.rows(of: graph), seed: seed)
    case (nil, nil) where features.columns == model.features.columns: return network
    default: throw otherFeatures
    }
  }

  private var otherFeatures: UsageError {
    UsageError(
      "the model of --warm-start \(folder) learned from other features; give those of that run")
  }
}
