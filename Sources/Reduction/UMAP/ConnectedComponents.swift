import LinearAlgebra

/// The parts of a graph that no edge connects.
package struct ConnectedComponents: Sendable {
  /// The vertices of each part, ascending; parts stand in the order of their first vertex.
  package let parts: [[Int]]

  /// Finds the parts of a symmetric graph of shape (vertices, vertices).
  ///
  /// - Complexity: O(*vertices* + *edges*)
  package init(_ graph: SparseMatrix) {
    var part = [Int](repeating: -1, count: graph.rows)
    var count = 0
    var open: [Int] = []
    for first in 0..<graph.rows where part[first] < 0 {
      part[first] = count
      open.append(first)
      while let vertex = open.popLast() {
        let columns = graph.columnIndexes(inRow: vertex)
        for index in columns.indices where part[Int(columns[index])] < 0 {
          part[Int(columns[index])] = count
          open.append(Int(columns[index]))
        }
      }
      count += 1
    }
    var parts = [[Int]](repeating: [], count: count)
    for (vertex, part) in part.enumerated() { parts[part].append(vertex) }
    self.parts = parts
  }
}
