/// Measures of a document by which spam, lists and leftovers of machines are told from texts.
///
/// As the rules of MassiveText ([Rae et al. 2021], A.1.1), but counted so that they also hold for
/// short posts and for scripts without blanks.
///
/// [Rae et al. 2021]: https://arxiv.org/abs/2112.11446
public struct TextMeasures: Equatable, Sendable {
  /// The number of characters.
  public let characters: Int
  /// The share of the characters, blanks apart, that are neither letters nor digits.
  public let symbols: Double
  /// The share of the bytes that are in lines that repeat an earlier one, 0 for fewer than ``fewLines``
  /// lines. Lines count by their length: people make room between paragraphs with a dot on a line.
  public let repeatedLines: Double
  /// The share of the tokens that the commonest token, pair or triple covers, the greatest of the
  /// three; 0 for fewer than ``fewTokens`` tokens.
  public let commonest: Double
  /// The share of the tokens that stand in a run of five that was there before; 0 for fewer than
  /// ``fewTokens`` tokens.
  public let repeatedRuns: Double

  /// Repetition of lines says nothing about a text with fewer.
  static let fewLines = 4
  /// Repetition of tokens says nothing about a text with fewer.
  static let fewTokens = 20

  /// Measures a document.
  ///
  /// - Parameters:
  ///   - text: The normalized text.
  ///   - tokens: The numbers of its tokens, equal ones for equal tokens.
  /// - Complexity: O(*n*)
  package init(text: String, tokens: [Int32]) {
    (characters, symbols) = Self.characters(text)
    repeatedLines = Self.repeatedLines(text)
    guard tokens.count >= Self.fewTokens else {
      (commonest, repeatedRuns) = (0, 0)
      return
    }
    commonest = (1...3).map { Self.commonest(tokens, length: $0) }.max() ?? 0
    repeatedRuns = Self.repeatedRuns(tokens, length: 5)
  }

  private static func characters(_ text: String) -> (count: Int, symbols: Double) {
    var text = text
    text.makeContiguousUTF8()
    let characters = CharacterTable.standard
    let bytes = text.utf8.span
    var (count, visible, symbols, index) = (0, 0, 0, 0)
    while index < bytes.count {
      let (value, size) = scalar(bytes, at: index)
      count += 1
      if value > 0x20 {
        visible += 1
        switch characters[value].kind {
        case .letter, .mark, .digit: break
        default: symbols += 1
        }
      }
      index += size
    }
    return (count, visible == 0 ? 0 : Double(symbols) / Double(visible))
  }

  private static func repeatedLines(_ text: String) -> Double {
    var breaks = 0
    for byte in text.utf8 where byte == UInt8(ascii: "\n") { breaks += 1 }
    guard breaks + 1 >= fewLines else { return 0 }
    var seen = Set<Substring>()
    var (all, repeated) = (0, 0)
    for line in text.split(separator: "\n") {
      let size = line.utf8.count
      all += size
      if !seen.insert(line).inserted { repeated += size }
    }
    return Double(repeated) / Double(all)
  }

  /// The share of the tokens in the commonest run of `length` tokens; of runs that overlap, one counts.
  private static func commonest(_ tokens: [Int32], length: Int) -> Double {
    // The number of each run, and where the last one that counts ends.
    var runs = [UInt64: (count: Int, end: Int)](minimumCapacity: tokens.count)
    var most = 0
    for start in 0...(tokens.count - length) {
      let key = run(tokens, start, length)
      let (count, end) = runs[key] ?? (0, 0)
      guard start >= end else { continue }
      runs[key] = (count + 1, start + length)
      most = max(most, count + 1)
    }
    // A run that is there once is not repeated, however much of a short text it is.
    return most < 2 ? 0 : Double(most * length) / Double(tokens.count)
  }

  /// The share of the tokens in runs of `length` tokens that were there before.
  private static func repeatedRuns(_ tokens: [Int32], length: Int) -> Double {
    var seen = Set<UInt64>(minimumCapacity: tokens.count)
    var (covered, end) = (0, 0)
    for start in 0...(tokens.count - length) {
      guard !seen.insert(run(tokens, start, length)).inserted else { continue }
      covered += start + length - max(start, end)
      end = start + length
    }
    return Double(covered) / Double(tokens.count)
  }

  private static func run(_ tokens: [Int32], _ start: Int, _ length: Int) -> UInt64 {
    var hash: UInt64 = 0
    for index in start..<(start + length) {
      hash = (hash ^ UInt64(truncatingIfNeeded: tokens[index])) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }
}
