import Artifacts
import Crawling
import Synchronization
import TestSupport
import Testing

@Suite struct PreparedAnswersTests {
  private let folder: TemporaryFolder
  private let urls = (0..<12).map { "http://example.org/\($0)" }

  init() throws { folder = try TemporaryFolder() }

  private func outcomes(_ numbers: Range<Int>) -> [AddressOutcome] {
    numbers.map { number in
      // Addresses without an answer stand between them.
      number % 3 == 2
        ? AddressOutcome(.rejected(code: "status", detail: "404"), of: urls[number])
        : AddressOutcome(
          .fetched([StoreSample.answer(urls[number], "<p>\(number)</p>")]), of: urls[number])
    }
  }

  private func open(_ options: StoreOptions = StoreSample.options) throws -> CrawlStore {
    var store = try CrawlStore(path: folder.path, options)
    _ = try store.enqueue(urls.map { StoreSample.entry($0) }, refresh: false)
    return store
  }

  /// The bodies of the pages in the store, and the number of its rejects.
  private func contents() throws -> (bodies: [String: String], rejects: Int) {
    let pages = try StoredPages(store: folder.path)
    var bodies: [String: String] = [:]
    for page in pages.all {
      bodies[page.url] = String(decoding: try pages.body(of: page).bytes, as: UTF8.self)
    }
    return (bodies, pages.rejects.count)
  }

  private func expectAll() throws {
    let (bodies, rejects) = try contents()
    let kept = (0..<12).filter { $0 % 3 != 2 }
    #expect(bodies == Dictionary(uniqueKeysWithValues: kept.map { (urls[$0], "<p>\($0)</p>") }))
    #expect(rejects == 4)
    #expect(try StoreVerification(store: folder.path, deep: true).problems == [])
  }

  @Test(arguments: [1, 3])
  func `what was prepared is recorded, several batches on the way`(threads: Int) throws {
    var options = StoreSample.options
    options.threads = threads
    var store = try open(options)
    try store.prepare(outcomes(0..<5))
    try store.prepare(outcomes(5..<6))
    try store.record(outcomes(0..<5))
    try store.prepare(outcomes(6..<9))
    try store.record(outcomes(5..<6))
    try store.record(outcomes(6..<9))
    try store.record(outcomes(9..<12))
    try store.close()
    try expectAll()
  }

  @Test func `nothing is in the store before it is recorded`() throws {
    var store = try open()
    try store.prepare(outcomes(0..<12))
    #expect(try contents().bodies.isEmpty)
    try store.close()
    #expect(try contents().bodies.isEmpty)
    #expect(try StoreVerification(store: folder.path, deep: true).problems == [])
  }

  @Test func `records that were prepared for a file that is closed go to the next one`() throws {
    var options = StoreSample.options
    options.largestWARC = 1
    var store = try open(options)
    try store.prepare(outcomes(0..<6))
    try store.prepare(outcomes(6..<12))
    try store.record(outcomes(0..<6))
    try store.record(outcomes(6..<12))
    try store.close()
    try expectAll()
    let files = try StoreSample.warcs(folder.path)
    #expect(files.count == 2)
    for file in files {
      let records = try StoreSample.records(file)
      let own = records[0].head["WARC-Record-ID"]
      #expect(records.dropFirst().allSatisfy { $0.head["WARC-Warcinfo-ID"] == own })
    }
  }

  @Test func `each new page is told of once, on whatever thread`() throws {
    let told = Mutex<[String]>([])
    var options = StoreSample.options
    options.threads = 2
    options.onArrival = { page in told.withLock { $0.append(page.url + page.sha256) } }
    for _ in 0..<2 {
      var store = try open(options)
      try store.prepare(outcomes(0..<12))
      try store.record(outcomes(0..<12))
      try store.close()
    }
    let pages = try StoredPages(store: folder.path).all
    #expect(told.withLock { $0.sorted() } == pages.map { $0.url + $0.sha256 }.sorted())
  }
}
