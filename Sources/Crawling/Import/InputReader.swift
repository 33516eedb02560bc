import Artifacts

/// The items in files and in the containers among them, one after another.
///
///     var reader = InputReader(try inputFiles(["export.zip", "pages"]), InputOptions())
///     while let item = try reader.next() { … }
///
/// Files are read in their order, containers from start to end; a zip and the folder it was made of
/// give the same items but for their names. Memory does not grow with a container: its members are
/// read one at a time, dumps article by article.
public struct InputReader: ~Copyable {
  private let files: [InputFile]
  private let options: InputOptions
  private var index = 0
  /// The containers that are open, the innermost last.
  private var sources: [any InputSource] = []

  /// Prepares to read `files`.
  public init(_ files: some Sequence<InputFile>, _ options: InputOptions) {
    self.files = Array(files)
    self.options = options
  }

  /// The number of files that were begun.
  public var filesBegun: Int { index }

  /// The next item; nil when all files are read.
  ///
  /// - Throws: ``FileError`` if a file cannot be read, or a container is damaged or refused.
  public mutating func next() throws(FileError) -> InputItem? {
    while true {
      guard let source = sources.last else {
        guard index < files.count else { return nil }
        index += 1
        sources.append(FileSource(files[index - 1], options))
        continue
      }
      switch try source.next() {
      case .item(let item): return item
      case .source(let inner): sources.append(inner)
      case nil: sources.removeLast()
      }
    }
  }

  /// The next items, as many as are worth extracting at once: `count`, or fewer if they are large.
  ///
  /// - Throws: ``FileError`` if a file cannot be read, or a container is damaged or refused.
  public mutating func next(upTo count: Int) throws(FileError) -> [InputItem] {
    var items: [InputItem] = []
    var size = 0
    while items.count < count, size < 32 << 20, let item = try next() {
      size += item.size
      items.append(item)
    }
    return items
  }
}

/// Where items come from: a file, an archive, a dump.
protocol InputSource: AnyObject {
  /// The next item or container within; nil at the end.
  func next() throws(FileError) -> InputEvent?
}

/// What a source comes upon.
enum InputEvent {
  /// An item.
  case item(InputItem)
  /// A container, to be read before the source goes on.
  case source(any InputSource)
}
