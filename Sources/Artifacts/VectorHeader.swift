/// The header of a `.npy` file, version 1.0.
///
///     93 4E 55 4D 50 59   magic: 0x93 "NUMPY"
///     01 00               version 1.0
///     76 00               length of what follows, little endian
///     {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }   ...blanks... \n
///
/// The data follow at once, row by row. Writers pad the header with blanks so that the data start at
/// a multiple of 64 bytes and can be mapped.
struct VectorHeader: Equatable {
  /// What a number is: 32 bits, little endian.
  enum Element: String { case float32 = "<f4", int32 = "<i4" }

  var element: Element
  var rows: Int
  var columns: Int

  /// The bytes of the whole header, a multiple of 64.
  var bytes: [UInt8] {
    let dictionary =
      "{'descr': '\(element.rawValue)', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    let unpadded = 10 + dictionary.utf8.count + 1
    let padding = (64 - unpadded % 64) % 64
    let length = dictionary.utf8.count + padding + 1
    return Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + dictionary.utf8
      + [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
  }

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
}

extension VectorHeader {
  /// Reads a header; `length` is where the data start.
  ///
  /// - Throws: ``FileError`` that says what the file is instead.
  static func parse(
    _ file: Span<UInt8>, path: String
  ) throws(FileError) -> (header: VectorHeader, length: Int) {
    let export = "write it with numpy.save(path, array.astype('<f4', order='C'))"
    guard file.count >= 10, magic.indices.allSatisfy({ file[$0] == magic[$0] }) else {
      throw FileError(.malformed, path, "is not a .npy file", remedy: export)
    }
    guard file[6] == 1, file[7] == 0 else {
      throw FileError(
        .malformed, path, "is .npy version \(file[6]).\(file[7]), not 1.0", remedy: export)
    }
    let length = 10 + Int(file[8]) + Int(file[9]) << 8
    guard length <= file.count, let text = string(file.extracting(10..<length)) else {
      throw FileError(.malformed, path, "the header is cut short", remedy: "make the file again")
    }
    var reader = LiteralReader(text)
    guard let fields = reader.dictionary() else {
      throw FileError(.malformed, path, "the header cannot be read: \(text)", remedy: export)
    }
    guard let element = fields["descr"].flatMap(Element.init(rawValue:)) else {
      throw FileError(
        .malformed, path, "holds numbers of type \(fields["descr"] ?? "unknown"), not <f4 or <i4",
        remedy: export)
    }
    guard fields["fortran_order"] == "False" else {
      throw FileError(.malformed, path, "is stored column by column", remedy: export)
    }
    guard let (rows, columns) = shape(fields["shape"] ?? "") else {
      throw FileError(
        .malformed, path, "has the shape (\(fields["shape"] ?? "")), not (rows, columns)",
        remedy: export)
    }
    return (VectorHeader(element: element, rows: rows, columns: columns), length)
  }

  private static func string(_ bytes: Span<UInt8>) -> String? {
    guard let text = try? UTF8Span(validating: bytes) else { return nil }
    return String(copying: text)
  }

  /// Reads `3, 4` or `3,`; one dimension is a column.
  private static func shape(_ text: String) -> (Int, Int)? {
    let parts = text.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    let sizes = parts.compactMap { Int($0) }.filter { $0 >= 0 }
    guard sizes.count == parts.count else { return nil }
    switch sizes.count {
    case 1: return (sizes[0], 1)
    case 2: return (sizes[0], sizes[1])
    default: return nil
    }
  }
}

/// Reads the Python dictionary of a header: quoted keys; values quoted, bare words or tuples.
private struct LiteralReader {
  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  /// The entries as texts, tuples without their parentheses; nil if the text is not a dictionary.
  mutating func dictionary() -> [String: String]? {
    var fields: [String: String] = [:]
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = quoted(), take(":"), let value = value(), fields[key] == nil else {
        return nil
      }
      fields[key] = value
      guard take(",") || rest.first == "}" else { return nil }
    }
    return rest.allSatisfy(\.isWhitespace) ? fields : nil
  }

  private mutating func take(_ character: Character) -> Bool {
    rest = rest.drop { $0 == " " }
    guard rest.first == character else { return false }
    rest.removeFirst()
    rest = rest.drop { $0 == " " }
    return true
  }

  private mutating func quoted() -> String? {
    guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    rest.removeFirst()
    return until(quote)
  }

  private mutating func value() -> String? {
    if take("(") { return until(")") }
    if let text = quoted() { return text }
    let word = rest.prefix { $0.isLetter }
    rest = rest.dropFirst(word.count)
    return word.isEmpty ? nil : String(word)
  }

  private mutating func until(_ end: Character) -> String? {
    guard let index = rest.firstIndex(of: end) else { return nil }
    defer { rest = rest[index...].dropFirst() }
    return String(rest[..<index])
  }
}
