/// A text of scalars for some scalars, such as their decompositions.
struct ScalarMapping: Sendable {
  /// Place and count of each text within `texts`; 0 where there is none.
  private var entries = ScalarTable<UInt32>(repeating: 0)
  private var texts: [UInt32] = []

  /// Creates a mapping from the words of ``UnicodeData``.
  init(_ data: String) { add(data) }

  /// Adds the mappings of `data`, which replace those that are there.
  mutating func add(_ data: String) {
    for word in data.split(whereSeparator: \.isWhitespace) {
      if let sign = word.firstIndex(of: "=") {
        let text = word[word.index(after: sign)...].split(separator: ",").map(hexadecimal)
        set(hexadecimal(word[..<sign]), text)
      } else {
        addRun(word.split(whereSeparator: { "-/+".contains($0) }).map(hexadecimal))
      }
    }
  }

  /// Adds a run of scalars whose texts are single scalars at the same distance.
  private mutating func addRun(_ run: [UInt32]) {
    guard run.count == 4 else { return }
    for scalar in stride(from: run[0], through: run[1], by: Int(run[2])) {
      set(scalar, [(scalar &+ run[3]) & 0x1F_FFFF])
    }
  }

  private mutating func set(_ scalar: UInt32, _ text: [UInt32]) {
    entries[scalar] = UInt32(texts.count) << 5 | UInt32(text.count)
    texts += text
  }

  /// The places of the text of `scalar`, empty if it has none.
  @inline(__always)
  func range(_ scalar: UInt32) -> Range<Int> {
    let entry = entries[scalar]
    let start = Int(entry >> 5)
    return start..<start + Int(entry & 31)
  }

  /// The scalar at a place of ``range(_:)``.
  @inline(__always)
  subscript(place: Int) -> UInt32 { texts[place] }
}

/// The number that hexadecimal digits stand for; 0 for anything else.
func hexadecimal(_ digits: some StringProtocol) -> UInt32 {
  UInt32(digits, radix: 16) ?? 0
}
