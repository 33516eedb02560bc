import Artifacts
import LinearAlgebra

extension HeterogeneousGraph {
  /// The weight of an edge.
  ///
  /// - Precondition: There is such an edge.
  func weight(of edge: GraphEdge) -> Float {
    let columns = adjacency.columnIndexes(inRow: Int(edge.source))
    var (low, high) = (0, columns.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < edge.target { low = middle + 1 } else { high = middle }
    }
    return adjacency.values(inRow: Int(edge.source))[low]
  }

  /// Reads the nodes and edges of a model folder.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, or they do not fit together.
  init(folder: String) throws(FileError) {
    let table = try Table(contentsOf: "\(folder)/nodes.tsv")
    try table.requireRecords()
    let (ids, kinds) = (try table.column("id"), try table.column("kind"))
    var nodes: [(kind: String, ids: [String])] = []
    for (row, kind) in kinds.enumerated() {
      if nodes.last?.kind == kind {
        nodes[nodes.count - 1].ids.append(ids[row])
      } else if nodes.contains(where: { $0.kind == kind }) {
        throw table.error(
          row: row, "the nodes of the kind '\(kind)' do not stand together",
          remedy: "learn the model again")
      } else {
        nodes.append((kind, [ids[row]]))
      }
    }
    let path = "\(folder)/edges.npy"
    let (pairs, weights) = try indexedNumbers(
      path, "\(folder)/edge-weights.npy", below: [ids.count, ids.count])
    var edges = EdgeList()
    for (index, weight) in weights.enumerated() {
      let (a, b) = (Int(pairs[2 * index]), Int(pairs[2 * index + 1]))
      guard a != b, weight > 0 else {
        throw FileError(
          .malformed, path, "row \(index) is no edge between two nodes",
          remedy: "learn the model again")
      }
      edges.append(a, b, weight: weight)
    }
    self.init(nodes: nodes, edges)
  }
}

extension NodeFeatures {
  /// Reads the features of the nodes in a model folder.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, or they do not fit together.
  init(folder: String, nodes: Int, _ settings: GraphSettings) throws(FileError) {
    let columns = try settings.count("features")
    switch try settings.string("storage") {
    case "dense":
      let file = try VectorFile("\(folder)/features.npy")
      guard file.rows == nodes, file.columns == columns else {
        throw FileError(
          .malformed, file.path,
          "is of shape (\(file.rows), \(file.columns)), not (\(nodes), \(columns))",
          remedy: "the files of a model belong together; learn it again")
      }
      self.init(try file.matrix())
    case "sparse":
      let (places, weights) = try indexedNumbers(
        "\(folder)/feature-entries.npy", "\(folder)/feature-weights.npy", below: [nodes, columns])
      let entries = weights.enumerated().map {
        EdgeList.Entry(row: places[2 * $0], column: places[2 * $0 + 1], value: $1)
      }
      self.init(EdgeList.matrix(rows: nodes, columns: columns, entries))
    default: throw settings.error("storage", "is neither 'dense' nor 'sparse'")
    }
  }
}

/// Pairs of indexes from an int32 file of shape (count, 2), and as many numbers from another, of shape
/// (count, 1).
private func indexedNumbers(
  _ pairs: String, _ numbers: String, below limits: [Int]
) throws(FileError) -> (indexes: [Int32], numbers: [Float]) {
  let file = try VectorFile(pairs)
  let indexes = try file.integers()
  let values = try VectorFile(numbers).matrix()
  guard file.rows == 0 || file.columns == 2, values.rows == file.rows,
    values.rows == 0 || values.columns == 1
  else {
    throw FileError(
      .malformed, pairs, "does not fit \(numbers)",
      remedy: "the files of a model belong together; learn it again")
  }
  for (place, index) in indexes.enumerated() where index < 0 || Int(index) >= limits[place % 2] {
    throw FileError(
      .malformed, pairs, "row \(place / 2) names \(index), beyond \(limits[place % 2])",
      remedy: "the files of a model belong together; learn it again")
  }
  return (indexes, values.elements)
}
