import LinearAlgebra

/// What one pass over the bytes of a record found.
struct RowScan {
  /// Where the next record starts, or nil if the bytes ended before the record did.
  var next: Int?
  /// A byte that a table must not hold, if there was one.
  var forbidden: UInt8?
  /// Whether there were bytes outside ASCII, whose UTF-8 is still to be checked.
  var isASCII = true
}

/// Scans the record that starts at `start`, appending where each of its fields ends.
///
/// A record of which only a part has been read is scanned on from there: `start` is then where the part
/// ended, and `scan` what was found in it.
///
/// - Complexity: O(*n*) in the bytes of the record, eight at a time up to the next control character.
func scanRow(
  _ bytes: Span<UInt8>, from start: Int, ends: inout [Int], continuing scan: RowScan = RowScan()
) -> RowScan {
  var scan = scan
  var index = start
  while index < bytes.count {
    if index + 8 <= bytes.count {
      let word = bytes.word(at: index)
      let controls = word.bytes(below: 0x20)
      // The bits before the first control character; all if there is none.
      let before = (controls & (0 &- controls)) &- 1
      if word & highBits & before != 0 { scan.isASCII = false }
      guard controls != 0 else {
        index += 8
        continue
      }
      index += controls.trailingZeroBitCount / 8
    }
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\t"):
      ends.append(index)
    case UInt8(ascii: "\n"):
      ends.append(index)
      scan.next = index + 1
      return scan
    case 0, UInt8(ascii: "\r"):
      scan.forbidden = scan.forbidden ?? byte
    case 0x80...:
      scan.isASCII = false
    default:
      break
    }
    index += 1
  }
  return scan
}

/// The highest bit of each of eight bytes.
private let highBits: UInt64 = 0x8080_8080_8080_8080

/// What some programs write before UTF-8; unseen, it would belong to the name of the first column.
private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

extension RowScan {
  /// Throws what is wrong with the record at `range` of `bytes`, its line number being `line`; `expected`
  /// is the number of fields of the header, nil for the header itself.
  func check(
    _ bytes: Span<UInt8>, _ range: Range<Int>, found: Int, expected: Int?, path: String, line: Int
  ) throws(FileError) {
    guard next != nil else {
      throw FileError(
        .malformed, path, line: line, "the last line does not end",
        remedy: "the file may be cut short; make it again, or add a line break if it is whole")
    }
    if let forbidden {
      throw FileError(
        .malformed, path, line: line,
        forbidden == 0 ? "holds a NUL byte" : "holds a carriage return",
        remedy: forbidden == 0
          ? "remove it, as with: tr -d '\\000'" : "write it \\r, or remove it: tr -d '\\r'")
    }
    if !isASCII, (try? UTF8Span(validating: bytes.extracting(range))) == nil {
      throw FileError(
        .malformed, path, line: line, "is not valid UTF-8",
        remedy: "convert the file, as with: iconv -f WINDOWS-1252 -t UTF-8")
    }
    if expected == nil, range.count >= 3, (0..<3).allSatisfy({ bytes[$0] == byteOrderMark[$0] }) {
      throw FileError(
        .malformed, path, line: line, "starts with a byte order mark",
        remedy: "remove its three bytes, as with: tail -c +4")
    }
    if let expected, found != expected {
      throw FileError(
        .malformed, path, line: line, "expected \(expected) fields, found \(found)",
        remedy: "fields are separated by one tab; a tab inside a field is written \\t")
    }
  }
}
