// What goes to a worker and what comes back; extracts are kept on disk in the same form.

extension InputPage {
  /// The message that asks for the extracts of pages, which stand in a ``PageMemory`` one after another.
  static func message(_ pages: some Collection<InputPage>) -> [UInt8] {
    var writer = MessageWriter()
    writer.append(Array(pages)) { writer, page in
      for text in [page.file.name, page.file.url, page.file.contentType] { writer.append(text) }
      writer.append(page.contents.count)
    }
    return writer.bytes
  }

  /// Reads a message; with what is known of each page comes where its bytes stand in the memory.
  static func read(
    _ message: Span<UInt8>
  ) throws(MalformedMessage) -> [(input: PageInput, range: Range<Int>)] {
    var reader = MessageReader(0..<message.count)
    var end = 0
    return try reader.list(message) { reader throws(MalformedMessage) in
      let input = PageInput(
        name: try reader.text(message), url: try reader.text(message),
        contentType: try reader.text(message))
      let count = try reader.number(message)
      guard count >= 0, count <= PageMemory.size - end else { throw MalformedMessage() }
      end += count
      return (input, end - count..<end)
    }
  }
}

extension PageExtract {
  /// The message that answers with the extracts of pages.
  package static func message(_ extracts: [PageExtract]) -> [UInt8] {
    var writer = MessageWriter()
    writer.append(extracts) { $0.append($1.message.span) }
    return writer.bytes
  }

  /// Reads an answer; nil if it is none, or not of `count` pages.
  package static func read(_ answer: Span<UInt8>, count: Int) -> [PageExtract]? {
    var reader = MessageReader(0..<answer.count)
    let ranges = try? reader.list(answer) { reader throws(MalformedMessage) in
      try reader.range(answer)
    }
    guard let ranges, ranges.count == count, reader.isAtEnd else { return nil }
    var extracts: [PageExtract] = []
    for range in ranges {
      guard let extract = PageExtract(message: answer, range) else { return nil }
      extracts.append(extract)
    }
    return extracts
  }

  /// The extract as a message.
  package var message: [UInt8] {
    var writer = MessageWriter()
    for text in [format, source, page, url] { writer.append(text) }
    writer.append(flags) { $0.append($1) }
    writer.append(documents) { $1.write(to: &$0) }
    writer.append(rejects) { writer, reject in
      for text in reject.record { writer.append(text) }
    }
    return writer.bytes
  }

  /// Reads an extract; nil if the range holds none, or more than one.
  package init?(message bytes: Span<UInt8>, _ range: Range<Int>) {
    var reader = MessageReader(range)
    do {
      format = try reader.text(bytes)
      source = try reader.text(bytes)
      page = try reader.text(bytes)
      url = try reader.text(bytes)
      flags = try reader.list(bytes) { reader throws(MalformedMessage) in try reader.text(bytes) }
      documents = try reader.list(bytes) { reader throws(MalformedMessage) in
        try CrawledDocument(&reader, bytes)
      }
      rejects = try reader.list(bytes) { reader throws(MalformedMessage) in
        Reject(try reader.text(bytes), try reader.text(bytes), try reader.text(bytes))
      }
    } catch {
      return nil
    }
    guard reader.isAtEnd else { return nil }
  }
}

extension CrawledDocument {
  fileprivate func write(to writer: inout MessageWriter) {
    for text in record { writer.append(text) }
    writer.append(fields) { writer, field in
      writer.append(field.name)
      writer.append(field.value)
    }
    writer.append(links) { writer, link in
      writer.append(link.kind.rawValue)
      writer.append(link.target)
      writer.append(link.anchor)
    }
  }

  fileprivate init(
    _ reader: inout MessageReader, _ bytes: Span<UInt8>
  ) throws(MalformedMessage) {
    self.init(id: try reader.text(bytes), page: try reader.text(bytes))
    author = try reader.text(bytes)
    title = try reader.text(bytes)
    url = try reader.text(bytes)
    published = try reader.text(bytes)
    text = try reader.text(bytes)
    fields = try reader.list(bytes) { reader throws(MalformedMessage) in
      Field(try reader.text(bytes), try reader.text(bytes))
    }
    links = try reader.list(bytes) { reader throws(MalformedMessage) in
      guard let kind = Link.Kind(rawValue: try reader.text(bytes)) else {
        throw MalformedMessage()
      }
      return Link(kind, try reader.text(bytes), anchor: try reader.text(bytes))
    }
  }
}
