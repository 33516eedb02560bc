import Glibc

/// Reads a table record by record, in memory that does not grow with the file; `-` is standard input.
///
///     var reader = try TableReader(path: "-")
///     let text = try reader.index(of: "text")
///     while let record = try reader.next() { print(record.string(text)) }
public struct TableReader: ~Copyable {
  /// The path of the file.
  public let path: String
  /// The names of the columns, in order.
  public private(set) var columns: [String] = []

  private var source: RecordSource

  /// Opens the table at `path` and reads its header.
  ///
  /// - Throws: ``FileError`` if the file cannot be read or has no proper header.
  public init(path: String) throws(FileError) {
    try self.init(RecordSource(path: path), path: path)
  }

  /// Reads a table in memory; errors call it `path`.
  ///
  /// - Throws: ``FileError`` if it has no proper header.
  public init(_ bytes: [UInt8], path: String) throws(FileError) {
    try self.init(RecordSource(bytes, path: path), path: path)
  }

  private init(_ source: consuming RecordSource, path: String) throws(FileError) {
    var source = source
    guard let header = try source.next(expected: nil) else {
      throw FileError(
        .malformed, path, "is empty", remedy: "it needs a header line; run the stage before again")
    }
    self.path = path
    self.columns = (0..<header.count).map { header.string($0) }
    self.source = source
  }

  /// The position of the column called `name`.
  ///
  /// - Throws: ``FileError`` that names the columns there are.
  public func index(of name: String) throws(FileError) -> Int {
    guard let index = columns.firstIndex(of: name) else {
      throw missingColumn(name, columns: columns, path: path)
    }
    return index
  }

  /// The next record, or nil at the end of the file.
  ///
  /// - Throws: ``FileError`` with the line of a malformed record.
  public mutating func next() throws(FileError) -> TableRecord? {
    try source.next(expected: columns.count)
  }
}

/// The records of an open file, header included.
private struct RecordSource: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Where the next record starts in ``buffer``.
  private var start = 0
  private var line = 0

  private static let readSize = 1 << 18

  init(path: String) throws(FileError) {
    let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path) }
    self.path = path
    self.descriptor = descriptor
  }

  init(_ bytes: [UInt8], path: String) {
    self.path = path
    descriptor = -1
    buffer = bytes
  }

  deinit {
    if descriptor > STDIN_FILENO { close(descriptor) }
  }

  mutating func next(expected: Int?) throws(FileError) -> TableRecord? {
    var ends = [Int]()
    var scan = scanRow(buffer.span, from: start, ends: &ends)
    while scan.next == nil {
      buffer.removeFirst(start)
      for index in ends.indices { ends[index] -= start }
      start = 0
      let scanned = buffer.count
      guard try fill() else { break }
      scan = scanRow(buffer.span, from: scanned, ends: &ends, continuing: scan)
    }
    if scan.next == nil, buffer.isEmpty { return nil }
    line += 1
    let range = start..<(scan.next ?? buffer.count)
    try scan.check(
      buffer.span, range, found: ends.count, expected: expected, path: path, line: line)
    start = range.upperBound
    return TableRecord(
      line: line, bytes: Array(buffer[range]), ends: ends.map { $0 - range.lowerBound })
  }

  /// Reads more into ``buffer``; false at the end of the file.
  private mutating func fill() throws(FileError) -> Bool {
    guard descriptor >= 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: Self.readSize)
    let received = unsafe chunk.withUnsafeMutableBytes { bytes in
      unsafe read(descriptor, bytes.baseAddress, bytes.count)
    }
    guard received >= 0 else {
      throw FileError(
        .inputOutput, path, "cannot read: \(systemReason())", remedy: "check the disk and run again"
      )
    }
    buffer += chunk[..<received]
    return received > 0
  }
}

/// One record of a table that is read as a stream.
public struct TableRecord: Sendable {
  /// The line of the record, the header being line 1.
  public let line: Int
  fileprivate let bytes: [UInt8]
  fileprivate let ends: [Int]

  /// The number of fields.
  public var count: Int { ends.count }

  /// The text of a field.
  public func string(_ column: Int) -> String {
    unescaped(bytes.span.extracting((column == 0 ? 0 : ends[column - 1] + 1)..<ends[column]))
  }
}
