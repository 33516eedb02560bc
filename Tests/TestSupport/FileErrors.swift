import Artifacts

/// The file error that `body` throws, or nil if it throws none.
///
///     let error = fileError { _ = try Table(contentsOf: path) }
///     #expect(error?.kind == .missing)
public func fileError(_ body: () throws -> Void) -> FileError? {
  do {
    try body()
    return nil
  } catch {
    return error as? FileError
  }
}
