import Glibc

/// The reason of the last failed system call, in the system's words.
package func systemReason(_ code: Int32 = errno) -> String {
  unsafe String(cString: strerror(code))
}

extension FileError {
  /// The error of an `open` for reading that failed with `code`.
  package static func cannotOpen(_ path: String, code: Int32 = errno) -> FileError {
    code == ENOENT
      ? FileError(.missing, path, "no such file", remedy: "check the path or run the stage before")
      : FileError(.missing, path, "cannot open: \(systemReason(code))", remedy: "check its rights")
  }

  /// The error of creating `path` that failed with `code`.
  package static func cannotCreate(_ path: String, code: Int32 = errno) -> FileError {
    code == ENOSPC || code == EDQUOT
      ? cannotWrite(path, code: code)
      : FileError(
        .cannotCreate, path, "cannot create: \(systemReason(code))",
        remedy: "check the folder and its rights")
  }

  /// The error of a write that failed with `code`.
  package static func cannotWrite(_ path: String, code: Int32 = errno) -> FileError {
    let remedy = code == ENOSPC || code == EDQUOT ? "free some space and run again" : "run again"
    return FileError(.inputOutput, path, "cannot write: \(systemReason(code))", remedy: remedy)
  }
}
