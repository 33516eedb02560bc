/// What is known of a page before it is read.
public struct PageInput: Sendable, Hashable {
  /// The name of its file, which stands in rejects.
  public var name: String
  /// The address it was fetched from; empty if it was saved by hand.
  public var url: String
  /// The Content-Type of the answer it was; empty if it was saved by hand.
  public var contentType: String

  /// Creates the input.
  public init(name: String, url: String = "", contentType: String = "") {
    self.name = name
    self.url = url
    self.contentType = contentType
  }
}
