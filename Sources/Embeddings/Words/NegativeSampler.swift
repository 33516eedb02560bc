import Glibc
import LinearAlgebra

/// Draws words that serve as negative examples: each with a probability proportional to its count to the
/// power of ¾ ([Mikolov et al. 2013]).
///
/// By the alias method ([Vose 1991]): a word is drawn evenly and, with a probability of its own, exchanged
/// for another. One random number and two reads make a draw, whatever the size of the vocabulary.
///
/// [Mikolov et al. 2013]: https://arxiv.org/abs/1310.4546
/// [Vose 1991]: https://doi.org/10.1109/32.92917
package struct NegativeSampler: Sendable {
  private struct Column: Sendable {
    /// The word is kept if 32 random bits are below this.
    var share: UInt32
    /// What it is exchanged for otherwise.
    var other: Int32
  }

  private let columns: [Column]

  /// Prepares to draw words with these counts.
  ///
  /// - Complexity: O(*n*) in the words.
  package init(counts: [Int], power: Double = 0.75) {
    let weights = counts.map { pow(Double(max(0, $0)), power) }
    let total = weights.reduce(0, +)
    let words = Double(counts.count)
    var shares = weights.map { total > 0 ? $0 * words / total : 1 }
    var columns = counts.indices.map { Column(share: .max, other: Int32($0)) }
    var (small, large): ([Int], [Int]) = ([], [])
    for word in shares.indices {
      if shares[word] < 1 { small.append(word) } else { large.append(word) }
    }
    while let word = small.popLast(), let giver = large.popLast() {
      columns[word] = Column(share: UInt32(shares[word] * 0x1p32), other: Int32(giver))
      shares[giver] -= 1 - shares[word]
      if shares[giver] < 1 { small.append(giver) } else { large.append(giver) }
    }
    self.columns = columns
  }

  /// Draws a word.
  ///
  /// - Complexity: O(1)
  package func draw(_ generator: inout KeyedGenerator) -> Int32 {
    let bits = generator.next()
    let word = Int(((bits >> 32) * UInt64(columns.count)) >> 32)
    let column = columns[word]
    return UInt32(truncatingIfNeeded: bits) < column.share ? Int32(word) : column.other
  }
}
