import CLibXML2

/// The addresses of a sitemap, or of an index of sitemaps (sitemaps.org protocol 0.9).
///
/// Read with libxml2's pull parser: no network, no external definitions, no entities beyond those
/// of XML itself.
package struct Sitemap: Equatable {
  /// The addresses of pages.
  package private(set) var pages: [String] = []
  /// The addresses of further sitemaps.
  package private(set) var sitemaps: [String] = []

  /// Reads a sitemap in XML, or a text with an address a line; nil for anything else.
  ///
  /// - Parameters:
  ///   - bytes: The sitemap, inflated.
  ///   - limit: The number of addresses that are read; further ones are left out.
  package init?(_ bytes: [UInt8], limit: Int) {
    let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    guard first == UInt8(ascii: "<") else {
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      pages = lines.prefix(limit).map { collapsed($0) }.filter { WebAddress($0) != nil }
      if pages.isEmpty { return nil }
      return
    }
    guard read(bytes, limit: limit) else { return nil }
  }

  /// Reads XML; false if it is malformed or no sitemap.
  @safe private mutating func read(_ bytes: [UInt8], limit: Int) -> Bool {
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    return unsafe bytes.withUnsafeBytes { buffer in
      guard
        let reader = unsafe xmlReaderForMemory(
          buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
          Int32(options))
      else { return false }
      defer { unsafe xmlFreeTextReader(reader) }
      return unsafe read(reader, limit: limit)
    }
  }

  private mutating func read(_ reader: xmlTextReaderPtr, limit: Int) -> Bool {
    var path: [String] = []
    var text = ""
    while pages.count + sitemaps.count < limit {
      let code = unsafe xmlTextReaderRead(reader)
      if code == 0 { return !pages.isEmpty || !sitemaps.isEmpty || path == [] }
      if code < 0 { return false }
      switch unsafe xmlTextReaderNodeType(reader) {
      case Int32(XML_READER_TYPE_ELEMENT.rawValue):
        let name = unsafe string(xmlTextReaderConstLocalName(reader))
        if path.isEmpty, name != "urlset", name != "sitemapindex" { return false }
        if unsafe xmlTextReaderIsEmptyElement(reader) == 0 { path.append(name) }
        text = ""
      case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue):
        unsafe text += string(xmlTextReaderConstValue(reader))
      case Int32(XML_READER_TYPE_END_ELEMENT.rawValue):
        if path == ["urlset", "url", "loc"] { pages.append(collapsed(text)) }
        if path == ["sitemapindex", "sitemap", "loc"] { sitemaps.append(collapsed(text)) }
        _ = path.popLast()
        text = ""
      default: continue
      }
    }
    return true
  }

  private func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
    unsafe pointer.map { unsafe String(cString: $0) } ?? ""
  }
}

extension Fetcher where Journal: ~Copyable {
  /// Adds the addresses of a sitemap, those of its own host only.
  mutating func completeSitemap(_ task: FetchTask, depth: Int, _ result: TransferResult) throws {
    let limits = options.limits
    switch result.status {
    case .failure(let failure): try retrySitemap(task, failure, pause: nil)
    case .success where result.head.redirect != nil && task.hops < limits.redirects:
      try follow(task, result)
    case .success(200):
      guard let bytes = unzipped(result.transfer.decoder?.kept ?? []),
        let sitemap = Sitemap(bytes, limit: limits.sitemapAddresses)
      else { return try settle(task, FetchFailure(.notHTML, "nor a sitemap")) }
      try add(sitemap, of: task, depth: depth)
    case .success(let status):
      let isTransient = status == 429 || status >= 500
      try retrySitemap(
        task, FetchFailure(.status, "status \(status)", isTransient: isTransient, status: status),
        pause: isTransient ? retrySeconds(result) : nil)
    }
  }

  private mutating func add(_ sitemap: Sitemap, of task: FetchTask, depth: Int) throws {
    let origin = task.target
    let pages = sitemap.pages.compactMap { WebAddress($0) }.filter { $0.host == origin.host }
    let entries = pages.map { FrontierEntry(url: $0.string, group: $0.group) }
    _ = try journal.enqueue(entries, refresh: options.refresh)
    for entry in entries { queue(try site(entry.group)) }
    events.append(.sitemap(url: task.url, addresses: entries.count))
    guard depth < options.limits.sitemapDepth else { return }
    for address in sitemap.sitemaps.compactMap({ WebAddress($0) }) where address.host == origin.host
    {
      try advance(FetchTask(.sitemap(depth: depth + 1), address))
    }
  }

  private mutating func retrySitemap(
    _ task: FetchTask, _ failure: FetchFailure, pause asked: Double?
  ) throws {
    let site = try site(task.target.group)
    if let asked { try park(site, asked) }
    let pause =
      asked
      ?? backoff(
        attempt: task.attempt, of: task.url, seed: options.seed, options.limits)
    guard failure.isTransient, task.attempt < options.limits.robotsAttempts, pause <= 60,
      let start = WebAddress(task.url)
    else { return try settle(task, failure) }
    site.rest(pause)
    task.restart(at: start)
    try advance(task)
  }

  /// A `sitemap.xml.gz`, which is compressed as a file, not as a body; nil beyond the limits.
  private func unzipped(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
    let limits = options.limits
    let decoder = BodyDecoder(
      .gzip, keeping: limits.sitemapBytes, limit: limits.sitemapBytes, ratio: limits.ratio)
    return decoder.append(bytes.span) == nil && decoder.isComplete ? decoder.kept : nil
  }
}
