import Artifacts
import Foundation
import Glibc

/// A file to import, and what is known of where it came from.
public struct InputFile: Sendable {
  /// Where the file is.
  public var path: String
  /// Its path within the folder that was given, which does not depend on where that folder is.
  public var name: String
  /// The address it was fetched from; empty if it was saved by hand.
  public var url = ""
  /// When it was fetched, in UTC; empty if that is not known.
  public var fetched = ""
  /// The status of the answer it was; empty if it was saved by hand.
  public var status = ""
  /// The Content-Type of the answer it was; empty if it was saved by hand.
  public var contentType = ""
  /// The path within the store of the WARC file that it lies in; empty for other files.
  public var warc = ""
  /// Where its record begins in the WARC file, in bytes.
  public var offset: Int?
  /// What reads it, if it is a page of a store.
  var stored: (@Sendable () throws(FileError) -> StoredPages.Body)?

  /// Creates a file that was saved by hand.
  public init(path: String, name: String) {
    self.path = path
    self.name = name
  }
}

/// The files at `roots`, which are files, folders to walk, or stores of `crawl fetch`.
///
/// Each file is taken once, and the order does not depend on that of the roots. Names that begin
/// with a dot are left out, as are links within a folder. Of a store the latest good answer of each
/// address is taken.
///
/// - Throws: ``FileError`` if a root does not exist or an index cannot be read.
public func inputFiles(_ roots: [String]) throws(FileError) -> [InputFile] {
  var files: [InputFile] = []
  for root in roots {
    if StoredPages.isStore(root) {
      files += try StoredPages(store: root).inputFiles
      continue
    }
    switch kind(of: root) {
    case .missing:
      throw FileError(
        .missing, root, "no such file or folder", remedy: "check --input, or fetch pages first")
    case .file:
      files.append(InputFile(path: root, name: URL(fileURLWithPath: root).lastPathComponent))
    case .folder: files += try walk(root)
    }
  }
  files.sort { a, b in
    a.name == b.name ? precedesBytewise(a.path, b.path) : precedesBytewise(a.name, b.name)
  }
  // Within one folder or store no file comes twice.
  guard roots.count > 1 else { return files }
  var seen = Set<String>()
  return files.filter {
    let path = URL(fileURLWithPath: $0.path).standardizedFileURL.path
    return seen.insert("\($0.offset ?? 0) \(path)").inserted
  }
}

private enum PathKind { case missing, file, folder }

private func kind(of path: String) -> PathKind {
  var isFolder: ObjCBool = false
  guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    return .missing
  }
  return isFolder.boolValue ? .folder : .file
}

private func walk(_ root: String) throws(FileError) -> [InputFile] {
  // An enumerator does not follow a link, not even as its root.
  let folder = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
  guard let names = FileManager.default.enumerator(atPath: folder) else {
    throw FileError(.missing, root, "cannot be opened", remedy: "check its rights")
  }
  var files: [InputFile] = []
  while let name = names.nextObject() as? String {
    let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
    if !isHidden, isRegular("\(folder)/\(name)") {
      files.append(InputFile(path: "\(root)/\(name)", name: name))
    }
  }
  return files
}

/// Whether a path is a file: neither a folder nor a link.
private func isRegular(_ path: String) -> Bool {
  var status = stat()
  return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}
