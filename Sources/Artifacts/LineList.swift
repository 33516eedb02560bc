import Foundation

/// The lines of a file of names or addresses: without blanks around them, empty ones and those that begin
/// with # left out.
///
/// - Throws: ``FileError`` if the file cannot be read or is not UTF-8.
/// - Complexity: O(*n*) in the bytes of the file.
public func lineList(_ path: String) throws(FileError) -> [String] {
  let file = try MappedFile(path)
  guard let text = try? UTF8Span(validating: file.bytes) else {
    throw FileError(.malformed, path, "is not valid UTF-8", remedy: "convert it with iconv")
  }
  return String(copying: text).split(whereSeparator: \.isNewline)
    .map { $0.trimmingCharacters(in: .whitespaces) }
    .filter { !$0.isEmpty && !$0.hasPrefix("#") }
}
