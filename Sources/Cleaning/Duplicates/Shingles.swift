/// The distinct shingles of a text: short pieces of its words, each as 32 bits of a hash.
///
/// Case, punctuation and everything else but letters and digits leave no trace. A shingle is a run of
/// some characters of one word with a blank before and after it, so that a changed word takes only its
/// own shingles with it and not those of its neighbors, and a typing mistake not even all of those.
/// Shingles over blanks, as Broder's were over words ([Broder 1997]), lose twice as many: too many for
/// the short texts that people post. What that costs, the order of the words, hardly ever tells two
/// long texts apart.
///
/// A short text is a shingle by itself, whole and in order: it resembles its equals and nothing else.
/// Of *Happy birthday, Tom!* and *Happy birthday, Ann!* neither repeats the other.
///
/// [Broder 1997]: https://doi.org/10.1109/SEQUEN.1997.666900
public struct Shingles: Equatable, Sendable {
  /// The hashes, ascending; none for a text without letters and digits.
  public let hashes: [UInt32]

  /// The shingles of the texts in `parts`, such as a title and a text.
  ///
  /// - Parameters:
  ///   - parts: The texts, each UTF-8.
  ///   - length: The number of characters of a shingle, the blanks around a word counted.
  ///   - minimum: A text with fewer shingles, repetitions counted, is one by itself.
  /// - Complexity: O(*n*) in the characters, expected.
  public init(_ parts: [String], length: Int = 4, minimum: Int = 32) {
    hashes = ShingleScanner(length: length).shingles(parts, minimum: minimum).distinctHashes()
  }

  /// The Jaccard similarity: how many shingles are in both texts, divided by how many are in either.
  ///
  /// - Returns: A number from 0 to 1; 0 if neither has any.
  /// - Complexity: O(*m* + *n*)
  public func similarity(to other: Shingles) -> Double {
    Self.similarity(of: hashes.span, to: other.hashes.span, atLeast: 0) ?? 0
  }

  /// The Jaccard similarity of two ascending lists of distinct hashes if it is `threshold` or more, else
  /// nil.
  ///
  /// - Complexity: O(*m* + *n*), and much less for texts that have little in common.
  static func similarity(
    of a: borrowing Span<UInt32>, to b: borrowing Span<UInt32>, atLeast threshold: Double
  ) -> Double? {
    let total = a.count + b.count
    // Of *c* shingles in both and *n* in all, *c* ÷ (*n* − *c*) must reach the threshold; one less than
    // that is sure to be too little, whatever the rounding.
    let needed = Int(threshold / (1 + threshold) * Double(total)) - 1
    let spare = a.count - needed
    guard min(a.count, b.count) >= needed else { return nil }
    var (i, j, common) = (0, 0, 0)
    while i < a.count, j < b.count {
      let (x, y) = (a[i], b[j])
      common += x == y ? 1 : 0
      i += x <= y ? 1 : 0
      j += y <= x ? 1 : 0
      if i - common > spare { return nil }
    }
    let union = total - common
    let similarity = union == 0 ? 0 : Double(common) / Double(union)
    return similarity >= threshold ? similarity : nil
  }
}
