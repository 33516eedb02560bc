/// A page to be read: its bytes, and what is known of it before.
public struct PageRequest: Sendable {
  /// What is known of it.
  public var input: PageInput
  /// Its bytes.
  public var contents: InputContents

  /// Creates a request.
  public init(_ input: PageInput, _ contents: InputContents) {
    self.input = input
    self.contents = contents
  }
}
