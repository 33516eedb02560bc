import LinearAlgebra

/// A tab-separated file, mapped into memory.
///
///     let documents = try Table(contentsOf: "data/facebook/out/clean/documents.tsv")
///     let texts = try documents.column("text")
///
/// The file is UTF-8 with a header line of column names and one record a line. Fields are never
/// quoted. Tab, newline, carriage return and backslash inside a field are written `\t`, `\n`, `\r`
/// and `\\`, so a record is always one line and `cut`, `sort` and `awk` can read it.
///
/// Opening scans the bytes once and checks them; strings are made only for what is asked for.
public struct Table: Sendable {
  /// The path of the file.
  public let path: String
  /// The names of the columns, in order.
  public let columns: [String]
  /// The number of records, the header not counted.
  public let count: Int

  private let file: MappedFile
  /// The end of each field, header included; the next field starts one byte later.
  private let ends: [Int]

  /// Opens and checks the table at `path`.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - threads: The number of threads that scan it.
  /// - Throws: ``FileError`` if the file cannot be read, is empty, is cut short, is not UTF-8, holds
  ///   a NUL byte or a carriage return, or has a record with too few or too many fields.
  /// - Complexity: O(*n*) in the bytes of the file, divided by the threads; no strings are made.
  public init(contentsOf path: String, threads: Int = 1) throws(FileError) {
    let file = try MappedFile(path)
    let scan = try TableScan(file)
    let ends = try scan.fieldEnds(threads: threads)
    let width = scan.header.ends.count
    self.path = path
    self.file = file
    self.ends = ends
    self.count = ends.count / width - 1
    self.columns = (0..<width).map { column in
      unescaped(file.bytes.extracting((column == 0 ? 0 : ends[column - 1] + 1)..<ends[column]))
    }
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

  /// Calls `body` with the escaped bytes of a field, as they stand in the file.
  ///
  /// - Complexity: O(1) besides `body`; no string is made.
  public func withBytes<Result>(
    _ row: Int, _ column: Int, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    try body(file.bytes.extracting(range(row, column)))
  }

  /// The text of a field.
  public func string(_ row: Int, _ column: Int) -> String {
    unescaped(file.bytes.extracting(range(row, column)))
  }

  /// Appends the UTF-8 of a field's text to `bytes`; no string is made.
  ///
  /// - Complexity: O(*n*) in the bytes of the field.
  public func appendText(_ row: Int, _ column: Int, to bytes: inout [UInt8]) {
    appendUnescaped(file.bytes.extracting(range(row, column)), to: &bytes)
  }

  /// The texts of the column called `name`, one a record, made by several threads.
  ///
  /// - Throws: ``FileError`` if there is no such column.
  public func column(_ name: String, threads: Int = 1) throws(FileError) -> [String] {
    let column = try index(of: name)
    guard threads > 1 else { return (0..<count).map { string($0, column) } }
    return parallelMap(count: count, chunk: 1 << 12, threads: threads) { rows in
      rows.map { string($0, column) }
    }.flatMap(\.self)
  }

  /// The line of a record in the file, the header being line 1.
  public func line(of row: Int) -> Int { row + 2 }

  /// An error about one record.
  public func error(row: Int, _ problem: String, remedy: String) -> FileError {
    FileError(.malformed, path, line: line(of: row), problem, remedy: remedy)
  }

  private func range(_ row: Int, _ column: Int) -> Range<Int> {
    let field = (row + 1) * columns.count + column
    return ends[field - 1] + 1..<ends[field]
  }
}
