import LinearAlgebra

/// A matrix in NumPy's `.npy` format, version 1.0: little-endian `float32` or `int32`, row-major.
///
///     let vectors = try VectorFile("data/facebook/out/embed/vectors.npy")
///     let first = vectors[row: 0]                                  // read in place
///     try VectorFile.write(matrix, to: "reduced.npy")
///
/// The file is mapped, so opening costs nothing and rows may be streamed from a file larger than
/// memory. In Python: `numpy.load(path, mmap_mode='r')`. The layout is described in NumPy's
/// `numpy.lib.format`.
public struct VectorFile: Sendable {
  /// The path of the file.
  public let path: String
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int

  private let file: MappedFile
  private let element: VectorHeader.Element
  /// Where the numbers begin in the file, in bytes.
  package let dataStart: Int

  /// Maps the file at `path` and checks its header and its length.
  ///
  /// - Throws: ``FileError`` if the file cannot be read, is of another type, has too few or too many
  ///   bytes for its shape, or has rows but no columns.
  public init(_ path: String) throws(FileError) {
    let file = try MappedFile(path)
    let (header, length) = try VectorHeader.parse(file.bytes, path: path)
    let (count, tooMany) = header.rows.multipliedReportingOverflow(by: header.columns)
    let (size, tooLarge) = count.multipliedReportingOverflow(by: 4)
    guard !tooMany, !tooLarge, size == file.count - length else {
      throw FileError(
        .malformed, path,
        "has \(file.count - length) bytes of data, not those of \(header.rows) × \(header.columns)",
        remedy: "it is cut short or damaged; make it again")
    }
    // Such a header costs nothing to write, and a loop over its rows would never end.
    guard header.columns > 0 || header.rows == 0 else {
      throw FileError(
        .malformed, path, "has \(header.rows) rows without numbers",
        remedy: "make it again with one column or more")
    }
    // A header of unusual length would leave the numbers off their natural addresses.
    guard length % 4 == 0 else {
      throw FileError(
        .malformed, path, "its data do not start at a multiple of 4 bytes",
        remedy: "write it with numpy.save")
    }
    self.path = path
    self.file = file
    rows = header.rows
    columns = header.columns
    element = header.element
    dataStart = length
  }

  /// A row of a `float32` file, read in place.
  ///
  /// - Precondition: ``isFloat``.
  /// - Complexity: O(1)
  public subscript(row index: Int) -> Span<Float> {
    @_lifetime(borrow self)
    get {
      precondition(isFloat, "\(path) holds integers")
      return file.values(Float.self, at: rowStart(index), count: columns)
    }
  }

  /// Consecutive rows of a `float32` file, of shape (`range.count`, ``columns``), read in place.
  ///
  /// - Precondition: ``isFloat``.
  /// - Complexity: O(1)
  public subscript(rows range: Range<Int>) -> Span<Float> {
    @_lifetime(borrow self)
    get {
      precondition(isFloat, "\(path) holds integers")
      precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
      return file.values(
        Float.self, at: dataStart + range.lowerBound * columns * 4, count: range.count * columns)
    }
  }

  /// Gives the memory of rows back to the system; they are read again when touched.
  ///
  /// For what was read once and is not needed again soon: mapped pages count as memory of the program.
  ///
  /// - Precondition: There are such rows.
  public func release(rows range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
    file.release(
      dataStart + range.lowerBound * columns * 4..<dataStart + range.upperBound * columns * 4)
  }

  /// A descriptor of the file, for reading it without mapping; nil if it cannot be opened, or if the path
  /// leads to another file by now.
  package func reopened() -> Int32? { file.reopened() }

  /// Whether the numbers are `float32`; otherwise they are `int32`.
  public var isFloat: Bool { element == .float32 }

  /// The whole of a `float32` file, of shape (``rows``, ``columns``), copied into memory.
  ///
  /// - Throws: ``FileError`` if the file holds integers, or a number that is not finite.
  public func matrix() throws(FileError) -> Matrix {
    guard isFloat else {
      throw FileError(
        .malformed, path, "holds integers", remedy: "give a file of float32 numbers")
    }
    var elements = [Float]()
    elements.reserveCapacity(rows * columns)
    // In pieces that are given back, or the file and its copy would be in memory at once.
    let piece = max(1, Self.pieceLength / max(1, columns))
    for start in stride(from: 0, to: rows, by: piece) {
      let some = start..<min(start + piece, rows)
      unsafe self[rows: some].withUnsafeBufferPointer { unsafe elements.append(contentsOf: $0) }
      release(rows: some)
    }
    if let place = elements.firstIndex(where: { !$0.isFinite }) {
      throw FileError(
        .malformed, path, "row \(place / max(1, columns)) holds \(elements[place])",
        remedy: "vectors must be finite; make the file again")
    }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// The whole of an `int32` file, row by row.
  ///
  /// - Throws: ``FileError`` if the file holds `float32` numbers.
  public func integers() throws(FileError) -> [Int32] {
    guard !isFloat else {
      throw FileError(
        .malformed, path, "holds float32 numbers", remedy: "give a file of int32 numbers")
    }
    var elements = [Int32]()
    elements.reserveCapacity(rows * columns)
    for index in 0..<rows {
      let row = file.values(Int32.self, at: rowStart(index), count: columns)
      for column in row.indices { elements.append(row[column]) }
    }
    return elements
  }

  /// Writes `matrix`; the file appears once it is whole.
  ///
  /// - Throws: ``FileError`` if it cannot be written.
  public static func write(_ matrix: Matrix, to path: String) throws(FileError) {
    let header = VectorHeader(element: .float32, rows: matrix.rows, columns: matrix.columns)
    try write(header, matrix.elements, to: path)
  }

  /// Writes integers of shape (`rows`, `columns`); the file appears once it is whole.
  ///
  /// - Throws: ``FileError`` if it cannot be written.
  public static func write(
    _ integers: [Int32], rows: Int, columns: Int, to path: String
  ) throws(FileError) {
    precondition(
      integers.count == rows * columns, "\(integers.count) numbers, not \(rows)×\(columns)")
    try write(VectorHeader(element: .int32, rows: rows, columns: columns), integers, to: path)
  }

  private static func write<Number: BitwiseCopyable>(
    _ header: VectorHeader, _ numbers: [Number], to path: String
  ) throws(FileError) {
    var file = try OutputFile(path: path)
    try file.write { $0 += header.bytes }
    // In pieces, so that the buffer of the file stays small.
    for start in stride(from: 0, to: numbers.count, by: pieceLength) {
      try file.write { buffer in
        let part = numbers[start..<min(start + pieceLength, numbers.count)]
        unsafe part.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
      }
    }
    try file.commit()
  }

  /// The number of numbers that are copied at a time: a megabyte.
  private static let pieceLength = 1 << 18

  private func rowStart(_ index: Int) -> Int {
    precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
    return dataStart + index * columns * 4
  }
}
