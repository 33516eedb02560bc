import Artifacts

/// A line of a CDXJ index: `org,example)/a 20261121064909 {"url": …}`, as pywb and warcio write it.
struct CDXJ {
  /// The record.
  var url: String
  var date: Timestamp
  /// The media type without parameters; `warc/revisit` of a revisit.
  var mime: String
  var status: Int
  /// The SHA-256 of the body, in hexadecimal.
  var payload: String
  /// The bytes of the member, and where it begins.
  var length: Int
  var offset: Int
  /// The name of the WARC file.
  var file: String

  /// The line without its end.
  var line: String {
    let values = [
      ("url", url), ("mime", mime), ("status", "\(status)"), ("digest", "sha256:\(payload)"),
      ("length", "\(length)"), ("offset", "\(offset)"), ("filename", file),
    ]
    let json = values.map { "\"\($0)\": \"\(jsonEscaped($1))\"" }.joined(separator: ", ")
    return "\(sortKey(of: url)) \(date.compact) {\(json)}"
  }

  /// The whole index: the lines in the order of `LC_ALL=C sort`.
  static func index(_ entries: [CDXJ]) -> String {
    let lines = entries.map(\.line)
    return bytewiseOrder(lines).map { lines[$0] + "\n" }.joined()
  }
}

/// The sort-friendly form of an address (SURT): host backwards, no scheme, no `www.`, lower case, the
/// parts of the query sorted.
///
/// Of the rules of the Internet Archive those are left out that guess, such as dropping session ids.
func sortKey(of url: String) -> String {
  let schemes = ["http://", "https://"]
  guard let scheme = schemes.first(where: { url.hasPrefix($0) }) else { return url }
  let rest = url.dropFirst(scheme.count).lowercased().prefix { $0 != "#" }
  let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
  var host = rest[..<end]
  let standardPort = scheme == "http://" ? ":80" : ":443"
  if host.hasSuffix(standardPort) { host = host.dropLast(standardPort.count) }
  if host.hasPrefix("www.") { host = host.dropFirst(4) }
  let parts = rest[end...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
  let path = parts.first.map { $0.isEmpty ? "/" : $0 } ?? "/"
  let query = parts.count > 1 ? "?" + sortedQuery(parts[1]) : ""
  return reversed(host) + ")" + path + query
}

private func sortedQuery(_ query: Substring) -> String {
  query.split(separator: "&", omittingEmptySubsequences: false).map(String.init)
    .sorted(by: precedesBytewise).joined(separator: "&")
}

/// `org,example` for `example.org`; addresses of machines stay as they are, and so does a port.
private func reversed(_ host: Substring) -> String {
  guard !host.hasPrefix("[") else { return String(host) }
  let parts = host.split(separator: ":", maxSplits: 1)
  let labels = (parts.first ?? "").split(separator: ".")
  let isAddress = labels.allSatisfy { $0.allSatisfy(\.isNumber) }
  let name = isAddress ? String(parts.first ?? "") : labels.reversed().joined(separator: ",")
  return parts.count > 1 ? "\(name):\(parts[1])" : name
}

private func jsonEscaped(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else { return text }
  return text.unicodeScalars.reduce(into: "") { result, scalar in
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case "\0"..<" ":
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
}
