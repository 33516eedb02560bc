import Artifacts

/// The members of an archive, each as if it were a file in a folder of the archive's name.
final class ArchiveSource: InputSource {
  private let archive: ArchiveReader
  private let size: Int
  private let opener: InputOpener
  private var members = 0
  private var total = 0
  private var stream: MemberStream?
  private var leftOut = 0
  private var isRead = false
  private var isAtEnd = false

  /// Reads the members of `archive`, which has `size` bytes.
  init(_ archive: ArchiveReader, size: Int, _ opener: InputOpener) {
    self.archive = archive
    self.size = size
    self.opener = opener
  }

  func next() throws(FileError) -> InputEvent? {
    let limits = opener.options.limits
    while let member = try archive.nextMember() {
      members += 1
      total += stream?.count ?? 0
      stream = nil
      try limits.check(member, of: archive.name)
      try limits.check(members: members, total: total, size: size, of: archive.name)
      guard isWanted(member) else { continue }
      let stream = MemberStream(member, of: archive, limits: limits)
      self.stream = stream
      isRead = true
      return try opener(of: member).open(PeekableStream(stream))
    }
    return summary.map { .item($0) }
  }

  /// Hidden files are left out as in a folder, and so are pictures and the like.
  private func isWanted(_ member: ArchiveMember) -> Bool {
    guard member.kind == .file else { return false }
    let folders = member.name.split(separator: "/")
    if folders.contains(where: { $0.hasPrefix(".") && $0 != "." }) { return false }
    guard opener.options.leavesOut(member.name) else { return true }
    leftOut += 1
    return false
  }

  private func opener(of member: ArchiveMember) -> InputOpener {
    var file = opener.file
    // `tar -C folder .` writes `./name`.
    let name = member.name.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    file.name += "/" + name
    return InputOpener(file, opener.options, depth: opener.depth + 1)
  }

  private var summary: InputItem? {
    guard !isAtEnd else { return nil }
    isAtEnd = true
    if leftOut > 0 {
      return .rejected(
        opener.file,
        "not-text",
        "\(leftOut) members are pictures, sounds, videos, styles or scripts, or are not asked for; "
          + "nothing is lost")
    }
    let detail = "the archive holds no file that is not hidden; see that it is the right one"
    return isRead ? nil : .rejected(opener.file, "empty-archive", detail)
  }
}

extension ContainerLimits {
  /// Throws if the headers of an archive show that it must not be read.
  func checkHeaders(_ archive: ArchiveReader, size: Int) throws(FileError) {
    var members = 0
    var total = 0
    while let member = try archive.nextMember() {
      members += 1
      total += member.size ?? 0
      try check(member, of: archive.name)
      try check(members: members, total: total, size: size, of: archive.name)
    }
  }
}
