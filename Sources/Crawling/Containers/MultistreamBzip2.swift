import Artifacts
import LinearAlgebra

/// A bzip2 file of many streams, decompressed several at a time.
///
/// Wikimedia's multistream dumps have a stream for every 100 pages, and pbzip2 makes one of every
/// 900 kB. Each begins at a byte with `BZh`, a digit, and the first six digits of pi, which stand
/// nowhere else but by a chance of 1 in 2 to the power of 76. Bzip2 being the slowest part of reading
/// a dump, this is worth a core each.
final class MultistreamBzip2: ByteStream {
  private let contents: InputContents
  private let name: String
  private let options: InputOptions
  /// Where the next unit begins.
  private var start = 0
  private var ready: ArraySlice<[UInt8]> = []

  /// The bytes from which on a unit of streams is worth the calls.
  private static let unitSize = 1 << 17
  /// A file whose first stream is longer is one that ``CompressedStream`` reads.
  private static let longestStream = 1 << 22

  /// Opens a file, if its streams are short.
  init?(_ contents: InputContents, name: String, _ options: InputOptions) {
    let limit = min(contents.count, Self.longestStream)
    guard options.threads > 1, Self.nextStart(contents, from: 0, below: 1) == 0,
      Self.nextStart(contents, from: 1, below: limit) != nil
    else { return nil }
    self.contents = contents
    self.name = name
    self.options = options
  }

  func next() throws(FileError) -> [UInt8]? {
    while ready.isEmpty, start < contents.count {
      ready = try decompressed(nextUnits())[...]
    }
    return ready.popFirst()
  }

  /// The next units, one for each thread.
  private func nextUnits() -> [Range<Int>] {
    var units: [Range<Int>] = []
    while units.count < options.threads, start < contents.count {
      let search = min(start + Self.unitSize, contents.count)
      let next = Self.nextStart(contents, from: search, below: contents.count)
      let end = next ?? contents.count
      units.append(start..<end)
      start = end
    }
    return units
  }

  /// What units become, in their order.
  private func decompressed(_ units: [Range<Int>]) throws(FileError) -> [[UInt8]] {
    let (contents, name, limits) = (contents, name, options.limits)
    let results = parallelMap(count: units.count, chunk: 1, threads: options.threads) { range in
      let unit = units[range.lowerBound]
      return Result { () throws(FileError) in
        try Self.decompressed(contents, unit, name: name, limits)
      }
    }
    var blocks: [[UInt8]] = []
    for result in results { blocks.append(try result.get()) }
    return blocks.filter { !$0.isEmpty }
  }

  private static func decompressed(
    _ contents: InputContents, _ unit: Range<Int>, name: String, _ limits: ContainerLimits
  ) throws(FileError) -> [UInt8] {
    let archive = try ArchiveReader(
      contents.bytes.extracting(unit), name: name, form: .compressed)
    let stream = PeekableStream(CompressedStream(archive, limits: limits))
    guard let bytes = try stream.collect(limit: limits.loadedBytes) else {
      let limit = "\(limits.loadedBytes >> 20) MiB"
      throw ContainerLimits.refused(name, "one of its streams becomes more than \(limit)")
    }
    return bytes
  }

  /// The index of the next stream; nil if there is none.
  private static func nextStart(
    _ contents: InputContents, from: Int, below end: Int
  ) -> Int? {
    let bytes = contents.bytes
    var index = from
    while index < end {
      if bytes[index] == 0x42, isStart(bytes, index) { return index }
      index += 1
    }
    return nil
  }

  /// Whether a stream with a block in it begins at `index`.
  private static func isStart(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    guard index + 10 <= bytes.count, bytes[index] == 0x42, bytes[index + 1] == 0x5A,
      bytes[index + 2] == 0x68, (0x31...0x39).contains(bytes[index + 3])
    else { return false }
    return bytes[index + 4] == 0x31 && bytes[index + 5] == 0x41 && bytes[index + 6] == 0x59
      && bytes[index + 7] == 0x26 && bytes[index + 8] == 0x53 && bytes[index + 9] == 0x59
  }
}
