import Artifacts
import Foundation

/// `kindred-model.tsv`, which makes a model's folder complete: what was fetched, and from where.
///
///     file               size       sha256     repository             commit
///     config.json        615        4f2e…      intfloat/e5-small-v2   ffb9…
///     model.safetensors  133466304  45bf…      intfloat/e5-small-v2   ffb9…
///
/// It is written last, when all other files are on the disk.
public struct ModelManifest: Hashable, Sendable {
  /// A file of the folder.
  public struct File: Hashable, Sendable {
    /// Its path in the folder.
    public let name: String
    /// Its length in bytes.
    public let size: Int
    /// The SHA-256 of its bytes, in hexadecimal.
    public let sha256: String
  }

  /// The repository that the files came from, `owner/name`.
  public let repository: String
  /// The commit of the repository.
  public let commit: String
  /// The files, in bytewise order of their names.
  public let files: [File]

  /// The name of the file in the folder of a model.
  public static let fileName = "kindred-model.tsv"
  /// The columns of the file.
  public static let columns = ["file", "size", "sha256", "repository", "commit"]

  /// The bytes of all files together.
  public var size: Int { files.reduce(0) { $0 + $1.size } }

  init(repository: String, commit: String, files: [File]) {
    self.repository = repository
    self.commit = commit
    self.files = files.sorted { precedesBytewise($0.name, $1.name) }
  }

  /// Reads the manifest in a folder; nil if there is none.
  ///
  /// - Throws: ``FileError`` if it is damaged.
  public init?(folder: String) throws(FileError) {
    let path = "\(folder)/\(Self.fileName)"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    let names = try table.keys("file")
    let sizes = try table.integers("size")
    let digests = try table.column("sha256")
    repository = try table.column("repository")[0]
    commit = try table.column("commit")[0]
    for (row, name) in names.enumerated() where !isSafeFileName(name) || sizes[row] < 0 {
      throw table.error(
        row: row, "'\(name)' is no file of a model",
        remedy: "remove \(path) and fetch the model again")
    }
    files = names.indices.map { File(name: names[$0], size: sizes[$0], sha256: digests[$0]) }
  }

  /// Writes the manifest into a folder.
  ///
  /// - Throws: ``FileError`` if it cannot be written.
  func write(folder: String) throws(FileError) {
    try writeTable(
      "\(folder)/\(Self.fileName)", columns: Self.columns,
      files.map { [$0.name, String($0.size), $0.sha256, repository, commit] })
  }

  /// The first file that is not in the folder with its size, or nil if all are.
  func firstMissing(in folder: String) -> String? {
    files.first { fileSize("\(folder)/\($0.name)") != $0.size }?.name
  }
}
