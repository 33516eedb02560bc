import LinearAlgebra

/// The vectors of documents, or of their authors, that tell how near words are in meaning: a word is the
/// mean of the documents that use it.
public struct DocumentVectors: Sendable {
  /// The vectors, of shape (vectors, dimensions).
  public let vectors: Matrix
  /// The row of each document, or −1 for one without a vector.
  public let rows: [Int]

  /// Pairs documents with rows of `vectors`.
  public init(_ vectors: Matrix, rows: [Int]) {
    (self.vectors, self.rows) = (vectors, rows)
  }

  /// The direction of the mean of the vectors of some documents, each brought to length 1.
  ///
  /// - Complexity: O(*documents* · *dimensions*)
  func direction(of documents: some Sequence<Int>) -> [Float] {
    var sum = [Float](repeating: 0, count: vectors.columns)
    var span = sum.mutableSpan
    for document in documents where rows[document] >= 0 {
      let vector = vectors[row: rows[document]]
      let length = norm(vector)
      if length > 0 { addScaled(vector, times: 1 / length, to: &span) }
    }
    normalize(&span)
    return sum
  }
}
