import Artifacts
import Synchronization

/// Finds where pages lead: while their bodies are at hand, or else in the store.
///
/// Reading a page again (inflating and checking it) takes as long as finding its links. So those of pages
/// that arrive are kept until they are asked for, up to a limit of memory.
public final class LinkFinder: Sendable {
  private let links: FollowedLinks
  private let found = Mutex(Found())

  /// What was found in pages and not asked for yet.
  private struct Found {
    /// Of each page, by its address, the digest of its body and where it leads.
    private var pages: [String: (sha256: String, references: PageReferences?)] = [:]
    /// The bytes of memory that it takes, about.
    private(set) var size = 0
    /// Whether nobody will ask any more.
    var isOver = false

    mutating func keep(_ references: PageReferences?, of page: ArrivedPage) {
      _ = take(page.url)
      pages[page.url] = (page.sha256, references)
      size += Self.size(of: references)
    }

    mutating func take(_ url: String) -> (sha256: String, references: PageReferences?)? {
      guard let page = pages.removeValue(forKey: url) else { return nil }
      size -= Self.size(of: page.references)
      return page
    }

    /// The bytes of a page; beside its references a few hundred.
    private static func size(of references: PageReferences?) -> Int {
      512 + (references?.size ?? 0)
    }
  }

  /// The bytes of references that are kept: those of a few thousand pages.
  private static let largestSize = 64 << 20

  init(_ links: FollowedLinks) { self.links = links }

  /// The bytes of what is kept.
  package var size: Int { found.withLock(\.size) }

  /// The bytes of a page from which on it is left to be read from the store, while no answer waits.
  private static let largestPage = 2 << 20

  /// Finds where a page leads that arrives, if there is room to keep it. For any thread.
  ///
  /// - Complexity: O(*n*) in the bytes of the page.
  public func read(_ page: ArrivedPage) {
    guard page.body.bytes.count <= Self.largestPage,
      found.withLock({ !$0.isOver && $0.size < Self.largestSize })
    else { return }
    let references = references(in: page.body, asked: page.url, answered: page.finalURL)
    found.withLock { $0.keep(references, of: page) }
  }

  /// Forgets what nobody asked for, and, if it was the last time, finds nothing any more.
  func forget(isLast: Bool) {
    found.withLock {
      $0 = Found()
      $0.isOver = isLast
    }
  }

  /// Where a page leads; nil if it was redirected to another host, which is out of a walk.
  ///
  /// - Throws: ``FileError`` if it has to be read from the store and cannot be.
  func references(of page: StoredPage, in store: StoredPages) throws(FileError) -> PageReferences? {
    let known = found.withLock { $0.take(page.url) }
    if let known, known.sha256 == page.sha256 { return known.references }
    return references(in: try store.body(of: page), asked: page.url, answered: page.finalURL)
  }

  private func references(
    in body: StoredPages.Body, asked: String, answered: String
  ) -> PageReferences? {
    guard let asked = WebAddress(asked), let address = WebAddress(answered),
      address.isOnHost(of: asked)
    else { return nil }
    return links.references(in: body, at: address)
  }
}
