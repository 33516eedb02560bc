/// A page as a dump has it.
public struct DumpPage: Sendable, Equatable {
  /// The title, with the name of the namespace.
  public var title = ""
  /// The number of the namespace; articles are in 0.
  public var namespace = 0
  /// The number of the page.
  public var id = ""
  /// The title that the page leads on to; nil if it is a page of its own.
  public var redirect: String?
  /// The number of the latest revision.
  public var revision = ""
  /// When that was saved, in UTC: `2016-12-06T17:05:42Z`.
  public var timestamp = ""
  /// The wikitext of that revision in UTF-8; empty if it was not asked for.
  public var text: [UInt8] = []
  /// Whether the text was longer than ``longestText`` and is left out.
  public var isTooLong = false

  /// The bytes of wikitext that are read; MediaWiki itself saves 2 MiB at most.
  public static let longestText = 16 << 20
}
