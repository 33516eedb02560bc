/// A file of a repository, as the hub lists it.
struct HubFile: Hashable {
  /// Its path in the repository.
  let name: String
  /// Its length in bytes.
  let size: Int
  /// The digest of its bytes.
  let digest: ContentDigest

  /// What a part of the file is called until it is whole. The name tells the contents apart, so that
  /// what is left of one revision never becomes the beginning of another.
  var partName: String {
    let name = name.split(separator: "/").joined(separator: "--")
    return "\(name).\(digest.hexadecimal.prefix(16)).part"
  }
}

/// Whether a path leads into the folder that it is taken from, and to a file that can be named there.
func isSafeFileName(_ name: String) -> Bool {
  let parts = name.split(separator: "/", omittingEmptySubsequences: false)
  return name.utf8.count <= 1024
    && !name.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
    && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
}
