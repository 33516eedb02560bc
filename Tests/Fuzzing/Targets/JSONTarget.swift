import Crawling
import Foundation

extension FuzzTarget {
  /// The scan for values in JSON: ``jsonElements(_:at:limit:)`` and ``jsonMembers(_:at:limit:)``.
  static let json = FuzzTarget(
    "json",
    law:
      "values stand in order and within the text, and of valid JSON they are those that a parser finds",
    seeds: [
      "[1,\"a\\\"b\",{\"c\":[2]},null,[]]", "{\"a\":1,\"b\\n\":{\"d\":\"}\"},\"e\":[\"]\"]}",
      "[ {\"timestamp\":1562160573,\"data\":[{\"post\":\"x\"}]} , {} ]",
    ],
    words: [
      "[", "]", "{", "}", ",", ":", "\"", "\\", "\\\"", "\\u0041", "null", "true", "1e9", "-0",
      "\"a\":",
      " ", "\n", "\u{FEFF}", "é",
    ]
  ) { bytes throws(Violation) in
    guard bytes.first == UInt8(ascii: "[") || bytes.first == UInt8(ascii: "{") else {
      return "none"
    }
    let isArray = bytes.first == UInt8(ascii: "[")
    let members = isArray ? [] : jsonMembers(bytes, at: 0, limit: bytes.count)
    let values =
      isArray ? jsonElements(bytes, at: 0, limit: bytes.count) : members.map(\.value)
    var place = 1
    for range in values {
      try require(range.lowerBound >= place && !range.isEmpty, "values overlap")
      place = range.upperBound
    }
    try require(place <= max(bytes.count, 1), "a value ends behind the text")
    // A text as a whole; the parser takes long for what is nested deeply.
    guard bytes.count < 4_000 else { return "long" }
    switch try? JSONSerialization.jsonObject(with: Data(bytes)) {
    case let array as [Any]:
      try require(array.count == values.count, "\(values.count) elements, not \(array.count)")
    case let object as [String: Any]:
      // Foundation drops byte order marks.
      let plain = Set(members.map(\.key).filter { !$0.contains("\\") && !$0.contains("\u{FEFF}") })
      try require(object.count <= members.count, "\(members.count) members, not \(object.count)")
      // Swift's dictionary holds canonically equal keys once, and so does this set.
      try require(plain.isSubset(of: object.keys), "\(plain) are not the keys \(object.keys)")
    default: return "malformed \(min(values.count, 8))"
    }
    return "\(isArray) \(min(values.count, 16))"
  }
}
