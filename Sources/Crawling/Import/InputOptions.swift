/// What `crawl import` takes of its inputs.
public struct InputOptions: Sendable {
  /// The templates of which an article of a dump must have one, such as `Infobox book`; none for all
  /// articles.
  public var templates: [String] = []
  /// Whether dumps are read as the reader of 2018 did, to compare counts with it.
  public var isSeedCompatible = false
  /// How many parts of a compressed file are decompressed at a time; the result does not depend on it.
  public var threads = 1
  /// What archives may hold.
  public var limits = ContainerLimits()
  /// Whether a member of an archive is left unread, by its name.
  public var leavesOut: @Sendable (String) -> Bool = isMedia

  /// Creates the standard options.
  public init() {}
}

/// Whether a name is that of a picture, a sound, a video or another companion of pages that holds no
/// text of its own.
@Sendable public func isMedia(_ name: String) -> Bool {
  guard let dot = name.lastIndex(of: ".") else { return false }
  return mediaExtensions.contains(name[name.index(after: dot)...].lowercased())
}

private let mediaExtensions: Set<String> = [
  "3gp", "aac", "avi", "bmp", "css", "eot", "gif", "heic", "ico", "jpeg", "jpg", "js", "m4a", "m4v",
  "mkv", "mov", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "otf", "pdf", "png", "svg", "tif",
  "tiff",
  "ttf", "wav", "webm", "webp", "wmv", "woff", "woff2",
]
