import Artifacts

/// What an archive may hold at most. An archive beyond it is made to fill a disk or a memory.
public struct ContainerLimits: Sendable {
  /// The number of members.
  public var members = 100_000
  /// The bytes of one member.
  public var memberBytes = 2 << 30
  /// The bytes of all members together.
  public var totalBytes = 64 << 30
  /// The bytes that one byte of the archive may become. Text of an export becomes 5 to 30.
  public var ratio = 200
  /// The bytes from which on ``ratio`` counts: a short run of blanks compresses better than that.
  public var ratioStart = 1 << 20
  /// The bytes of one page or table that is held in memory.
  public var loadedBytes = 512 << 20
  /// How deep archives may lie in archives.
  public var depth = 2

  /// The limits that every run has.
  public init() {}

  /// Throws if a member must not be read at all.
  ///
  /// Nothing is unpacked, so that a name could do no harm; but an archive with such names is no
  /// export, and somebody unpacks it next.
  func check(_ member: ArchiveMember, of archive: String) throws(FileError) {
    if let problem = problem(member) {
      throw Self.refused(archive, "the member '\(shown(member.name))' \(problem)")
    }
  }

  /// Throws if the members of an archive are too many, or larger than it can honestly hold.
  func check(members: Int, total: Int, size: Int, of archive: String) throws(FileError) {
    if members > self.members {
      throw Self.refused(archive, "it has more than \(self.members) members")
    }
    if total > totalBytes {
      throw Self.refused(archive, "its members have more than \(totalBytes >> 30) GiB")
    }
    if total > ratioStart, total / ratio > size {
      throw Self.refused(archive, "its members have over \(ratio) times its bytes")
    }
  }

  private func problem(_ member: ArchiveMember) -> String? {
    let folders = member.name.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "/" || $0 == "\\" })
    if folders.contains("..") { return "leads out of the archive" }
    let isDrive = folders.first?.count == 2 && folders.first?.last == ":"
    if folders.first == "" || isDrive { return "has an absolute or no name" }
    if member.name.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      return "has a control character in its name"
    }
    switch member.kind {
    case .link: return "is a link"
    case .other: return "is neither a file nor a folder"
    case .file, .folder: break
    }
    if member.isEncrypted { return "needs a password" }
    if let size = member.size, size > memberBytes {
      return "has more than \(memberBytes >> 30) GiB"
    }
    return nil
  }

  private func shown(_ name: String) -> String {
    String(name.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) }.prefix(80))
  }

  static func refused(_ archive: String, _ what: String) -> FileError {
    FileError(
      .malformed, archive, "is refused: \(what)",
      remedy: "do not trust it; ask for the file again where it came from, or give its pages "
        + "unpacked")
  }
}
