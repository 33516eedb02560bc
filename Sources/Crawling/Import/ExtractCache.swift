import Artifacts
import Foundation

/// What was taken out of pages the last time, so that only new and changed pages are read again.
///
/// An extract is known by the SHA-256 of its page, by the name, address and Content-Type that came
/// with it, and by ``PageExtract/version``. The file begins with ``mark``; then come the extracts in
/// the order of their keys: 32 bytes of the key, 8 of the length, and the extract as a message. A
/// file that is damaged or of another version is only a file without extracts.
public struct ExtractCache: Sendable {
  private let file: MappedFile?
  private let ranges: [Key: Range<Int>]

  /// The SHA-256 that an extract is known by.
  struct Key: Hashable, Sendable {
    let text: String

    init(_ input: PageInput, digest: String) {
      let parts = [PageExtract.version, digest, input.name, input.url, input.contentType]
      text = textDigest(parts.joined(separator: "\u{1F}"))
    }

    fileprivate init(text: String) { self.text = text }
  }

  private static let mark = Array("kindred extracts 1\n".utf8)
  private static let keySize = 64

  /// Opens the extracts at `path`; without a path, or if there are none, every page is new.
  ///
  /// - Complexity: O(*n*) in the extracts.
  public init(path: String?) {
    let file = path.flatMap { try? MappedFile($0) }
    self.file = file
    ranges = file.flatMap { try? Self.index($0.bytes) } ?? [:]
  }

  private static func index(_ bytes: Span<UInt8>) throws(MalformedMessage) -> [Key: Range<Int>] {
    guard bytes.count >= mark.count, mark.indices.allSatisfy({ bytes[$0] == mark[$0] }) else {
      throw MalformedMessage()
    }
    var ranges: [Key: Range<Int>] = [:]
    var reader = MessageReader(mark.count..<bytes.count)
    while !reader.isAtEnd {
      let key = Key(text: try reader.text(bytes))
      ranges[key] = try reader.range(bytes)
    }
    return ranges
  }

  /// The number of extracts.
  public var count: Int { ranges.count }

  /// The extract of a page, or nil if it is new.
  func extract(_ key: Key) -> PageExtract? {
    guard let file, let range = ranges[key] else { return nil }
    return PageExtract(message: file.bytes, range)
  }

  /// Writes the extracts of these files, and of no others, all or nothing.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  public func write(
    _ files: [ImportedFile], to path: String, threads: Int
  ) throws(FileError) {
    var output = try OutputFile(path: path)
    try output.write { $0 += Self.mark }
    let keyed = files.compactMap { file in file.key.map { ($0, file) } }
      .sorted { precedesBytewise($0.0.text, $1.0.text) }
    try output.write(count: keyed.count, threads: threads) { index, bytes in
      let (key, imported) = keyed[index]
      var writer = MessageWriter()
      writer.append(key.text)
      if let file, let range = ranges[key] {
        writer.append(file.bytes.extracting(range))
      } else {
        writer.append(imported.extract.message.span)
      }
      bytes += writer.bytes
    }
    try output.commit()
  }
}
