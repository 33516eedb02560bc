import Artifacts
import Foundation
import Glibc

/// The bytes of a regular file, or nil if there is none at `path`.
func fileSize(_ path: String) -> Int? {
  var status = stat()
  guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  return Int(status.st_size)
}

/// Makes a folder and those that it is in, where they are not there yet.
///
/// - Throws: ``FileError`` of the kind `cannotCreate`.
func makeFolder(_ path: String) throws(FileError) {
  do {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  } catch {
    throw .cannotCreate(path)
  }
}

/// Writes the names in a folder to the disk.
///
/// - Throws: ``FileError`` of the kind `inputOutput`.
func flushFolder(_ path: String) throws(FileError) {
  let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .cannotOpen(path) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw .cannotWrite(path) }
}

/// Refuses to begin what the disk has no room for.
///
/// - Throws: ``FileError`` of the kind `inputOutput`, as on a disk that is full.
func requireSpace(_ bytes: Int, in folder: String) throws(FileError) {
  var information = statvfs()
  // A file system that cannot tell will say so when it is full.
  guard unsafe statvfs(folder, &information) == 0 else { return }
  let (free, isOverflow) = Int(clamping: information.f_bavail)
    .multipliedReportingOverflow(by: Int(clamping: information.f_frsize))
  guard !isOverflow, free < bytes else { return }
  throw FileError(
    .inputOutput, folder,
    "\(byteText(bytes)) are to be fetched, and the disk has room for \(byteText(free))",
    remedy: "free some space, or set KINDRED_MODELS to a folder on another disk")
}

/// A number of bytes for people: `812 bytes`, `133.5 MB`.
public func byteText(_ bytes: Int) -> String {
  guard bytes >= 1000 else { return "\(bytes) bytes" }
  let units = ["kB", "MB", "GB", "TB", "PB"]
  var value = Double(bytes) / 1000
  var unit = 0
  while value >= 999.95, unit + 1 < units.count {
    value /= 1000
    unit += 1
  }
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10) \(units[unit])"
}
