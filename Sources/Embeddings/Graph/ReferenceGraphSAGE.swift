import LinearAlgebra
import NeuralNetworks
import RealModule

/// The loss of a graph network by the definition, in doubles and for every node by itself. Tests take its
/// central differences, and compare what ``GraphSAGE`` computes.
package struct ReferenceGraphSAGE {
  /// The parameters in the order of ``GraphSAGE``: for each layer *W*, *V* and *b*, then scale and bias.
  package var parameters: [[Double]]
  private let shapes: [(inputs: Int, outputs: Int)]
  /// The features of each node.
  private let features: [[Double]]
  /// The weights of each node's neighbors, which add up to 1.
  private let neighbors: [[(node: Int, weight: Double)]]

  package init(_ network: GraphSAGE, features: [[Double]], _ adjacency: SparseMatrix) {
    parameters = network.parameters.map { $0.values.map { Double($0) } }
    shapes = network.layers.map { ($0.inputs, $0.outputs) }
    self.features = features
    neighbors = (0..<adjacency.rows).map { node in
      let positions = adjacency.rowOffsets[node]..<adjacency.rowOffsets[node + 1]
      let total = adjacency.values[positions].reduce(0.0) { $0 + Double($1) }
      return positions.map {
        (Int(adjacency.columnIndexes[$0]), Double(adjacency.values[$0]) / total)
      }
    }
  }

  /// The vectors, of length 1.
  package func vectors() -> [[Double]] {
    let hidden = layer(0, features).map { $0.map { max($0, 0) } }
    return layer(1, hidden).map { row in
      let length = max(row.reduce(0) { $0 + $1 * $1 }.squareRoot(), 1e-12)
      return row.map { $0 / length }
    }
  }

  /// The mean loss of pairs, the first `edges` of which are edges.
  package func loss(_ pairs: [GraphEdge], edges: Int) -> Double {
    let (vectors, scale) = (vectors(), parameters[parameters.count - 2][0])
    let bias = parameters[parameters.count - 1][0]
    var sum = 0.0
    for (index, pair) in pairs.enumerated() {
      let cosine = zip(vectors[Int(pair.source)], vectors[Int(pair.target)])
        .reduce(0) { $0 + $1.0 * $1.1 }
      let probability = 1 / (1 + Double.exp(-(scale * cosine + bias)))
      sum -= Double.log(index < edges ? probability : 1 - probability)
    }
    return sum / Double(pairs.count)
  }

  private func layer(_ number: Int, _ x: [[Double]]) -> [[Double]] {
    let (inputs, outputs) = shapes[number]
    let (own, others) = (parameters[3 * number], parameters[3 * number + 1])
    let bias = parameters[3 * number + 2]
    return x.indices.map { node in
      var mean = [Double](repeating: 0, count: inputs)
      for (neighbor, weight) in neighbors[node] {
        for i in 0..<inputs { mean[i] += weight * x[neighbor][i] }
      }
      return (0..<outputs).map { j in
        var sum = bias[j]
        for i in 0..<inputs {
          sum += x[node][i] * own[i * outputs + j]
          sum += mean[i] * others[i * outputs + j]
        }
        return sum
      }
    }
  }
}
