import Artifacts

/// The binary format of word2vec, as gensim and the original program write it.
///
///     2 3\n                      vectors, dimensions, in decimal
///     king 00 00 00 3F …         a word, a blank, the numbers as float32, little endian
///     queen 00 00 00 3F …
///
/// The original program puts a line break behind each vector and gensim does not: line breaks
/// before a word are left out. A word holds neither blanks nor line breaks.
public struct Word2VecBinary: VectorReader {
  /// The path of the file.
  public var path: String { file.path }
  /// The number of vectors.
  public let count: Int
  /// The number of dimensions.
  public let dimensions: Int
  /// The one column: `id`.
  public let columns = ["id"]

  private let file: MappedFile
  private var position: Int
  private var released = 0
  private var row = 0

  private static let longestWord = 65_536
  private static let releaseSize = 16 << 20

  /// Opens a file.
  ///
  /// - Throws: ``FileError`` if it cannot be read, or its first line is none of two counts that fit
  ///   its size.
  public init(_ path: String) throws(FileError) {
    let file = try MappedFile(path)
    var lines = LineCursor(file)
    (count, dimensions) = try Word2VecHeader(&lines, bytesPerNumber: 4).shape
    self.file = file
    position = lines.position
  }

  /// Reads the next vector.
  ///
  /// - Throws: ``FileError`` with the number of the vector that is malformed.
  public mutating func next(into numbers: inout [Float]) throws(FileError) -> [String] {
    row += 1
    releaseBehind()
    let file = file
    let bytes = file.bytes
    while position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    let start = position
    let limit = min(bytes.count, start + Self.longestWord)
    while position < limit, bytes[position] != UInt8(ascii: " ") { position += 1 }
    let end = position + 1 + 4 * dimensions
    guard position < limit, end <= bytes.count else {
      throw error(
        position < limit || limit == bytes.count ? "is cut short" : "no blank ends its word",
        remedy: "the file is damaged, or in another format; make it again")
    }
    guard let word = try? UTF8Span(validating: bytes.extracting(start..<position)) else {
      throw error("its word is not valid UTF-8", remedy: "write the file in UTF-8")
    }
    guard !(start..<position).contains(where: { bytes[$0] == 0 }) else {
      throw error("its word holds a NUL byte", remedy: "the file may be in another format")
    }
    copyNumbers(bytes.extracting(position + 1..<end), into: &numbers)
    position = end
    return [String(copying: word)]
  }

  /// Checks that nothing but line breaks stands behind the last vector.
  ///
  /// - Throws: ``FileError`` if something does.
  public mutating func finish() throws(FileError) {
    let file = file
    let bytes = file.bytes
    while position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    guard position == bytes.count else {
      throw FileError(
        .malformed, path, "has \(bytes.count - position) bytes behind its \(count) vectors",
        remedy: "its first line may be wrong; make it again")
    }
  }

  /// An error about the vector that was read last.
  public func error(_ problem: String, remedy: String) -> FileError {
    FileError(.malformed, path, "vector \(row) of \(count): \(problem)", remedy: remedy)
  }

  private mutating func releaseBehind() {
    guard position - released > Self.releaseSize else { return }
    file.release(released..<position)
    released = position
  }
}

/// Copies little-endian float32 numbers, which may begin at any byte.
///
/// - Precondition: There are four bytes for each number.
func copyNumbers(_ bytes: Span<UInt8>, into numbers: inout [Float]) {
  precondition(bytes.count == 4 * numbers.count, "\(bytes.count) bytes, \(numbers.count) numbers")
  unsafe bytes.withUnsafeBytes { bytes in
    unsafe numbers.withUnsafeMutableBytes { unsafe $0.copyMemory(from: bytes) }
  }
}
