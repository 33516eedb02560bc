import Artifacts

/// Decides what a file or a member of a container is, and opens it.
struct InputOpener {
  /// The file, or the member.
  let file: InputFile
  /// What is taken.
  let options: InputOptions
  /// The number of containers that it lies in.
  let depth: Int

  init(_ file: InputFile, _ options: InputOptions, depth: Int) {
    self.file = file
    self.options = options
    self.depth = depth
  }

  /// Opens a stream after looking at its first bytes.
  ///
  /// - Throws: ``FileError`` if it is damaged or refused.
  func open(_ stream: PeekableStream) throws(FileError) -> InputEvent {
    let kind = InputKind(try stream.peek(InputKind.prefix))
    switch kind {
    case .archive, .compressed: return try openNested(kind, stream)
    default: return try open(kind, stream)
    }
  }

  /// Opens what is neither an archive nor compressed.
  func open(_ kind: InputKind, _ stream: PeekableStream) throws(FileError) -> InputEvent {
    switch kind {
    case .dump:
      return .source(DumpSource(try DumpReader(stream, name: file.name), file, options))
    case .jsonLines(let form):
      return .source(JSONLinesSource(stream, form, file, options))
    case .warc:
      return .source(try WARCSource(stream, file))
    default:
      guard let contents = try load(stream) else {
        let limit = "\(options.limits.loadedBytes >> 20) MiB"
        return .item(.rejected(file, "too-large", "it has more than \(limit); split or shorten it"))
      }
      return .item(page(kind, contents))
    }
  }

  /// The item of a page or a table, read as a whole.
  func page(_ kind: InputKind, _ contents: InputContents) -> InputItem {
    guard kind == .mhtml else { return .page(InputPage(file, contents)) }
    guard let root = MIMEArchive.root(contents.bytes) else {
      let detail = "mhtml: no part of it is an HTML page; save the page again"
      return .rejected(file, "mhtml-without-page", detail)
    }
    var page = file
    if page.url.isEmpty { page.url = root.location }
    return .page(InputPage(page, InputContents(root.body)))
  }

  /// Opens an archive or a compressed stream that lies in another one, in memory.
  private func openNested(
    _ kind: InputKind, _ stream: PeekableStream
  ) throws(FileError) -> InputEvent {
    guard depth < options.limits.depth else {
      throw ContainerLimits.refused(file.name, "archives lie in archives too deep")
    }
    guard let contents = try load(stream) else {
      let limit = "\(options.limits.loadedBytes >> 20) MiB"
      return .item(
        .rejected(
          file, "too-large", "the archive in it has more than \(limit); unpack it first"))
    }
    return try open(archive: contents, kind)
  }

  private func open(
    archive contents: InputContents, _ kind: InputKind
  ) throws(FileError) -> InputEvent {
    let inner = InputOpener(file, options, depth: depth + 1)
    let form = kind == .archive ? ArchiveReader.Form.members : .compressed
    let archive = try ArchiveReader(contents.bytes, name: file.name, form: form)
    guard kind == .archive else {
      return try inner.open(PeekableStream(CompressedStream(archive, limits: options.limits)))
    }
    try options.limits.checkHeaders(
      try ArchiveReader(contents.bytes, name: file.name, form: form), size: contents.count)
    return .source(ArchiveSource(archive, size: contents.count, inner))
  }

  private func load(_ stream: PeekableStream) throws(FileError) -> InputContents? {
    try stream.collect(limit: options.limits.loadedBytes).map { InputContents($0) }
  }
}
