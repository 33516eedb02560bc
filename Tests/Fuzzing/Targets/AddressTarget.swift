import Crawling

extension FuzzTarget {
  /// Addresses and references: ``WebAddress``.
  static let address = FuzzTarget(
    "address",
    law: "an address that is read again stays as it is, and resolving it changes nothing",
    seeds: [
      "https://en.wikipedia.org/wiki/War%20and_Peace?utm_source=x#top",
      "http://127.0.0.1:8080/a/../b",
      "//[::ffff:10.0.0.1]/x", "http://2130706433/", "/w/index.php?title=X&redlink=1",
      "http://bücher.example/%C3%A4?q=%2F", "http:\\\\example.org\\a\\..\\b",
      "https://en.m.wikipedia.org/wiki/_x__y_",
    ],
    words: [
      "http://", "https:", "//", "/", "\\", "..", ".", "%2e", "%", "%2F", "?", "#", "@", ":", "[",
      "]", "::1", "127.0.0.1", "0x7f", "017", "a", "ö", "\t", " ", "utm_a=b", "&",
      "en.wikipedia.org/wiki/", "en.m.wikipedia.org", "%20", "_", "[::ffff:1.2.3.4]", "65535",
      "00080", "xn--", "xn--bcher-kva", "。", "\u{AD}", "ß", "%C3%9F", "wiki/", "facebook.com",
      "localhost", "\u{1F600}", "％４１",
    ]
  ) { bytes throws(Violation) in
    let text = String(decoding: bytes, as: UTF8.self)
    var outcome = ""
    for address in [WebAddress(text), WebAddress("http://" + text), base?.resolving(text)] {
      guard let address else {
        outcome += "none "
        continue
      }
      outcome += try check(address)
    }
    return outcome
  }

  private static let base = WebAddress("http://example.org/a/b?c")

  private static func check(_ address: WebAddress) throws(Violation) -> String {
    let text = address.string
    try require(WebAddress(text) == address, "\(text) is \(WebAddress(text)?.string ?? "none")")
    try require(text.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "\(text) holds a strange byte")
    try require(text.utf8.count <= 2083, "\(text) is too long")
    try require(base?.resolving(text) == address, "\(text) depends on where it stands")
    try require(address.resolving("#x") == address, "\(text) is left by a fragment")
    // Two slashes at the beginning of a reference are a host's.
    let isHost = address.path.hasPrefix("//")
    try require(isHost || address.resolving(address.path) == address, "\(text) is left by its path")
    try require(!address.group.isEmpty && !address.host.isEmpty, "\(text) has no group")
    let refusal = options.refusalReason(of: address)?.code ?? "open"
    let shape = [
      address.path.contains("?"), address.path.contains("%"), address.host.contains("xn--"),
    ]
    return "\(address.scheme) \(address.host.first ?? " ") \(refusal) \(shape) "
  }

  private static let options = FetchOptions(version: "0", contact: nil)
}
