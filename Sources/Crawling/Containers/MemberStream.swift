import Artifacts

/// The bytes of one member of an archive, which must be read before the next one.
final class MemberStream: ByteStream {
  private let archive: ArchiveReader
  private let limits: ContainerLimits
  private let member: ArchiveMember
  private let start: Int
  /// The number of bytes that were read.
  private(set) var count = 0

  init(_ member: ArchiveMember, of archive: ArchiveReader, limits: ContainerLimits) {
    self.member = member
    self.archive = archive
    self.limits = limits
    start = archive.consumed
  }

  func next() throws(FileError) -> [UInt8]? {
    guard let block = try archive.nextBlock() else { return nil }
    count += block.count
    if count > limits.memberBytes {
      throw refused("has more than \(limits.memberBytes >> 30) GiB")
    }
    // libarchive reads ahead by a block or two, which only makes the ratio smaller.
    let read = max(archive.consumed - start, 1)
    if count > limits.ratioStart, count / limits.ratio > read {
      throw refused("becomes over \(limits.ratio) times its bytes")
    }
    return block
  }

  private func refused(_ problem: String) -> FileError {
    ContainerLimits.refused(archive.name, "the member '\(member.name)' \(problem)")
  }
}
