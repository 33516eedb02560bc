import Artifacts
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
  private let links: FollowedLinks
  private let threads: Int
  private var left: Int
  private var level: [String]
  private var seen: Set<String>

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
    self.links = links
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
      for addresses in try addresses(in: slice, store) {
        for address in addresses where seen.insert(address).inserted { level.append(address) }
      }
    }
    return level.isEmpty ? nil : level
  }

  /// The addresses that each of some pages links to.
  private func addresses(
    in pages: ArraySlice<StoredPage>, _ store: StoredPages
  ) throws(FileError) -> [[String]] {
    let results = parallelMap(count: pages.count, chunk: 1, threads: threads) {
      range -> Result<[String], FileError> in
      Result { () throws(FileError) in
        try addresses(in: pages[pages.startIndex + range.lowerBound], store)
      }
    }
    var found: [[String]] = []
    for result in results { found.append(try result.get()) }
    return found
  }
  /// The addresses that a page links to.
  private func addresses(
    in page: StoredPage, _ store: StoredPages
  ) throws(FileError) -> [String] {
    // A redirect to another host leads out of the walk.
    guard let asked = WebAddress(page.url), let address = WebAddress(page.finalURL),
      address.isOnHost(of: asked)
    else { return [] }
    return links.addresses(in: try store.body(of: page), at: address).map(\.string)
  }
}
