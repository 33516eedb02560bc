import Artifacts
import DocumentTerms
import LinearAlgebra

/// A walk from pages to those that they link to, breadth first.
///
///     var walk = LinkWalk(.wikilinks, depth: 1, from: seeds)
///     // Fetch the seeds into the store, then:
///     while let level = try walk.next(store: path) { /* fetch the level */ }
///
/// A level is what the pages of the one before link to and no earlier level holds, in their order: it
/// depends on the pages alone, not on when they came. So nothing but the pages needs to be kept: a walk
/// that is begun again over the same store goes the same way, and a crawl that was killed is continued
/// where it was.
public struct LinkWalk: Sendable {
  /// Finds where pages lead. Told of pages when they arrive, it need not read them again.
  public let finder: LinkFinder
  private let threads: Int
  private var left: Int
  private var level: [String]
  private var seen: Set<String>
  /// The references from the root of a site that were followed, and the site.
  private var walked: TermIndex
  private var walkedOrigin = ""
  private let hashSeed: UInt64

  /// The pages that are read at once.
  private static let slice = 256

  /// Creates a walk.
  ///
  /// - Parameters:
  ///   - links: Which links to follow.
  ///   - depth: How many links away from the seeds to go.
  ///   - seeds: The addresses to begin with; what is none is left out.
  ///   - threads: How many pages are read at the same time.
  public init(_ links: FollowedLinks, depth: Int, from seeds: [String], threads: Int = 1) {
    finder = LinkFinder(links)
    // A site could choose its references so that all lie at one place of a hash table.
    hashSeed = UInt64.random(in: 0...UInt64.max)
    walked = TermIndex(seed: hashSeed)
    self.threads = threads
    left = depth
    seen = []
    level = []
    for seed in seeds.compactMap({ WebAddress($0)?.string }) where seen.insert(seed).inserted {
      level.append(seed)
    }
  }

  /// Goes on to the next level.
  ///
  /// - Parameter path: The store, which has the pages of the level before, as far as they could be had.
  /// - Returns: The addresses of the level; nil if there are none, or they are too far away.
  /// - Throws: ``FileError`` if the store cannot be read.
  /// - Complexity: O(*n* log *n* + *m*) for a store of *n* pages and *m* bytes of pages in the level.
  public mutating func next(store path: String) throws(FileError) -> [String]? {
    guard left > 0, !level.isEmpty else { return nil }
    left -= 1
    let store = try StoredPages(store: path)
    let places = Dictionary(uniqueKeysWithValues: store.all.indices.map { (store.all[$0].url, $0) })
    let pages = level.compactMap { places[$0].map { store.all[$0] } }
    level = []
    for start in stride(from: 0, to: pages.count, by: Self.slice) {
      let slice = pages[start..<min(start + Self.slice, pages.count)]
      for page in try references(in: slice, store) { follow(page) }
    }
    // What is left are pages of no level. Those of the last one lead nowhere.
    finder.forget(isLast: left == 0)
    return level.isEmpty ? nil : level
  }

  /// Adds to the level where a page leads on its host, but for what was there before.
  private mutating func follow(_ page: PageReferences) {
    let origin = page.base.origin
    if origin != walkedOrigin { (walkedOrigin, walked) = (origin, TermIndex(seed: hashSeed)) }
    // Other references lead elsewhere from another page.
    var relative = TermIndex(seed: hashSeed)
    for index in 0..<page.count {
      let reference = page[index]
      let isRooted = reference.has("/", at: 0) && !reference.has("//", at: 0)
      guard isRooted ? walked.inserts(reference) : relative.inserts(reference),
        let address = page.base.resolving(reference.text(reference.indices)),
        address.isOnHost(of: page.address), address.string != page.address.string
      else { continue }
      if seen.insert(address.string).inserted { level.append(address.string) }
    }
  }

  /// Where each of some pages leads.
  private func references(
    in pages: ArraySlice<StoredPage>, _ store: StoredPages
  ) throws(FileError) -> [PageReferences] {
    let results = parallelMap(count: pages.count, chunk: 1, threads: threads) {
      range -> Result<PageReferences?, FileError> in
      Result { () throws(FileError) in
        try finder.references(of: pages[pages.startIndex + range.lowerBound], in: store)
      }
    }
    var found: [PageReferences] = []
    for result in results {
      if let references = try result.get() { found.append(references) }
    }
    return found
  }
}

extension TermIndex {
  /// Adds a term; false if it was there before.
  fileprivate mutating func inserts(_ term: Span<UInt8>) -> Bool {
    let before = count
    return number(of: term) == before
  }
}
