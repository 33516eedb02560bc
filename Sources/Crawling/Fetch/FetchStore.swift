import Artifacts
import Foundation
import Glibc

/// A store of fetched pages that is being written, locked as long as this value lives.
struct FetchStore: ~Copyable {
  private(set) var index: FetchIndex
  private let lock: Int32
  private var lastWritten = ContinuousClock.now
  private var isWritten = true

  /// Opens or makes the store.
  ///
  /// - Throws: ``FileError`` of the kind `locked` if another run writes it.
  init(path: String) throws(FileError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path + "/pages", withIntermediateDirectories: true)
    } catch {
      throw FileError(
        .cannotCreate, path, "cannot create", remedy: "check the folder and its rights")
    }
    let lock = unsafe open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      throw FileError(.cannotCreate, path, "cannot be locked", remedy: "check the folder's rights")
    }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw FileError(.locked, path, "another run writes this store", remedy: "wait for it")
    }
    do {
      index = try FetchIndex(store: path)
    } catch {
      close(lock)
      throw error
    }
    self.lock = lock
  }

  deinit { close(lock) }

  /// Whether the page of an address is in the store.
  func has(_ url: String) -> Bool {
    index[url].map { FileManager.default.fileExists(atPath: "\(index.store)/\($0.file)") } ?? false
  }

  /// Keeps a page that was fetched.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  mutating func save(
    _ record: HTTPRecord, _ body: [UInt8], of url: String, at time: String
  ) throws(FileError) {
    let file = "pages/\(textDigest(url).prefix(16)).html"
    let path = "\(index.store)/\(file)"
    var output = try OutputFile(path: path)
    try output.write { $0 += body }
    try output.commit()
    index[url] = FetchIndex.Entry(
      url: url, finalURL: record.url, file: file, fetched: time, status: record.status,
      etag: record.etag, lastModified: record.lastModified, digest: try fileDigest(path),
      size: body.count)
    try noteChange()
  }

  /// Notes that a page is as it was.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  mutating func confirm(_ url: String, at time: String) throws(FileError) {
    index[url]?.fetched = time
    try noteChange()
  }

  /// Writes what is not written yet, and the rejects of the run.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  mutating func finish(_ rejects: [Reject]) throws(FileError) {
    if !isWritten { try index.write() }
    isWritten = true
    let records = rejects.map(\.record).sorted { precedesBytewise($0[0], $1[0]) }
    try writeTable("\(index.store)/rejects.tsv", columns: Schema.crawlRejects, records)
  }

  /// Writes the index after every page while it is small; a large one at most every millisecond for
  /// each of its rows, so that writing it never takes longer than fetching.
  private mutating func noteChange() throws(FileError) {
    isWritten = false
    guard lastWritten.duration(to: .now) >= .milliseconds(index.count) else { return }
    try index.write()
    lastWritten = .now
    isWritten = true
  }
}
