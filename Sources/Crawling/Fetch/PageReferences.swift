/// Where a page leads on its host, as it says so.
///
/// A page has hundreds of references, most of which other pages have, too. So their bytes lie one after
/// another, and only what is new in a walk becomes a string.
struct PageReferences: Sendable {
  /// The address that answered.
  let address: WebAddress
  /// What the references are relative to.
  var base: WebAddress
  private var bytes: [UInt8] = []
  /// Where each reference ends in `bytes`.
  private var ends: [Int] = []

  init(_ address: WebAddress) { (self.address, base) = (address, address) }

  /// The number of references.
  var count: Int { ends.count }

  /// The bytes of memory that they take, about.
  var size: Int { bytes.capacity + MemoryLayout<Int>.size * ends.capacity }

  /// A reference in the order of the page, in UTF-8 as far as the page was.
  subscript(index: Int) -> Span<UInt8> {
    @_lifetime(borrow self) get {
      bytes.span.extracting((index == 0 ? 0 : ends[index - 1])..<ends[index])
    }
  }

  /// Adds a reference without the control characters in it, unless it leads to a place in the page or
  /// plainly to another host.
  mutating func append(_ reference: Span<UInt8>) {
    if reference.has("#", at: 0) { return }
    if namesAnotherHost(reference, than: address) { return }
    for index in reference.indices {
      let byte = reference[index]
      if byte >= 0x20, byte != 0x7F { bytes.append(byte) }
    }
    ends.append(bytes.count)
  }
}

extension WebAddress {
  /// Whether two addresses are of one host; that a site answers with or without TLS does not matter.
  func isOnHost(of other: WebAddress) -> Bool {
    let usual: Set = [80, 443]
    return host == other.host
      && (port == other.port || usual.contains(port) && usual.contains(other.port))
  }
}

/// Whether a reference plainly names another host than that of an address. It spares most references to
/// the rest of the web the parsing; what is not plain is for ``WebAddress`` to tell.
private func namesAnotherHost(_ reference: Span<UInt8>, than address: WebAddress) -> Bool {
  guard reference.has("http", at: 0) else { return false }
  let colon = reference.count > 4 && reference[4] == UInt8(ascii: "s") ? 5 : 4
  guard reference.has("://", at: colon) else { return false }
  let start = colon + 3
  var end = start
  while end < reference.count, isOfPlainName(reference[end]) { end += 1 }
  // A port, a user or capitals may follow; a last label of digits may be a number for an address.
  let isWhole = end == reference.count || "/?#".utf8.contains(reference[end])
  guard isWhole, end > start, (0x61...0x7A).contains(reference[end - 1]) else { return false }
  let host = address.host.utf8.span
  guard host.count == end - start else { return true }
  return host.indices.contains { host[$0] != reference[start + $0] }
}

/// Whether a byte is a small letter, a digit, a hyphen or a dot.
private func isOfPlainName(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
}
