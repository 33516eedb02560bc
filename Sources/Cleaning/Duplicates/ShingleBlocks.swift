import LinearAlgebra

/// The shingles of many documents, those of some hundred one after the other in one block of memory: as
/// many arrays as documents would take longer to make and to free than their shingles to compare.
package struct ShingleBlocks: Sendable {
  private struct Block {
    var hashes: [UInt32] = []
    /// Where the hashes of each document end.
    var ends: [Int] = []
  }

  private let blocks: [Block]

  /// The number of documents of a block.
  private static let size = 256

  /// Makes the shingles of documents.
  ///
  /// - Parameters:
  ///   - count: The number of documents.
  ///   - threads: The largest number of blocks that are made at the same time.
  ///   - shingles: Gives the shingles of a document; called on any thread, once for each.
  package init(count: Int, threads: Int, _ shingles: @Sendable (Int) -> Shingles) {
    blocks = parallelMap(count: count, chunk: Self.size, threads: threads) { documents in
      var block = Block()
      for document in documents {
        block.hashes += shingles(document).hashes
        block.ends.append(block.hashes.count)
      }
      return block
    }
  }

  /// The Jaccard similarity of two documents if it is `threshold` or more, else nil.
  ///
  /// - Complexity: as that of ``Shingles/similarity(to:)``.
  package func similarity(of a: Int, to b: Int, atLeast threshold: Double) -> Double? {
    let (first, second) = (place(a), place(b))
    let (own, other) = (blocks[first.block].hashes, blocks[second.block].hashes)
    return Shingles.similarity(
      of: own.span.extracting(first.range), to: other.span.extracting(second.range),
      atLeast: threshold)
  }

  /// Where the hashes of a document are.
  private func place(_ document: Int) -> (block: Int, range: Range<Int>) {
    let (block, index) = (document / Self.size, document % Self.size)
    let ends = blocks[block].ends
    return (block, (index == 0 ? 0 : ends[index - 1])..<ends[index])
  }
}
