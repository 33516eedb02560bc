import Artifacts
import LinearAlgebra

/// A bzip2 file of many streams, decompressed several at a time.
///
/// Wikimedia's multistream dumps have a stream for every 100 pages, and pbzip2 makes one of every
/// 900 kB. Each begins at a byte with `BZh`, a digit, and the first six digits of pi, which stand
/// nowhere else but by a chance of 1 in 2 to the power of 76. Bzip2 being the slowest part of reading
/// a dump, this is worth a core each.
final class MultistreamBzip2: ByteStream {
  private let source: any ByteStream
  private let name: String
  private let options: InputOptions
  /// What was read of the file and not yet decompressed.
  private var buffer: [UInt8] = []
  private var isAtEnd = false
  private var ready: ArraySlice<[UInt8]> = []

  /// The bytes from which on a unit of streams is worth the calls.
  private static let unitSize = 1 << 17
  /// A file whose first stream is longer is one that ``CompressedStream`` reads.
  private static let longestStream = 1 << 22

  /// Reads the file that `source` gives; errors call it `name`.
  init(_ source: any ByteStream, name: String, _ options: InputOptions) {
    self.source = source
    self.name = name
    self.options = options
  }

  /// Whether a file begins with streams that are short enough to be worth it.
  static func isRecognised(_ contents: InputContents) -> Bool {
    let start = contents.copy(0..<min(contents.count, longestStream))
    return isStart(start, 0) && nextStart(start, from: 1) != nil
  }

  func next() throws(FileError) -> [UInt8]? {
    while ready.isEmpty {
      let units = try nextUnits()
      if units.isEmpty { return nil }
      ready = try decompressed(units)[...]
    }
    return ready.popFirst()
  }

  /// The next units, one for each thread.
  private func nextUnits() throws(FileError) -> [[UInt8]] {
    var units: [[UInt8]] = []
    while units.count < options.threads, let unit = try nextUnit() { units.append(unit) }
    return units
  }

  /// The next streams, together some ``unitSize`` long; nil at the end.
  private func nextUnit() throws(FileError) -> [UInt8]? {
    var searched = Self.unitSize
    while true {
      if let end = Self.nextStart(buffer, from: searched) {
        defer { buffer.removeFirst(end) }
        return Array(buffer[..<end])
      }
      // The mark of the next stream may be cut off at the end of what was read.
      searched = max(searched, buffer.count - Self.markLength)
      guard !isAtEnd, let block = try source.next() else {
        isAtEnd = true
        defer { buffer = [] }
        return buffer.isEmpty ? nil : buffer
      }
      buffer += block
    }
  }

  /// What units become, in their order.
  private func decompressed(_ units: [[UInt8]]) throws(FileError) -> [[UInt8]] {
    let (name, limits) = (name, options.limits)
    let results = parallelMap(count: units.count, chunk: 1, threads: options.threads) { range in
      let unit = units[range.lowerBound]
      return Result { () throws(FileError) in
        try Self.decompressed(unit, name: name, limits)
      }
    }
    var blocks: [[UInt8]] = []
    for result in results { blocks.append(try result.get()) }
    return blocks.filter { !$0.isEmpty }
  }

  private static func decompressed(
    _ unit: [UInt8], name: String, _ limits: ContainerLimits
  ) throws(FileError) -> [UInt8] {
    let archive = try ArchiveReader(unit.span, name: name, form: .compressed)
    let stream = PeekableStream(CompressedStream(archive, limits: limits))
    guard let bytes = try stream.collect(limit: limits.loadedBytes) else {
      let limit = "\(limits.loadedBytes >> 20) MiB"
      throw ContainerLimits.refused(name, "one of its streams becomes more than \(limit)")
    }
    return bytes
  }

  private static let mark: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
  private static let markLength = 10

  /// The index of the next stream; nil if there is none.
  private static func nextStart(_ bytes: [UInt8], from: Int) -> Int? {
    var index = from
    while index + markLength <= bytes.count {
      if bytes[index] == 0x42, isStart(bytes, index) { return index }
      index += 1
    }
    return nil
  }

  /// Whether a stream with a block in it begins at `index`.
  private static func isStart(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index + markLength <= bytes.count else { return false }
    return bytes[index] == 0x42 && bytes[index + 1] == 0x5A && bytes[index + 2] == 0x68
      && (0x31...0x39).contains(bytes[index + 3])
      && bytes[(index + 4)..<(index + markLength)].elementsEqual(mark)
  }
}
