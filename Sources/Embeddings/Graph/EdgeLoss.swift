import LinearAlgebra
import RealModule

/// Pairs of nodes to be told apart: edges first, then pairs that are none.
package struct EdgePairs: Sendable, Equatable {
  /// The two nodes of each pair.
  package var pairs: [GraphEdge]
  /// The number of edges, which are the first of the pairs.
  package var edges: Int

  package init(pairs: [GraphEdge], edges: Int) { (self.pairs, self.edges) = (pairs, edges) }
}

/// The logistic loss of edges ([Hamilton, Ying and Leskovec 2017], equation 1, with a trained scale and
/// bias of the cosine), with its gradients: -log of the probability that scale × cosine + bias gives to what
/// is true, the mean over pairs.
///
/// [Hamilton, Ying and Leskovec 2017]: https://arxiv.org/abs/1706.02216
struct EdgeLoss: Sendable {
  /// The mean loss.
  let loss: Double
  /// The gradient in the vectors, of shape (nodes, dimensions).
  let gradient: Matrix
  /// The gradient in the scale.
  let scale: Double
  /// The gradient in the bias.
  let bias: Double

  /// What one block of pairs adds.
  private struct Part: Sendable {
    var loss = 0.0
    var scale = 0.0
    var bias = 0.0
    /// The derivative by the cosine, of each pair.
    var slopes: [Float] = []
  }

  /// Computes the loss.
  ///
  /// The gradient of a node is the sum of its partners' vectors, each times the derivative of their
  /// cosine: a sparse product, whose rows are added up in the order of the partners.
  ///
  /// - Parameters:
  ///   - batch: The pairs; there are some.
  ///   - vectors: The vectors of the nodes, of shape (nodes, dimensions) and length 1.
  ///   - scale: What a cosine is multiplied by.
  ///   - bias: What is added to it.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*p* × *d*) for *p* pairs of *d* dimensions.
  init(_ batch: EdgePairs, _ vectors: Matrix, scale: Float, bias: Float, threads: Int) {
    let count = batch.pairs.count
    precondition(count > 0, "no pairs")
    let share = 1 / Float(count)
    let parts = parallelMap(count: count, chunk: 4096, threads: threads) { range in
      var part = Part()
      part.slopes.reserveCapacity(range.count)
      for index in range {
        let pair = batch.pairs[index]
        let cosine = dot(vectors[row: Int(pair.source)], vectors[row: Int(pair.target)])
        let score = scale * cosine + bias
        let isEdge = index < batch.edges
        part.loss += Double(Self.loss(score, isEdge: isEdge))
        let slope = 1 / (1 + Float.exp(-score)) - (isEdge ? 1 : 0)
        part.scale += Double(slope * cosine)
        part.bias += Double(slope)
        part.slopes.append(slope * scale * share)
      }
      return part
    }
    loss = parts.reduce(0) { $0 + $1.loss } / Double(count)
    self.scale = parts.reduce(0) { $0 + $1.scale } / Double(count)
    self.bias = parts.reduce(0) { $0 + $1.bias } / Double(count)
    let partners = Self.partners(batch.pairs, parts.flatMap(\.slopes), nodes: vectors.rows)
    gradient = partners.multiplied(by: vectors, threads: threads)
  }

  /// -log of the probability of what is true, written so that nothing overflows.
  private static func loss(_ score: Float, isEdge: Bool) -> Float {
    max(isEdge ? -score : score, 0) + Float.log(onePlus: Float.exp(-abs(score)))
  }

  /// The partners of each node with the slope of their pair, in the order of the pairs.
  private static func partners(_ pairs: [GraphEdge], _ slopes: [Float], nodes: Int) -> SparseMatrix
  {
    var offsets = [Int](repeating: 0, count: nodes + 1)
    for pair in pairs {
      offsets[Int(pair.source) + 1] += 1
      offsets[Int(pair.target) + 1] += 1
    }
    for node in 0..<nodes { offsets[node + 1] += offsets[node] }
    var next = offsets
    var columns = [Int32](repeating: 0, count: 2 * pairs.count)
    var values = [Float](repeating: 0, count: 2 * pairs.count)
    for (pair, slope) in zip(pairs, slopes) {
      for (node, partner) in [(Int(pair.source), pair.target), (Int(pair.target), pair.source)] {
        (columns[next[node]], values[next[node]]) = (partner, slope)
        next[node] += 1
      }
    }
    return SparseMatrix(
      rows: nodes, columns: nodes, rowOffsets: offsets, columnIndexes: columns, values: values)
  }
}
