/// A path with its query in the form in which equal ones are equal (RFC 3986 § 6.2.2), without
/// fragment and without the parameters that only tell where a reader came from.
func normalizedPathAndQuery(_ bytes: ArraySlice<UInt8>) -> String {
  let whole = bytes.prefix { $0 != UInt8(ascii: "#") }
  let path = whole.prefix { $0 != UInt8(ascii: "?") }
  var result: [UInt8] = []
  result.reserveCapacity(whole.count + 1)
  for segment in withoutDotSegments(path) {
    result.append(UInt8(ascii: "/"))
    result += segment
  }
  if let query = withoutTracking(whole[path.endIndex...].dropFirst()) {
    result.append(UInt8(ascii: "?"))
    result += query
  }
  return String(decoding: result, as: UTF8.self)
}

/// The segments of a path after `.` and `..` were followed; the last is empty if the path ends with
/// a slash.
private func withoutDotSegments(_ path: ArraySlice<UInt8>) -> [[UInt8]] {
  var segments: [[UInt8]] = []
  let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
  let body = path.first.map(isSlash) == true ? path.dropFirst() : path
  var isFolder = true
  for piece in body.split(omittingEmptySubsequences: false, whereSeparator: isSlash) {
    let segment = percentNormalized(piece, encoding: "\"#<>?`{}")
    isFolder = segment == [UInt8(ascii: ".")] || segment == Array("..".utf8)
    if segment == Array("..".utf8) { _ = segments.popLast() }
    if !isFolder { segments.append(segment) }
  }
  return isFolder ? segments + [[]] : segments
}

/// A query without `utm_…` parameters; nil if nothing is left.
private func withoutTracking(_ query: ArraySlice<UInt8>) -> [UInt8]? {
  let text = percentNormalized(query, encoding: "\"#<>'")
  guard !text.isEmpty else { return nil }
  let ampersand = UInt8(ascii: "&")
  let parameters = text.split(separator: ampersand, omittingEmptySubsequences: false)
  let kept = parameters.filter { !$0.starts(with: "utm_".utf8) }
  let rest = Array(kept.joined(separator: [ampersand]))
  return rest.isEmpty ? nil : rest
}

/// Percent codes of unreserved characters decoded, others in upper case; octets outside ASCII,
/// blanks, controls and those of `special` encoded.
private func percentNormalized(_ bytes: ArraySlice<UInt8>, encoding special: String) -> [UInt8] {
  let special = Array(special.utf8)
  return percentNormalized(bytes) { $0 > 0x20 && $0 < 0x7F && !special.contains($0) }
}

/// Percent codes of unreserved characters decoded, others in upper case; octets that are not plain
/// encoded.
///
/// - Complexity: O(*n*) in the bytes.
func percentNormalized(_ bytes: ArraySlice<UInt8>, isPlain: (UInt8) -> Bool) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var index = bytes.startIndex
  while index < bytes.endIndex {
    let byte = bytes[index]
    if byte == UInt8(ascii: "%"), let code = percentCode(bytes, at: index) {
      isUnreserved(code) ? result.append(code) : appendPercentCode(code, to: &result)
      index += 3
    } else {
      isPlain(byte) ? result.append(byte) : appendPercentCode(byte, to: &result)
      index += 1
    }
  }
  return result
}

/// Whether a host is a Wikipedia.
func isWikipedia(_ host: String) -> Bool { host.hasSuffix(".wikipedia.org") }

/// `/wiki/war%20and_Peace` as Wikipedia writes it: `/wiki/War_and_Peace`.
///
/// Only for Wikipedia, whose titles begin with a capital; elsewhere, as in Wiktionary, the case of
/// the first letter tells pages apart.
func titleForm(_ path: String) -> String {
  guard path.hasPrefix("/wiki/") else { return path }
  let title = path.dropFirst(6).prefix { $0 != "?" }
  let query = path.dropFirst(6 + title.count)
  let words = title.replacing("%20", with: "_").split(separator: "_").joined(separator: "_")
  // What would be a dot segment only without its blanks is left as it is.
  if words.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) { return path }
  return "/wiki/" + words.prefix(1).uppercased() + words.dropFirst() + query
}
