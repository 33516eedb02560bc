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
  /// The references from the root of a site that were followed, and the site.
  private var walked: Set<String> = []
  private var walkedOrigin = ""

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
      for page in try references(in: slice, store) { follow(page) }
    }
    return level.isEmpty ? nil : level
  }

  /// Adds to the level where a page leads on its host, but for what was there before.
  private mutating func follow(_ page: PageReferences) {
    let origin = page.base.origin
    if origin != walkedOrigin { (walkedOrigin, walked) = (origin, []) }
    for reference in page.references {
      // A path from the root leads to one place from every page of a site, and most were seen before.
      let isRooted = reference.hasPrefix("/") && !reference.hasPrefix("//")
      if isRooted, !walked.insert(reference).inserted { continue }
      if namesAnotherHost(reference, than: page.address) { continue }
      guard let address = page.base.resolving(reference), address.isOnHost(of: page.address),
        address.string != page.address.string
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
        try references(in: pages[pages.startIndex + range.lowerBound], store)
      }
    }
    var found: [PageReferences] = []
    for result in results {
      if let references = try result.get() { found.append(references) }
    }
    return found
  }

  /// Where a page leads; nil if it was redirected to another host, which is out of the walk.
  private func references(
    in page: StoredPage, _ store: StoredPages
  ) throws(FileError) -> PageReferences? {
    guard let asked = WebAddress(page.url), let address = WebAddress(page.finalURL),
      address.isOnHost(of: asked)
    else { return nil }
    return links.references(in: try store.body(of: page), at: address)
  }
}

/// Whether a reference plainly names another host than that of an address. It spares most references to
/// the rest of the web the parsing; what is not plain is for ``WebAddress`` to tell.
private func namesAnotherHost(_ reference: String, than address: WebAddress) -> Bool {
  guard let scheme = ["https://", "http://"].first(where: reference.hasPrefix) else { return false }
  let rest = reference.utf8.dropFirst(scheme.utf8.count)
  let name = rest.prefix { byte in
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
  }
  // A port, a user or capitals may follow; a last label of digits may be a number for an address.
  let ends = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")]
  guard rest.dropFirst(name.count).first.map(ends.contains) ?? true,
    let last = name.last, (0x61...0x7A).contains(last)
  else { return false }
  return !name.elementsEqual(address.host.utf8)
}
