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
    let wanted = folded(id)
    let allowed = max(1, wanted.utf8.count / 3)
    var found: [(distance: Int, id: String)] = []
    for candidate in ids {
      let name = folded(candidate)
      // The distance is at least the difference of the lengths.
      if abs(name.utf8.count - wanted.utf8.count) <= allowed {
        let distance = editDistance(wanted, name)
        if distance <= allowed {
          found.append((distance, candidate))
          continue
        }
      }
      if wanted.utf8.count >= 3, name.contains(wanted) {
        found.append((allowed + name.utf8.count - wanted.utf8.count, candidate))
      }
    }
    found.sort { a, b in
      a.distance != b.distance ? a.distance < b.distance : precedesBytewise(a.id, b.id)
    }
    return found.prefix(3).map(\.id)
  }

  /// Without capitals, and with blanks for underscores.
  private func folded(_ text: String) -> String {
    text.lowercased().replacing("_", with: " ")
  }
}
