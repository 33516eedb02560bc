import Artifacts

/// The text format of word2vec, as gensim, fastText (`.vec`) and the original program write it; and
/// GloVe's, which is the same without its first line.
///
///     2 3                     vectors, dimensions
///     king 0.5 -0.25 1e-05
///     queen 0.5 0.75 0.125
///
/// Fields are separated by one blank; blanks at the end of a line are left out, which the original
/// program writes. A word must not hold a blank, except in GloVe's, where some published files do:
/// there the last numbers of the line are the vector.
public struct Word2VecText: VectorReader {
  /// The path of the file.
  public var path: String { lines.file.path }
  /// The number of vectors.
  public let count: Int
  /// The number of dimensions.
  public let dimensions: Int
  /// The one column: `id`.
  public let columns = ["id"]

  private var lines: LineCursor
  private let isGloVe: Bool
  private static let blank = UInt8(ascii: " ")

  /// Opens a file of word2vec's format.
  ///
  /// - Throws: ``FileError`` if it cannot be read, or its first line is none of two counts that fit
  ///   its size.
  public init(_ path: String) throws(FileError) {
    lines = LineCursor(try MappedFile(path))
    (count, dimensions) = try Word2VecHeader(&lines, bytesPerNumber: 2).shape
    isGloVe = false
  }

  /// Opens a file of GloVe's format; the first word must not hold a blank.
  ///
  /// - Throws: ``FileError`` if it cannot be read or its first line has no numbers.
  /// - Complexity: O(*n*) in the bytes, to count the lines.
  public init(glove path: String) throws(FileError) {
    let file = try MappedFile(path)
    lines = LineCursor(file)
    isGloVe = true
    count = LineCursor.count(file)
    var first = LineCursor(file)
    let line = Self.trimmed(first.next() ?? 0..<0, file.bytes)
    dimensions = line.count { file.bytes[$0] == Self.blank }
    guard dimensions > 0 || count == 0 else {
      throw first.error(
        "holds no numbers", remedy: "give the format with --format: \(VectorFormat.list)")
    }
  }

  /// Reads the next vector.
  ///
  /// - Throws: ``FileError`` with the line of what is malformed.
  public mutating func next(into numbers: inout [Float]) throws(FileError) -> [String] {
    guard let whole = lines.next() else {
      throw FileError(
        .malformed, path, "has \(lines.line - 1) vectors, not the \(count) of its first line",
        remedy: "it is cut short; make it again")
    }
    let line = Self.trimmed(whole, lines.file.bytes)
    let end = isGloVe ? wordEnd(line) : firstBlank(line)
    guard let end else {
      throw lines.error(
        "expected a word and \(dimensions) numbers", remedy: "the file may be cut short")
    }
    try lines.numbers(end + 1..<line.upperBound, separator: Self.blank, into: &numbers)
    return [try lines.text(line.lowerBound..<end)]
  }

  /// Checks that nothing but empty lines stands behind the last vector.
  ///
  /// - Throws: ``FileError`` if something does.
  public mutating func finish() throws(FileError) {
    while let line = lines.next() {
      guard line.isEmpty else {
        throw lines.error(
          "stands behind the \(count) vectors of the first line",
          remedy: "correct the count of the first line, or remove the line")
      }
    }
  }

  /// An error about the line that was read last.
  public func error(_ problem: String, remedy: String) -> FileError {
    lines.error(problem, remedy: remedy)
  }

  private static func trimmed(_ line: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1] == blank { end -= 1 }
    return line.lowerBound..<end
  }

  private func firstBlank(_ line: Range<Int>) -> Int? {
    let bytes = lines.file.bytes
    var index = line.lowerBound
    while index < line.upperBound, bytes[index] != Self.blank { index += 1 }
    return index < line.upperBound ? index : nil
  }

  /// The blank before the last ``dimensions`` fields.
  private func wordEnd(_ line: Range<Int>) -> Int? {
    let bytes = lines.file.bytes
    var left = dimensions
    var index = line.upperBound
    while index > line.lowerBound {
      index -= 1
      if bytes[index] == Self.blank { left -= 1 }
      if left == 0 { return index }
    }
    return nil
  }
}

/// The first line of word2vec's formats: the number of vectors and of dimensions.
struct Word2VecHeader {
  let shape: (count: Int, dimensions: Int)

  /// Reads the next line of `lines`; a number takes `bytesPerNumber` bytes or more, its separator
  /// included.
  ///
  /// - Throws: ``FileError`` if it holds no two counts, or more vectors than the file has bytes
  ///   for.
  init(_ lines: inout LineCursor, bytesPerNumber: Int) throws(FileError) {
    let remedy = "the first line has two counts: vectors, dimensions; is the format right?"
    guard let line = lines.next(), line.count <= 64 else {
      throw FileError(.malformed, lines.file.path, line: 1, "has no counts", remedy: remedy)
    }
    let fields = try lines.text(line).split(separator: " ").map { Int($0) }
    guard fields.count == 2, let count = fields[0], let dimensions = fields[1], count >= 0,
      (1...dimensionLimit).contains(dimensions)
    else {
      throw lines.error("'\(try lines.text(line))' are no two counts", remedy: remedy)
    }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: dimensions * bytesPerNumber)
    guard !overflow, bytes <= lines.file.count else {
      throw lines.error(
        "says \(count) vectors of \(dimensions) dimensions, for which the file is too short",
        remedy: "it is cut short or damaged; make it again")
    }
    shape = (count, dimensions)
  }
}
