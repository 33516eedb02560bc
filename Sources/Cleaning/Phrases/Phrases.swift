import Artifacts
import DocumentTerms

/// The phrases of a corpus, and how they become single tokens.
///
/// Tokens are joined from left to right, two at a time; a second round lengthens what the first one
/// joined, so that phrases have up to four words. Joining needs nothing but the phrases' names: those
/// of an earlier run give the same tokens for the same documents.
public struct Phrases: Sendable {
  /// When words are a phrase.
  public struct Options: Sendable, Equatable {
    /// How often the words must stand side by side.
    public var minimumCount = 10
    /// The normalized pointwise mutual information that must be exceeded, from −1 to 1.
    public var threshold = 0.5

    /// Creates the standard options.
    public init() {}
  }

  /// The phrases, in bytewise order.
  public let entries: [Phrase]
  /// Whether there is none.
  public var isEmpty: Bool { entries.isEmpty }

  /// The tokens that phrases are made of, and the phrases.
  let parts: TermIndex
  /// The phrase that two parts become.
  private let joined: [UInt64: Int32]

  /// Creates phrases by name, such as those of an earlier run; one that is named twice is one.
  ///
  /// - Complexity: O(*n* log *n*)
  public init(_ phrases: [Phrase] = []) {
    let order = phrases.sorted { precedesBytewise($0.phrase, $1.phrase) }
    var entries = [Phrase]()
    for phrase in order {
      if let last = entries.last, last.phrase == phrase.phrase {
        entries[entries.count - 1].count += phrase.count
        entries[entries.count - 1].npmi = max(last.npmi, phrase.npmi)
      } else {
        entries.append(phrase)
      }
    }
    var parts = TermIndex()
    var joined = [UInt64: Int32]()
    let names = Set(entries.map(\.phrase))
    for name in entries.map(\.phrase) {
      for (left, right) in Self.splits(name, names) {
        let pair = Self.pair(
          parts.number(of: Array(left.utf8).span), parts.number(of: Array(right.utf8).span))
        joined[pair] = parts.number(of: Array(name.utf8).span)
      }
    }
    self.entries = entries
    self.parts = parts
    self.joined = joined
  }

  /// The number of the phrase that two parts become, or nil if they do not.
  func phrase(_ left: Int32, _ right: Int32) -> Int32? { joined[Self.pair(left, right)] }

  static func pair(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// The ways to cut a phrase in two, each side a token or a phrase of two tokens.
  private static func splits(_ name: String, _ names: Set<String>) -> [(String, String)] {
    let tokens = name.split(separator: Phrase.separator)
    return tokens.indices.dropFirst().compactMap { cut in
      let sides = [tokens[..<cut], tokens[cut...]].map {
        $0.joined(separator: String(Phrase.separator))
      }
      let areParts = [tokens[..<cut], tokens[cut...]].allSatisfy {
        $0.count == 1
          || $0.count == 2 && names.contains($0.joined(separator: String(Phrase.separator)))
      }
      return areParts ? (sides[0], sides[1]) : nil
    }
  }
}
