import CLinux
import Foundation

/// The folder that a stage writes, which changes from yesterday's files to today's in one step.
///
///     let folder = try StageFolder(path: "data/facebook/out/cluster")
///     try writeTable(folder.file("clusters.tsv"), …)
///     try folder.commit()
///
/// Files are written into a hidden folder beside it, `.NAME.partial`. ``commit()`` exchanges the two
/// folders, so a reader sees all of the old files or all of the new ones. A run that fails or is
/// killed leaves the old files as they were; the next run removes what a killed one left.
///
/// `.NAME.lock` beside the folder is locked meanwhile with `flock`, which the kernel releases however
/// the process ends.
public struct StageFolder: ~Copyable {
  /// The path of the folder.
  public let path: String
  private let partial: String
  private let lock: Int32

  /// Locks the folder at `path` and prepares to write it.
  ///
  /// - Throws: ``FileError`` of the kind `locked` if another run writes it, or if it cannot be made.
  public init(path: String) throws(FileError) {
    let path = Self.withoutTrailingSlashes(path)
    let url = URL(fileURLWithPath: path)
    let parent = url.deletingLastPathComponent().path
    let hidden = "\(parent)/.\(url.lastPathComponent)"
    try Self.makeFolder(parent)
    try Self.requireNoFile(path)
    let lock = try Self.takeLock(hidden + ".lock", for: path)
    do {
      Self.restore(path, from: hidden + ".old")
      try Self.removeFolder(hidden + ".partial")
      UnfinishedOutputs.add(hidden + ".partial")
      try Self.makeFolder(hidden + ".partial")
    } catch {
      close(lock)
      throw error
    }
    self.path = path
    self.partial = hidden + ".partial"
    self.lock = lock
  }

  deinit {
    try? Self.removeFolder(partial)
    UnfinishedOutputs.remove(partial)
    close(lock)
  }

  /// Where to write the file called `name` until the folder is committed; its folder exists.
  ///
  /// - Throws: ``FileError`` if a folder within `name` cannot be made.
  public func file(_ name: String) throws(FileError) -> String {
    let file = "\(partial)/\(name)"
    if name.contains("/") {
      try Self.makeFolder(URL(fileURLWithPath: file).deletingLastPathComponent().path)
    }
    return file
  }

  /// Where the file called `name` of the previous run lies, or nil if there is none.
  public func previous(_ name: String) -> String? {
    let file = "\(path)/\(name)"
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }

  /// The names of the files written so far, with the folders they are in, in bytewise order.
  public var names: [String] {
    let names = FileManager.default.enumerator(atPath: partial)?.compactMap { $0 as? String } ?? []
    let files = names.filter { name in
      var isFolder: ObjCBool = false
      return unsafe FileManager.default.fileExists(
        atPath: "\(partial)/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
    }
    return files.sorted(by: precedesBytewise)
  }

  /// Makes the new files the folder's, all at once.
  ///
  /// - Throws: ``FileError`` if the disk fails; the old files then stay.
  public consuming func commit() throws(FileError) {
    try Self.flush(partial)
    try Self.publish(partial, as: path)
    try Self.flush(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// Keeps the new files aside as `NAME.rejected`, for a look, and leaves the old ones in place.
  ///
  /// - Throws: ``FileError`` if they cannot be moved.
  public consuming func reject() throws(FileError) {
    try Self.flush(partial)
    try Self.publish(partial, as: path + ".rejected")
  }
}

extension StageFolder {
  /// `out/cluster/` and `out/cluster` are the same folder, and `.rejected` is added to its name.
  private static func withoutTrailingSlashes(_ path: String) -> String {
    var path = path[...]
    while path.hasSuffix("/"), path.count > 1 { path.removeLast() }
    return String(path)
  }

  /// Refuses the name of a file, which exchanging the two would remove.
  private static func requireNoFile(_ path: String) throws(FileError) {
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard !exists || isFolder.boolValue else {
      throw FileError(
        .cannotCreate, path, "is a file, not a folder", remedy: "give the name of a folder")
    }
  }

  private static func takeLock(_ file: String, for path: String) throws(FileError) -> Int32 {
    let descriptor = unsafe kindred_open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotCreate(file) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw FileError(
        .locked, path, "another run is writing this folder", remedy: "wait for it and run again")
    }
    return descriptor
  }

  /// Gives `partial` the name `path`; what had that name is removed.
  private static func publish(_ partial: String, as path: String) throws(FileError) {
    if unsafe kindred_exchange(partial, path) == 0 { return try removeFolder(partial) }
    let reason = errno
    let old = URL(fileURLWithPath: path).deletingLastPathComponent()
      .appendingPathComponent(".\(URL(fileURLWithPath: path).lastPathComponent).old").path
    switch reason {
    case ENOENT:
      guard unsafe rename(partial, path) == 0 else { throw .cannotCreate(path) }
    case EINVAL, ENOSYS, ENOTSUP:
      // A file system without exchange: two renames, which `restore` mends if killed in between.
      guard unsafe rename(path, old) == 0, unsafe rename(partial, path) == 0 else {
        throw .cannotCreate(path)
      }
      try removeFolder(old)
    default:
      throw .cannotCreate(path, code: reason)
    }
  }

  /// Undoes the first of two renames that a killed run did not complete.
  private static func restore(_ path: String, from old: String) {
    guard unsafe access(old, F_OK) == 0 else { return }
    if unsafe rename(old, path) != 0 { try? removeFolder(old) }
  }

  private static func flush(_ folder: String) throws(FileError) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(folder) }
  }

  private static func makeFolder(_ path: String) throws(FileError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path)
    }
  }

  private static func removeFolder(_ path: String) throws(FileError) {
    guard unsafe access(path, F_OK) == 0 else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw FileError(.cannotCreate, path, "cannot be removed", remedy: "remove it by hand")
    }
  }
}
