import Artifacts

/// The rows of ids, and what somebody may have meant who asks for an id that is not there.
public struct IdIndex: Sendable {
  private let rows: [String: Int]
  private let ids: [String]
  private let path: String

  /// Creates the index of ids; errors name the table they come from.
  public init(_ vectors: MappedVectors) {
    ids = vectors.ids
    path = vectors.table.path
    rows = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
  }

  /// The row of an id, nil if there is none.
  public subscript(id: String) -> Int? { rows[id] }

  /// The row of an id.
  ///
  /// - Throws: ``FileError`` that suggests similar ids.
  /// - Complexity: O(1); O(*ids*) for the suggestions.
  public func row(of id: String) throws(FileError) -> Int {
    if let row = rows[id] { return row }
    let near = suggestions(for: id).map { "'\($0)'" }
    throw FileError(
      .malformed, path, "there is no id '\(id)'",
      remedy: near.isEmpty
        ? "the ids are the table's first column" : "Did you mean \(near.joined(separator: ", "))?")
  }

  /// At most three ids that are spelled like `id`: few edits away, or with `id` in them as when a
  /// language or underscores were left out.
  public func suggestions(for id: String) -> [String] {
    let wanted = Spelling(id)
    let allowed = max(1, wanted.count / 3)
    var found: [(distance: Int, id: String)] = []
    for candidate in ids {
      let name = Spelling(candidate)
      if name.mayBe(within: allowed, of: wanted) {
        let distance = editDistance(wanted.text, name.text)
        if distance <= allowed {
          found.append((distance, candidate))
          continue
        }
      }
      if wanted.count >= 3, name.contains(wanted) {
        found.append((allowed + name.count - wanted.count, candidate))
      }
    }
    found.sort { a, b in
      a.distance != b.distance ? a.distance < b.distance : precedesBytewise(a.id, b.id)
    }
    return found.prefix(3).map(\.id)
  }
}

/// An id without capitals, and with blanks for underscores.
private struct Spelling {
  private let bytes: [UInt8]
  /// How often each letter occurs, letters 32 apart together.
  private var letters = SIMD32<Int8>()

  init(_ id: String) {
    bytes = id.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: "_"): UInt8(ascii: " ")
      default: byte
      }
    }
    for byte in bytes { letters[Int(byte & 31)] &+= 1 }
  }

  var count: Int { bytes.count }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether `other` is a part of it.
  func contains(_ other: Spelling) -> Bool {
    guard let first = other.bytes.first, count > other.count else { return false }
    return (0...count - other.count).contains { start in
      bytes[start] == first && bytes[start..<start + other.count].elementsEqual(other.bytes)
    }
  }

  /// Whether the two may be so few edits apart: the distance is found for few of a million ids.
  ///
  /// An edit changes the length by one at most, and the counts of two letters.
  func mayBe(within edits: Int, of other: Spelling) -> Bool {
    guard abs(count - other.count) <= edits else { return false }
    // The counts of longer ids might overflow.
    guard count < 128, other.count < 128 else { return true }
    let differences = letters &- other.letters
    var sum = 0
    for index in differences.indices { sum += abs(Int(differences[index])) }
    return sum <= 2 * edits
  }
}
