import LinearAlgebra

/// Finds documents that repeat an earlier one with a few words changed.
///
///     var duplicates = NearDuplicates(NearDuplicates.Options())
///     for text in texts { duplicates.append(duplicates.sketch(of: [text])) }
///     let originals = duplicates.originals(threads: 2) { [texts[$0]] }
///
/// Documents are taken in the order they were appended. Each one is compared with those before it that
/// stayed, and the first of them that is similar enough is its original; if there is none, it stays.
/// So what is left out resembles something that stays, and no two that stay resemble each other.
/// Connected components promise neither: texts that change a little every day form one long chain,
/// and all but its first day would go.
///
/// Who is compared with whom is decided by MinHash signatures cut into bands, and by the exact Jaccard
/// similarity of the shingles what comes of it. Memory: four bytes a document and band, and the
/// shingles of those documents that share a bucket.
public struct NearDuplicates: Sendable {
  /// What makes two documents near duplicates.
  public struct Options: Sendable, Equatable {
    /// The smallest similarity of near duplicates, from 0.3 to 1.
    public var threshold = 0.65
    /// The number of characters of a shingle.
    public var shingleLength = 4
    /// Texts with fewer shingles, some eight words, only repeat their equals.
    public var minimumShingles = 32

    /// Creates the standard options.
    public init() {}
  }

  /// The document that another one repeats.
  public struct Original: Equatable, Sendable {
    /// Its position.
    public let document: Int
    /// The Jaccard similarity of the two.
    public let similarity: Double
  }

  /// What is kept of a document's text: the keys of its buckets.
  public struct Sketch: Sendable {
    let keys: [UInt32]
  }

  private let options: Options
  private let banding: Banding
  private let scanner: ShingleScanner
  private var chains: BucketChains
  private var groups: [UInt64] = []

  /// Creates a finder that has seen no documents.
  public init(_ options: Options) {
    self.options = options
    banding = Banding(threshold: options.threshold)
    scanner = ShingleScanner(length: options.shingleLength)
    chains = BucketChains(bands: banding.bands)
  }

  /// The sketch of a document; may be called on any thread.
  ///
  /// - Parameters:
  ///   - parts: The texts of the document.
  ///   - group: Documents of different groups are never duplicates.
  /// - Returns: The sketch, for ``append(_:group:)``.
  /// - Complexity: O(*n*) in the characters.
  public func sketch(of parts: [String], group: UInt64 = 0) -> Sketch {
    let shingles = scanner.shingles(parts, minimum: options.minimumShingles)
    guard !shingles.isEmpty else { return Sketch(keys: []) }
    return Sketch(keys: banding.keys(of: MinHash.signature(of: shingles), group: group))
  }

  /// Adds the next document.
  public mutating func append(_ sketch: Sketch, group: UInt64 = 0) {
    chains.append(sketch.keys)
    groups.append(group)
  }

  /// The original of each document, nil for those that stay.
  ///
  /// - Parameters:
  ///   - threads: The number of threads; the result does not depend on it.
  ///   - parts: Gives the texts of a document again, instead of all texts being kept; called on any
  ///     thread, once for each document that shares a bucket.
  /// - Returns: One original or nil for each document.
  /// - Complexity: O(*bands* · *documents*) and a comparison for each pair that shares a bucket.
  public consuming func originals(
    threads: Int, parts: @Sendable (Int) -> [String]
  ) -> [Original?] {
    chains.link(threads: threads)
    let candidates = chains.shared
    let (finder, count) = (self, chains.count)
    let shingles = ShingleBlocks(count: candidates.count, threads: threads) {
      finder.shingles(of: parts(candidates[$0]))
    }
    let parts = BucketParts(finder.chains, candidates, count: Self.parts).parts
    let decided = parallelMap(count: parts.count, chunk: 1, threads: threads) { range in
      finder.decided(parts[range.lowerBound], of: candidates, shingles)
    }
    var originals = [Original?](repeating: nil, count: count)
    for (part, decisions) in zip(parts, decided) {
      for (position, decision) in zip(part, decisions) {
        guard let decision else { continue }
        originals[candidates[position]] = Original(
          document: candidates[part[decision.document]], similarity: decision.similarity)
      }
    }
    return originals
  }

  /// How many parts the deciding is divided into; each takes four bytes a document.
  private static let parts = 16

  /// The original of each document of a part, both by their positions in it.
  ///
  /// - Parameters:
  ///   - part: The positions among the candidates of some that share no bucket with the others, ascending.
  ///   - candidates: The documents that share a bucket.
  ///   - shingles: The shingles of each candidate.
  /// - Returns: One original or nil for each document of the part.
  private func decided(
    _ part: [Int], of candidates: [Int], _ shingles: ShingleBlocks
  ) -> [Original?] {
    var links = BucketLinks(chains, part.map { candidates[$0] })
    var originals = [Original?](repeating: nil, count: part.count)
    var meetings = Meetings(documents: part.count)
    for document in part.indices {
      for band in 0..<banding.bands {
        // The documents before have been decided: what their links lead to stays.
        if let previous = links[document, band], originals[previous] != nil {
          links[document, band] = links[previous, band]
        }
        meetings.add(links, document, band)
      }
      let group = groups[candidates[part[document]]]
      for other in meetings.next() where groups[candidates[part[other]]] == group {
        let similarity = shingles.similarity(
          of: part[document], to: part[other], atLeast: options.threshold)
        guard let similarity else { continue }
        originals[document] = Original(document: other, similarity: similarity)
        break
      }
    }
    return originals
  }

  private func shingles(of parts: [String]) -> Shingles {
    Shingles(parts, length: options.shingleLength, minimum: options.minimumShingles)
  }
}
