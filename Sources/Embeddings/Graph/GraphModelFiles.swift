import Artifacts
import LinearAlgebra
import NeuralNetworks

// The model folder of a graph: `graph.tsv` (name, value), the settings; `nodes.tsv` (id, kind);
// `edges.npy`, int32 of shape (edges, 2), rows of `nodes.tsv` counted from 0, with `edge-weights.npy`, of
// shape (edges, 1); the features of the nodes, `features.npy` of shape (nodes, features), or where most are
// 0 `feature-entries.npy`, int32 of shape (entries, 2), node and feature, with `feature-weights.npy`, of
// shape (entries, 1); and the weights of a network in `network.safetensors`.
extension GraphModel {
  /// Writes the model; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    try writeTable(
      file("nodes.tsv"), columns: ["id", "kind"],
      graph.kinds.lazy.flatMap { kind in kind.nodes.lazy.map { [graph.ids[$0], kind.name] } })
    let edges = graph.edges
    let weights = edges.map { edge in graph.weight(of: edge) }
    try VectorFile.write(
      edges.flatMap { [$0.source, $0.target] }, rows: edges.count, columns: 2, to: file("edges.npy")
    )
    try VectorFile.write(
      Matrix(rows: edges.count, columns: 1, elements: weights), to: file("edge-weights.npy"))
    switch features.storage {
    case .dense(let matrix): try VectorFile.write(matrix, to: file("features.npy"))
    case .sparse(let matrix):
      let entries = (0..<matrix.rows).flatMap { row in
        matrix.columnIndexes[matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1]]
          .flatMap { [Int32(row), $0] }
      }
      try VectorFile.write(
        entries, rows: matrix.values.count, columns: 2, to: file("feature-entries.npy"))
      try VectorFile.write(
        Matrix(rows: matrix.values.count, columns: 1, elements: matrix.values),
        to: file("feature-weights.npy"))
    }
    try writeTable(file("graph.tsv"), columns: ["name", "value"], settings)
    if case .sage(let network) = method {
      var weights = SafetensorsWriter()
      network.add(to: &weights)
      try weights.write(file("network.safetensors"))
    }
  }

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, or they do not fit together.
  public init(folder: String) throws(FileError) {
    let settings = try GraphSettings("\(folder)/graph.tsv")
    let graph = try HeterogeneousGraph(folder: folder)
    let features = try NodeFeatures(folder: folder, nodes: graph.nodeCount, settings)
    switch try settings.string("method") {
    case "graph":
      let file = try SafetensorsFile("\(folder)/network.safetensors")
      var network = GraphSAGE(
        features: features.columns, hidden: try settings.count("hidden"),
        dimensions: try settings.count("dimensions"), seed: 0)
      try network.read(file)
      self.init(graph: graph, features: features, method: .sage(network))
    case "propagation":
      guard case .dense = features.storage else {
        throw settings.error("storage", "is not 'dense', as propagation needs it")
      }
      self.init(graph: graph, features: features, method: .propagation(try settings.propagation()))
    default: throw settings.error("method", "is neither 'graph' nor 'propagation'")
    }
  }

  /// The names of the files that every model folder has.
  public static let files = ["graph.tsv", "nodes.tsv", "edges.npy", "edge-weights.npy"]
}
