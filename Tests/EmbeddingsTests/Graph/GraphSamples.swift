import Artifacts
import Embeddings
import LinearAlgebra
import NeuralNetworks

/// Nodes in groups that have most edges among themselves, with features of which a part tells the group.
func groupedEdges(
  groups: Int = 4, nodes: Int = 20, seed: UInt64 = 3
) -> (graph: HeterogeneousGraph, features: NodeFeatures) {
  var generator = KeyedGenerator(seed: seed, purpose: "grouped edges")
  var edges = EdgeList()
  let count = groups * nodes
  for node in 0..<count {
    for _ in 0..<5 {
      let isOwn = generator.below(10) < 8
      let group = isOwn ? node / nodes : generator.below(groups)
      edges.append(node, group * nodes + generator.below(nodes))
    }
  }
  let ids = (0..<count).map { "node-\($0 / nodes)-\(1000 + $0)" }
  var features = Matrix(rows: count, columns: 12)
  features.forEachRow(threads: 1) { node, row in
    var generator = KeyedGenerator(seed: seed, purpose: "features", index: node)
    for column in row.indices { row[column] = Float(generator.gaussian()) }
    row[node / nodes] += 1
  }
  return (
    HeterogeneousGraph(nodes: [(kind: "node", ids: ids)], edges), NodeFeatures(features)
  )
}

/// Documents with words of four subjects, each subject with words of its own.
func documentGraph() -> HeterogeneousGraph {
  var generator = KeyedGenerator(seed: 9, purpose: "documents")
  var edges = EdgeList()
  for document in 0..<24 {
    for _ in 0..<6 {
      let word = (document % 4) * 5 + generator.below(5)
      edges.append(document, 24 + word, weight: 0.25 + generator.uniformFloat())
    }
  }
  return HeterogeneousGraph(
    nodes: [
      (kind: "document", ids: (10..<34).map { "d\($0)" }),
      (kind: "word", ids: (10..<30).map { "w\($0)" }),
    ], edges)
}

/// The graph that `Tests/References/graph.py` made.
func fixtureGraph() throws -> HeterogeneousGraph {
  let table = try Table(contentsOf: fixture("graph/edges.tsv"))
  let (sources, targets) = (try table.integers("source"), try table.integers("target"))
  let weights = try table.numbers("weight")
  var edges = EdgeList()
  for row in sources.indices {
    edges.append(sources[row], targets[row], weight: Float(weights[row]))
  }
  return HeterogeneousGraph(nodes: [(kind: "node", ids: (10..<40).map { "n\($0)" })], edges)
}

/// The features of that graph: `vectors` or `bags`.
func fixtureFeatures(_ kind: String) throws -> NodeFeatures {
  let matrix = try VectorFile(fixture("graph/\(kind).npy")).matrix()
  return kind == "bags" ? NodeFeatures(sparse(matrix)) : NodeFeatures(matrix)
}

/// A dense matrix without its zeros.
func sparse(_ matrix: Matrix) -> SparseMatrix {
  var (offsets, columns, values): ([Int], [Int32], [Float]) = ([0], [], [])
  for row in 0..<matrix.rows {
    for column in 0..<matrix.columns where matrix[row, column] != 0 {
      columns.append(Int32(column))
      values.append(matrix[row, column])
    }
    offsets.append(columns.count)
  }
  return SparseMatrix(
    rows: matrix.rows, columns: matrix.columns, rowOffsets: offsets, columnIndexes: columns,
    values: values)
}

/// The largest difference of two matrices of the same shape.
func largestDifference(_ a: Matrix, _ b: Matrix) -> Float {
  precondition(a.rows == b.rows && a.columns == b.columns, "other shapes")
  return zip(a.elements, b.elements).map { abs($0 - $1) }.max() ?? 0
}
