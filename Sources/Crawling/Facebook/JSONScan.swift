// Where values of JSON stand, found without reading them, so that one at a time can be decoded: an
// export of a hundred megabytes then takes the memory of its largest post, and the JSON in a script
// is found among its code. Only strings and brackets are looked at; what is malformed within a value
// is for its decoder to find.

/// The ranges of the values in the array at `start`, which is its bracket.
///
/// - Complexity: O(*n*) in the array.
package func jsonElements(_ bytes: [UInt8], at start: Int, limit: Int) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  var next = start + 1
  while true {
    next = skipSeparators(bytes, from: next, limit: limit)
    guard next < limit, bytes[next] != UInt8(ascii: "]") else { return ranges }
    let end = endOfJSONValue(bytes, at: next, limit: limit)
    guard end > next else { return ranges }
    ranges.append(next..<end)
    next = end
  }
}

/// The keys and the ranges of the values in the object at `start`, which is its bracket, in their
/// order.
///
/// - Complexity: O(*n*) in the object.
package func jsonMembers(
  _ bytes: [UInt8], at start: Int, limit: Int
) -> [(key: String, value: Range<Int>)] {
  var members: [(key: String, value: Range<Int>)] = []
  var next = start + 1
  while true {
    next = skipSeparators(bytes, from: next, limit: limit)
    guard next < limit, bytes[next] == UInt8(ascii: "\"") else { return members }
    let keyEnd = endOfJSONString(bytes, at: next, limit: limit)
    let key = String(decoding: bytes[(next + 1)..<max(next + 1, keyEnd - 1)], as: UTF8.self)
    let value = skipSeparators(bytes, from: keyEnd, limit: limit)
    let end = endOfJSONValue(bytes, at: value, limit: limit)
    guard end > value else { return members }
    members.append((key, value..<end))
    next = end
  }
}

/// The position after the JSON value that starts at `start`, by its brackets and strings alone;
/// `limit` if it does not end before.
///
/// - Complexity: O(*n*) in the value.
func endOfJSONValue(_ bytes: [UInt8], at start: Int, limit: Int) -> Int {
  var depth = 0
  var index = start
  while index < limit {
    switch bytes[index] {
    case UInt8(ascii: "\""):
      index = endOfJSONString(bytes, at: index, limit: limit)
      if depth == 0 { return index }
      continue
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      // The bracket that ends what the value stands in is not the value's.
      if depth == 0 { return index }
      depth -= 1
      if depth == 0 { return index + 1 }
    case UInt8(ascii: ","): if depth == 0 { return index }
    default: break
    }
    index += 1
  }
  return limit
}

/// The first byte that is neither a blank nor a byte order mark.
func firstSign(_ bytes: Span<UInt8>) -> UInt8? {
  let ignored: Set<UInt8> = [0x09, 0x0A, 0x0C, 0x0D, 0x20, 0xEF, 0xBB, 0xBF]
  return bytes.indices.first { !ignored.contains(bytes[$0]) }.map { bytes[$0] }
}

/// The bytes as an array, for what keeps them.
func copied(_ bytes: Span<UInt8>) -> [UInt8] {
  unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
}

private func endOfJSONString(_ bytes: [UInt8], at start: Int, limit: Int) -> Int {
  var index = start + 1
  while index < limit, bytes[index] != UInt8(ascii: "\"") {
    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
  }
  return min(index + 1, limit)
}

private func skipSeparators(_ bytes: [UInt8], from start: Int, limit: Int) -> Int {
  var index = start
  while index < limit {
    switch bytes[index] {
    case 0x20, 0x09...0x0D, UInt8(ascii: ","), UInt8(ascii: ":"): index += 1
    default: return index
    }
  }
  return index
}
