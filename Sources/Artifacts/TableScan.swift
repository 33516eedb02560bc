import LinearAlgebra

/// Finds where the fields of a table end, and checks every record.
struct TableScan {
  /// The file.
  let file: MappedFile
  /// The end of each field of the header, and where the first record starts.
  let header: (ends: [Int], next: Int)

  /// The size of the parts that several threads scan.
  private static let part = 1 << 20

  /// Scans the header.
  ///
  /// - Throws: ``FileError`` if there is none, or it is malformed.
  init(_ file: MappedFile) throws(FileError) {
    let bytes = file.bytes
    guard !bytes.isEmpty else {
      throw FileError(
        .malformed, file.path, "is empty",
        remedy: "it needs a header line; run the stage before again")
    }
    var ends = [Int]()
    let scan = scanRow(bytes, from: 0, ends: &ends)
    let next = scan.next ?? bytes.count
    try scan.check(bytes, 0..<next, found: ends.count, expected: nil, path: file.path, line: 1)
    self.file = file
    header = (ends, next)
  }

  /// The end of each field of all records, after those of the header.
  ///
  /// - Throws: ``FileError`` about the first record that is malformed.
  /// - Complexity: O(*n*) in the bytes, divided by the threads.
  func fieldEnds(threads: Int) throws(FileError) -> [Int] {
    let starts = threads > 1 ? partStarts : []
    guard starts.count > 1 else { return try fieldEndsFromStart() }
    let parts = parallelMap(count: starts.count, chunk: 1, threads: threads) { [file] range in
      let part = range.lowerBound
      let end = part + 1 < starts.count ? starts[part + 1] : file.bytes.count
      return try? fieldEnds(starts[part]..<end, line: 2)
    }
    var ends = header.ends
    for part in parts {
      // Which line is malformed, only a scan of all before it can tell.
      guard let part else { return try fieldEndsFromStart() }
      ends += part
    }
    return ends
  }

  private func fieldEndsFromStart() throws(FileError) -> [Int] {
    header.ends + (try fieldEnds(header.next..<file.bytes.count, line: 2))
  }

  /// The end of each field of the records in a range, the first one being on `line`.
  private func fieldEnds(_ range: Range<Int>, line: Int) throws(FileError) -> [Int] {
    let bytes = file.bytes
    var ends = [Int]()
    var (start, line) = (range.lowerBound, line)
    while start < range.upperBound {
      let before = ends.count
      let scan = scanRow(bytes, from: start, ends: &ends)
      let next = scan.next ?? bytes.count
      try scan.check(
        bytes, start..<next, found: ends.count - before, expected: header.ends.count,
        path: file.path, line: line)
      (start, line) = (next, line + 1)
    }
    return ends
  }

  /// Where the parts start that several threads scan: at the first record in each.
  private var partStarts: [Int] {
    let bytes = file.bytes
    var starts = header.next < bytes.count ? [header.next] : []
    for part in stride(from: header.next + Self.part, to: bytes.count, by: Self.part) {
      var start = part
      while start < bytes.count, bytes[start - 1] != UInt8(ascii: "\n") { start += 1 }
      if start < bytes.count, start > starts[starts.count - 1] { starts.append(start) }
    }
    return starts
  }
}
