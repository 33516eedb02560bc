/// An error in a file or its contents, printed as `path:line: what; what to do` so that editors can
/// jump to it and a reader knows the next step.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, as far as a calling script needs to tell it apart: each kind is one exit code.
  public enum Kind: Hashable, Sendable {
    /// The input is not there or cannot be opened.
    case missing
    /// The input is there but malformed.
    case malformed
    /// The pipeline file asks for what there is not.
    case configuration
    /// The input holds nothing that can be used.
    case empty
    /// The output cannot be created.
    case cannotCreate
    /// Reading or writing failed half way, as on a full disk.
    case inputOutput
    /// Somebody else holds the lock.
    case locked
    /// Work is left that can only be done later.
    case deferred
  }

  /// The kind of the error.
  public let kind: Kind
  /// The path of the file, as the user gave it.
  public let path: String
  /// The line of the error, counted from 1, where there is one.
  public let line: Int?
  /// What is wrong.
  public let problem: String
  /// What to do about it.
  public let remedy: String

  /// Creates an error about `path`.
  public init(
    _ kind: Kind, _ path: String, line: Int? = nil, _ problem: String, remedy: String
  ) {
    self.kind = kind
    self.path = path
    self.line = line
    self.problem = problem
    self.remedy = remedy
  }

  /// The error as one line: `path:line: what; what to do`.
  public var description: String {
    let place = line.map { "\(path):\($0)" } ?? path
    return "\(place): \(problem); \(remedy)"
  }
}
