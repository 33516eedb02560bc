import Artifacts
import Foundation
import Glibc

/// How far a fetch is.
public struct FetchProgress: Hashable, Sendable {
  /// The file that is being fetched.
  public let file: String
  /// The bytes that came.
  public let done: Int
  /// The bytes that had to come when the fetch began.
  public let total: Int
}

/// What a fetch did.
public struct FetchedModel: Hashable, Sendable {
  /// The folder of the model.
  public let folder: String
  /// What is in it.
  public let manifest: ModelManifest
  /// The names of the files that were not there before.
  public let fetched: [String]
  /// The bytes that came over the network, besides the hub's answer about the model.
  public let bytes: Int
}

/// Brings a model into the cache, or up to date.
///
///     let fetch = ModelFetch(try ModelName("e5-small-v2"), from: hub, to: try .standard())
///     let model = try fetch.run { print($0.done, "of", $0.total) }
///
/// Files that are there and whole are not fetched again. The others are fetched under names of their
/// own, `NAME.DIGEST.part`, which a later run continues; they get their names when all of them have
/// been verified. The manifest is removed before the first and written after the last, so that a folder
/// with a manifest is always the whole of one revision.
public struct ModelFetch {
  private let model: ModelName
  private let revision: String
  private let hub: HubClient
  private let cache: ModelCache
  private let folder: String

  /// Prepares to fetch a revision: a branch, a tag or a commit.
  public init(
    _ model: ModelName, revision: String = "main", from hub: HubClient, to cache: ModelCache
  ) {
    self.model = model
    self.revision = revision
    self.hub = hub
    self.cache = cache
    folder = cache.folder(of: model)
  }

  /// Fetches what is not there.
  ///
  /// - Parameter progress: Called often while files come.
  /// - Returns: What is in the folder now, and what of it was fetched.
  /// - Throws: ``FileError`` of the kind `locked` if another run fetches the model, `missing` if the hub
  ///   does not have it or keeps it from the user, `deferred` if the hub cannot be reached, `malformed`
  ///   if it sends something else than it lists, `inputOutput` if the disk is too small or fails. The
  ///   files of an earlier fetch then stay as they were.
  /// - Complexity: O(*n*) in the bytes of the model, also of files that are there: each is verified.
  public func run(
    progress: @escaping (FetchProgress) -> Void = { _ in }
  ) throws(FileError) -> FetchedModel {
    try makeFolder(cache.path)
    let lock = try FolderLock(cache.path, model.folderName)
    defer { _ = lock }
    let listing = try hub.listing(of: model, revision: revision)
    try makeFolder(folder)
    let old = try? ModelManifest(folder: folder)
    var digests: [String: String] = [:]
    for file in listing.files {
      digests[file.name] = try verifiedDigest("\(folder)/\(file.name)", file)
    }
    let missing = listing.files.filter { digests[$0.name] == nil }
    let bytes = try download(missing, listing.commit, &digests, progress)
    let manifest = ModelManifest(
      repository: model.repository, commit: listing.commit,
      files: listing.files.map { file in
        .init(name: file.name, size: file.size, sha256: digests[file.name] ?? "")
      })
    if !missing.isEmpty || manifest != old { try publish(missing, manifest) }
    removeParts()
    return FetchedModel(
      folder: folder, manifest: manifest, fetched: missing.map(\.name), bytes: bytes)
  }

  /// Completes the parts of all files, and returns the number of bytes that came.
  private func download(
    _ files: [HubFile], _ commit: String, _ digests: inout [String: String],
    _ progress: @escaping (FetchProgress) -> Void
  ) throws(FileError) -> Int {
    let rest = files.map { $0.size - min($0.size, fileSize("\(folder)/\($0.partName)") ?? 0) }
    let total = rest.reduce(0, +)
    try requireSpace(total, in: folder)
    var done = 0
    for file in files {
      let part = try PartFile(file, in: folder)
      let (before, start) = (part.size, done)
      let download = FileDownload(part, of: model, commit: commit, from: hub)
      digests[file.name] = try download.run { size in
        progress(
          FetchProgress(file: file.name, done: start + max(0, size - before), total: total))
      }
      done += file.size - before
    }
    return done
  }

  /// Gives the verified parts their names, and writes the manifest.
  private func publish(_ files: [HubFile], _ manifest: ModelManifest) throws(FileError) {
    let manifestPath = "\(folder)/\(ModelManifest.fileName)"
    if unsafe unlink(manifestPath) != 0, errno != ENOENT { throw .cannotWrite(manifestPath) }
    try flushFolder(folder)
    for file in files {
      let path = "\(folder)/\(file.name)"
      let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
      try makeFolder(parent)
      guard unsafe rename("\(folder)/\(file.partName)", path) == 0 else {
        throw .cannotCreate(path)
      }
      try flushFolder(parent)
    }
    try removeFiles(except: Set(manifest.files.map(\.name)))
    try manifest.write(folder: folder)
    try flushFolder(folder)
  }

  /// Removes the files of a model that this revision does not have: whoever reads the folder would
  /// take them for parts of it.
  private func removeFiles(except kept: Set<String>) throws(FileError) {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    for name in names where isModelFile(name) && !kept.contains(name) {
      guard unsafe unlink("\(folder)/\(name)") == 0 else { throw .cannotWrite("\(folder)/\(name)") }
    }
  }

  /// Removes what is left of files of other revisions.
  private func removeParts() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasSuffix(".part") { unsafe unlink("\(folder)/\(name)") }
  }
}
