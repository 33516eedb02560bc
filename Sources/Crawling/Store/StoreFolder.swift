import Artifacts
import CLinux
import Foundation

/// Where the parts of a store lie.
///
///     STORE/frontier.sqlite            addresses and what became of them, robots.txt, parked groups
///     STORE/warc/crawl-…-00001.warc.gz what came over the wire; `.open` behind it while it is written
///     STORE/index/crawl-…-00001.cdxj   where in the WARC file each address is, sorted
///     STORE/pages.tsv, rejects.tsv     the pages and what could not be fetched, as of the last run
///     STORE/log/                       a file a run
///     STORE/lock                       held while a run writes
struct StoreFolder: Sendable {
  /// The path of the folder.
  let path: String

  var database: String { path + "/frontier.sqlite" }
  var warcs: String { path + "/warc" }
  var lock: String { path + "/lock" }
  var pageList: String { path + "/pages.tsv" }
  var rejectList: String { path + "/rejects.tsv" }

  /// The path of a WARC file that is complete.
  func warc(_ name: String) -> String { "\(warcs)/\(name)" }

  /// The path of a WARC file while it is written.
  func openWARC(_ name: String) -> String { "\(warcs)/\(name).open" }

  /// The path of a WARC file as it lies there now.
  func currentWARC(_ name: String) -> String {
    fileSize(warc(name)) == nil && fileSize(openWARC(name)) != nil ? openWARC(name) : warc(name)
  }

  /// The folder of the indexes.
  var indexes: String { path + "/index" }

  /// The path of the index of a WARC file.
  func index(_ name: String) -> String {
    "\(indexes)/\(name.replacingOccurrences(of: ".warc.gz", with: "")).cdxj"
  }

  /// Makes the folders, which only their owner may enter: pages may be private.
  ///
  /// - Throws: ``FileError`` if they cannot be made.
  func make() throws(FileError) {
    for folder in [path, warcs, indexes, path + "/log"] {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw .cannotCreate(folder)
      }
    }
    try flushFolder(path)
  }

  /// Throws unless there is a store with a frontier.
  ///
  /// - Throws: ``FileError`` of the kind `missing`.
  func requireStore() throws(FileError) {
    try requireWARCs()
    guard fileSize(database) != nil else {
      throw FileError(
        .missing, database, "no such file",
        remedy: "run 'crawl verify', which makes it anew from the WARC files")
    }
  }

  /// Throws unless there is a store, perhaps without a frontier.
  ///
  /// - Throws: ``FileError`` of the kind `missing`.
  func requireWARCs() throws(FileError) {
    guard fileSize(warcs) != nil else {
      throw FileError(
        .missing, path, "is no store of 'crawl fetch'", remedy: "check the path, or fetch first")
    }
  }
}

/// The bytes of a file; nil if there is none.
func fileSize(_ path: String) -> Int? {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else { return nil }
  return Int(status.st_size)
}

/// Makes the names in a folder as durable as the files.
///
/// - Throws: ``FileError`` if the disk fails.
func flushFolder(_ path: String) throws(FileError) {
  let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .cannotOpen(path) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw .cannotWrite(path) }
}

/// The bytes that an ordinary user may still write to the disk of a folder.
///
/// - Throws: ``FileError`` if the system cannot say.
func freeSpace(_ path: String) throws(FileError) -> Int {
  var status = statvfs()
  guard unsafe statvfs(path, &status) == 0 else { throw .cannotOpen(path) }
  return Int(status.f_bavail) * Int(status.f_frsize)
}
