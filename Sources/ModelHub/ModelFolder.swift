import Artifacts
import Foundation

/// Finds the folder of a model by what a user calls it.
public enum ModelFolder {
  /// The folder that `--encoder X` means: a folder of that path, else a model of that name in the
  /// cache.
  ///
  /// - Throws: ``FileError`` that says how to fetch the model if it is not there, or not completely.
  public static func find(_ nameOrPath: String, in cache: ModelCache) throws(FileError) -> String {
    if isFolder(nameOrPath) { return nameOrPath }
    guard !isPath(nameOrPath) else {
      throw FileError(
        .missing, nameOrPath, "there is no such folder",
        remedy: "give the folder of a model, or a name that `embed models` lists")
    }
    let name = try ModelName(nameOrPath)
    if try cache.manifest(of: name) != nil { return cache.folder(of: name) }
    let isBegun = isFolder(cache.folder(of: name))
    throw FileError(
      .missing, nameOrPath,
      isBegun
        ? "the model was not fetched completely"
        : "there is neither such a folder nor a model of that name on this machine",
      remedy: "run: embed models fetch \(name)")
  }

  /// The same with the cache that the environment names.
  ///
  /// - Throws: ``FileError`` as ``find(_:in:)``.
  public static func find(_ nameOrPath: String) throws(FileError) -> String {
    if isFolder(nameOrPath) { return nameOrPath }
    return try find(nameOrPath, in: .standard())
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Whether a text can only be a path.
  private static func isPath(_ text: String) -> Bool {
    text.hasPrefix("/") || text.hasPrefix(".") || text.hasPrefix("~") || text.hasSuffix("/")
      || text.split(separator: "/").count > 2
  }
}
