import Artifacts
import Foundation
import Testing

/// Bytes that are no table, and the error that every reader of tables reports about them.
struct MalformedTable: CustomTestStringConvertible, Sendable {
  var name: String
  var bytes: [UInt8]
  var line: Int?
  var problem: String
  var testDescription: String { name }

  init(_ name: String, _ text: String, line: Int?, _ problem: String) {
    self.init(name, bytes: Array(text.utf8), line: line, problem)
  }

  init(_ name: String, bytes: [UInt8], line: Int?, _ problem: String) {
    (self.name, self.bytes, self.line, self.problem) = (name, bytes, line, problem)
  }

  static let all = [
    MalformedTable(
      "an empty file", "", line: nil,
      "is empty; it needs a header line; run the stage before again"),
    MalformedTable(
      "a header that does not end", "id\ttext", line: 1,
      "the last line does not end; the file may be cut short; make it again, or add a line break "
        + "if it is whole"),
    MalformedTable(
      "a last line that is cut", "id\ttext\na\tb\nc\td", line: 3,
      "the last line does not end; the file may be cut short; make it again, or add a line break "
        + "if it is whole"),
    MalformedTable(
      "a missing field", "id\ttext\na\tb\nc\n", line: 3,
      "expected 2 fields, found 1; fields are separated by one tab; a tab inside a field is written "
        + "\\t"),
    MalformedTable(
      "a field too many", "id\ttext\na\tb\tc\n", line: 2,
      "expected 2 fields, found 3; fields are separated by one tab; a tab inside a field is written "
        + "\\t"),
    MalformedTable(
      "an empty line", "id\ttext\n\n", line: 2,
      "expected 2 fields, found 1; fields are separated by one tab; a tab inside a field is written "
        + "\\t"),
    MalformedTable(
      "a NUL byte", "id\ttext\na\tb\u{0}\n", line: 2,
      "holds a NUL byte; remove it, as with: tr -d '\\000'"),
    MalformedTable(
      "a NUL byte in the header", "id\t\u{0}text\n", line: 1,
      "holds a NUL byte; remove it, as with: tr -d '\\000'"),
    MalformedTable(
      "lines that end as on Windows", "id\ttext\r\na\tb\r\n", line: 1,
      "holds a carriage return; write it \\r, or remove it: tr -d '\\r'"),
    MalformedTable(
      "a carriage return in a field", "id\ttext\na\tb\nc\rd\te\n", line: 3,
      "holds a carriage return; write it \\r, or remove it: tr -d '\\r'"),
    MalformedTable(
      "Latin-1", bytes: Array("id\ttext\na\tcaf".utf8) + [0xE9, 0x0A], line: 2,
      "is not valid UTF-8; convert the file, as with: iconv -f WINDOWS-1252 -t UTF-8"),
    MalformedTable(
      "a character cut by the end of its line", bytes: Array("id\na\n".utf8) + [0xE2, 0x82, 0x0A],
      line: 3, "is not valid UTF-8; convert the file, as with: iconv -f WINDOWS-1252 -t UTF-8"),
    MalformedTable(
      "an overlong encoding", bytes: Array("id\n".utf8) + [0xC0, 0xAF, 0x0A], line: 2,
      "is not valid UTF-8; convert the file, as with: iconv -f WINDOWS-1252 -t UTF-8"),
    MalformedTable(
      "a lone surrogate", bytes: Array("id\n".utf8) + [0xED, 0xA0, 0x80, 0x0A], line: 2,
      "is not valid UTF-8; convert the file, as with: iconv -f WINDOWS-1252 -t UTF-8"),
    MalformedTable(
      "a byte order mark", "\u{FEFF}id\ttext\na\tb\n", line: 1,
      "starts with a byte order mark; remove its three bytes, as with: tail -c +4"),
  ]
}
