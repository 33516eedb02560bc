import Artifacts
import Foundation

/// The folder that holds a folder for each model that was fetched.
public struct ModelCache: Sendable {
  /// The path of the folder.
  public let path: String

  /// The cache in a folder, which need not exist.
  public init(path: String) { self.path = path }

  /// The cache that the environment names: `$KINDRED_MODELS`, else `kindred/models` in
  /// `$XDG_CACHE_HOME`, which is `~/.cache` by itself.
  ///
  /// - Throws: ``FileError`` if there is not even a home folder.
  public init(environment: [String: String]) throws(FileError) {
    if let path = environment["KINDRED_MODELS"], !path.isEmpty {
      self.path = path
    } else if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
      // The specification of XDG's folders has paths that are not absolute ignored.
      self.path = path + "/kindred/models"
    } else if let home = environment["HOME"], !home.isEmpty {
      self.path = home + "/.cache/kindred/models"
    } else {
      throw FileError(
        .configuration, "KINDRED_MODELS", "there is no home folder to keep models in",
        remedy: "set KINDRED_MODELS to a folder for them")
    }
  }

  /// The cache that the environment of this process names.
  ///
  /// - Throws: ``FileError`` if there is not even a home folder.
  public static func standard() throws(FileError) -> ModelCache {
    try ModelCache(environment: ProcessInfo.processInfo.environment)
  }

  /// The path that the folder of a model has, or will have.
  public func folder(of name: ModelName) -> String { "\(path)/\(name.folderName)" }

  /// What is written in the folder of a model about it, or nil if it is not there completely.
  ///
  /// - Throws: ``FileError`` if the manifest is damaged.
  public func manifest(of name: ModelName) throws(FileError) -> ModelManifest? {
    let folder = folder(of: name)
    guard let manifest = try ModelManifest(folder: folder) else { return nil }
    return manifest.firstMissing(in: folder) == nil ? manifest : nil
  }

  /// The names of the models whose folders have a manifest, in bytewise order.
  public var names: [ModelName] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return folders.sorted(by: precedesBytewise).filter {
      FileManager.default.fileExists(atPath: "\(path)/\($0)/\(ModelManifest.fileName)")
    }.compactMap(ModelName.init(folderName:))
  }
}
