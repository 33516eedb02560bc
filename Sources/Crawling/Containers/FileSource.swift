import Artifacts

/// A file on disk: one page or table, which ``page()`` gives, or else a container, a source like any other.
final class FileSource: InputSource {
  private let file: InputFile
  private let options: InputOptions
  private var isDone = false

  init(_ file: InputFile, _ options: InputOptions) {
    self.file = file
    self.options = options
  }

  func next() throws(FileError) -> InputEvent? {
    guard !isDone else { return nil }
    isDone = true
    let contents = try InputContents(path: file.path)
    let kind = kind(of: contents)
    switch kind {
    case .warc,
      .compressed where WARCReader.isRecognised(file.path):
      return .source(try WARCSource(file))
    case .archive: return .source(try archive(size: contents.count, isZip: true))
    case .compressed: return try unpacked(contents)
    default: return try opener.open(kind, PeekableStream(FileStream(path: file.path)))
    }
  }

  /// The file as an item, if it is one page or table; nil if it is a container.
  ///
  /// - Throws: ``FileError`` if it cannot be read.
  func page() throws(FileError) -> InputItem? {
    if let stored = file.stored {
      let body = try stored()
      var page = file
      page.contentType = body.contentType
      return .page(InputPage(page, InputContents(body.bytes)))
    }
    let contents = try InputContents(path: file.path)
    let kind = kind(of: contents)
    guard kind == .page || kind == .mhtml else { return nil }
    return opener.page(kind, contents)
  }

  private func kind(of contents: InputContents) -> InputKind {
    InputKind(contents.copy(0..<min(contents.count, InputKind.prefix))[...])
  }

  private var opener: InputOpener { InputOpener(file, options, depth: 0) }

  private func unpacked(_ contents: InputContents) throws(FileError) -> InputEvent {
    let stream = PeekableStream(try decompression(contents))
    guard InputKind(try stream.peek(InputKind.prefix)) == .archive else {
      return try opener.open(stream)
    }
    return .source(try archive(size: contents.count, isZip: false))
  }

  private func decompression(_ contents: InputContents) throws(FileError) -> any ByteStream {
    if options.threads > 1, MultistreamBzip2.isRecognised(contents) {
      return MultistreamBzip2(try FileStream(path: file.path), name: file.path, options)
    }
    let archive = try ArchiveReader(path: file.path, form: .compressed)
    return CompressedStream(archive, limits: options.limits)
  }

  /// The members of an archive. Those of a zip are judged by its directory before any is read.
  private func archive(size: Int, isZip: Bool) throws(FileError) -> ArchiveSource {
    if isZip {
      try options.limits.checkHeaders(ArchiveReader(path: file.path, form: .members), size: size)
    }
    let archive = try ArchiveReader(path: file.path, form: .members)
    return ArchiveSource(archive, size: size, opener)
  }
}
