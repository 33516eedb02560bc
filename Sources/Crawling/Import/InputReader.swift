import Artifacts

/// The items in a container and in the containers within it, one after another.
///
///     var reader = InputReader(file, InputOptions())
///     while let item = try reader.next() { … }
///
/// Containers are read from start to end; a zip and the folder it was made of give the same items but for
/// their names. Memory does not grow with a container: its members are read one at a time, dumps article by
/// article.
struct InputReader: ~Copyable {
  /// The containers that are open, the innermost last.
  private var sources: [any InputSource]

  /// Prepares to read a container.
  init(_ file: InputFile, _ options: InputOptions) { sources = [FileSource(file, options)] }

  /// The next item; nil when everything is read.
  ///
  /// - Throws: ``FileError`` if the file cannot be read, or a container is damaged or refused.
  mutating func next() throws(FileError) -> InputItem? {
    while let source = sources.last {
      switch try source.next() {
      case .item(let item): return item
      case .source(let inner): sources.append(inner)
      case nil: sources.removeLast()
      }
    }
    return nil
  }

  /// The next items, as many as are worth extracting at once: `count`, or fewer if they are large.
  ///
  /// - Throws: ``FileError`` if the file cannot be read, or a container is damaged or refused.
  mutating func next(upTo count: Int) throws(FileError) -> [InputItem] {
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
