import Artifacts

/// What a file of gzip, bzip2, xz or Zstandard holds, several streams in a row included, as multistream
/// dumps have them.
final class CompressedStream: ByteStream {
  private let archive: ArchiveReader
  private let limits: ContainerLimits
  private var isOpen = false
  private var count = 0

  init(_ archive: ArchiveReader, limits: ContainerLimits) {
    self.archive = archive
    self.limits = limits
  }

  func next() throws(FileError) -> [UInt8]? {
    if !isOpen {
      isOpen = true
      guard try archive.nextMember() != nil else { return nil }
    }
    guard let block = try archive.nextBlock() else { return nil }
    count += block.count
    if count > limits.ratioStart, count / limits.ratio > max(archive.consumed, 1) {
      throw ContainerLimits.refused(
        archive.name, "it becomes over \(limits.ratio) times its bytes")
    }
    return block
  }
}
