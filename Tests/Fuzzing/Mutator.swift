import LinearAlgebra

/// Changes inputs at random: the same changes for the same seed.
///
/// The changes are those that the fuzzers of compilers and browsers have found to matter: flipped bits,
/// bytes at the edges of their range, pieces that are cut, copied, repeated or moved, words of the
/// format, and pieces of other inputs.
public struct Mutator {
  private var generator: KeyedGenerator
  private let words: [[UInt8]]

  /// The longest input that is made, in bytes: long enough to tell quadratic time from linear.
  public static let longest = 1 << 16

  /// Bytes at which programs change their mind.
  private static let edges: [UInt8] = [
    0x00, 0x01, 0x09, 0x0A, 0x0D, 0x1F, 0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x5C, 0x7F, 0x80, 0xBF,
    0xC0, 0xC2, 0xE2, 0xED, 0xF0, 0xF4, 0xFE, 0xFF,
  ]

  /// Creates the mutator of a format.
  ///
  /// - Parameters:
  ///   - seed: Names the sequence of changes.
  ///   - name: The format, whose sequence is its own.
  ///   - words: The words of the format.
  public init(seed: UInt64, name: String, words: [[UInt8]]) {
    generator = KeyedGenerator(seed: seed, purpose: "fuzz \(name)")
    self.words = words
  }

  /// A number in `0..<bound`; 0 if there is none.
  public mutating func below(_ bound: Int) -> Int { bound > 0 ? generator.below(bound) : 0 }

  /// One of the inputs with one to eight changes, the fewer the likelier; `others` lend pieces.
  ///
  /// - Complexity: O(*n*) in the bytes of the input and of what is added.
  public mutating func mutated(_ input: [UInt8], others: [[UInt8]]) -> [UInt8] {
    var bytes = input
    repeat {
      change(&bytes, others)
    } while below(2) == 0 && below(64) > 0
    if bytes.count > Self.longest { bytes.removeSubrange(Self.longest...) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
    let range = piece(of: bytes)
    switch below(11) {
    case 0: flip(&bytes)
    case 1: set(&bytes)
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: bytes[range], at: below(bytes.count + 1))
    case 4: bytes.replaceSubrange(range, with: bytes[range].reversed())
    case 5: bytes.removeSubrange(range.upperBound...)
    case 6: repeated(&bytes, range)
    case 7: bytes.replaceSubrange(range, with: word())
    case 8, 9: bytes.insert(contentsOf: word(), at: below(bytes.count + 1))
    default: splice(&bytes, range, others)
    }
  }

  /// A range of a few bytes, or of some more.
  private mutating func piece(of bytes: [UInt8]) -> Range<Int> {
    let start = below(bytes.count + 1)
    let length = below(4) == 0 ? below(bytes.count - start + 1) : below(24)
    return start..<min(bytes.count, start + length)
  }

  private mutating func flip(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
  }

  private mutating func set(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes[below(bytes.count)] =
      below(2) == 0 ? UInt8(below(256)) : Self.edges[below(Self.edges.count)]
  }

  /// Repeats a piece a few times, or until the input is as long as an input may be.
  private mutating func repeated(_ bytes: inout [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let room = (Self.longest - min(bytes.count, Self.longest)) / range.count
    let count = min(room, below(16) == 0 ? room : below(64))
    let piece = Array(bytes[range])
    bytes.insert(
      contentsOf: Array(repeatElement(piece, count: count).joined()), at: range.upperBound)
  }

  private mutating func word() -> [UInt8] {
    // Numbers that do not fit, wherever a number may stand.
    if below(12) == 0 {
      let numbers = ["-1", "0", "65536", "4294967296", "9223372036854775808", "1e999", "NaN"]
      return Array(numbers[below(numbers.count)].utf8)
    }
    return words.isEmpty ? [UInt8(below(256))] : words[below(words.count)]
  }

  private mutating func splice(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ others: [[UInt8]]
  ) {
    guard !others.isEmpty else { return }
    let other = others[below(others.count)]
    bytes.replaceSubrange(range, with: other[piece(of: other)])
  }
}
