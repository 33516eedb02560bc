import Artifacts

/// The parts of a SentencePiece model (`ModelProto`) that encoding needs.
struct SentencePieceModel {
  /// A piece and its score.
  struct Piece {
    var text = ""
    var score: Float = 0
  }

  private(set) var pieces: [Piece] = []
  /// 1 is Unigram.
  private(set) var modelType = 1
  private(set) var unknownID = 0
  private(set) var bytesFallBack = false
  private(set) var characterMap: [UInt8] = []
  private(set) var addsDummyPrefix = true
  private(set) var removesExtraSpaces = true

  /// Reads a model.
  ///
  /// - Throws: ``ProtocolBuffer/Malformed`` if the bytes are not one.
  /// - Complexity: O(*n*)
  init(_ bytes: [UInt8]) throws(ProtocolBuffer.Malformed) {
    var message = ProtocolBuffer(bytes[...])
    while let field = try message.next() {
      switch field {
      case (1, .bytes(let bytes)): pieces.append(try Self.piece(bytes))
      case (2, .bytes(let bytes)): try readTrainer(bytes)
      case (3, .bytes(let bytes)): try readNormalizer(bytes)
      default: break
      }
    }
  }

  private static func piece(_ bytes: ArraySlice<UInt8>) throws(ProtocolBuffer.Malformed) -> Piece {
    var piece = Piece()
    var message = ProtocolBuffer(bytes)
    while let field = try message.next() {
      switch field {
      case (1, .bytes(let bytes)):
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw ProtocolBuffer.Malformed(problem: "a piece is not UTF-8")
        }
        piece.text = text
      case (2, .fixed32(let bits)): piece.score = Float(bitPattern: bits)
      default: break
      }
    }
    guard piece.score.isFinite else {
      throw ProtocolBuffer.Malformed(problem: "the score of '\(piece.text)' is not a number")
    }
    return piece
  }

  private mutating func readTrainer(
    _ bytes: ArraySlice<UInt8>
  ) throws(ProtocolBuffer.Malformed) {
    var message = ProtocolBuffer(bytes)
    while let field = try message.next() {
      switch field {
      case (3, .number(let value)): modelType = Int(truncatingIfNeeded: value)
      case (35, .number(let value)): bytesFallBack = value != 0
      case (40, .number(let value)): unknownID = Int(truncatingIfNeeded: value)
      default: break
      }
    }
  }

  private mutating func readNormalizer(
    _ bytes: ArraySlice<UInt8>
  ) throws(ProtocolBuffer.Malformed) {
    var message = ProtocolBuffer(bytes)
    while let field = try message.next() {
      switch field {
      case (2, .bytes(let bytes)): characterMap = Array(bytes)
      case (3, .number(let value)): addsDummyPrefix = value != 0
      case (4, .number(let value)): removesExtraSpaces = value != 0
      default: break
      }
    }
  }
}

/// Reads the fields of a message in the [protocol buffer encoding], one after the other.
///
/// [protocol buffer encoding]: https://protobuf.dev/programming-guides/encoding/
struct ProtocolBuffer {
  /// The value of a field.
  enum Value {
    case number(UInt64)
    case fixed32(UInt32)
    case bytes(ArraySlice<UInt8>)
    case other
  }

  /// What is wrong with the bytes.
  struct Malformed: Error { let problem: String }

  private var rest: ArraySlice<UInt8>

  /// Creates a reader of a message.
  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The number and the value of the next field, nil at the end.
  mutating func next() throws(Malformed) -> (Int, Value)? {
    guard !rest.isEmpty else { return nil }
    let key = try varint()
    switch key & 7 {
    case 0: return (Int(key >> 3), .number(try varint()))
    case 1:
      _ = try take(8)
      return (Int(key >> 3), .other)
    case 2:
      let count = try varint()
      return (Int(key >> 3), .bytes(try take(count)))
    case 5:
      let bits = try take(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return (Int(key >> 3), .fixed32(bits))
    default: throw Malformed(problem: "a field has the unknown type \(key & 7)")
    }
  }

  private mutating func take(_ count: UInt64) throws(Malformed) -> ArraySlice<UInt8> {
    guard count <= UInt64(rest.count) else { throw Malformed(problem: "it is cut short") }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }

  private mutating func varint() throws(Malformed) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw Malformed(problem: "it is cut short") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw Malformed(problem: "a number is too long")
  }
}
