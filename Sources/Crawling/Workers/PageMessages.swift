// What goes to a worker and what comes back; extracts are kept on disk in the same form.

extension PageInput {
  /// The message that asks for the extract of a page.
  func request(_ page: Span<UInt8>) -> [UInt8] {
    var writer = MessageWriter()
    for text in [name, url, contentType] { writer.append(text) }
    writer.append(page)
    return writer.bytes
  }

  /// Reads a request; the second result is where the page stands in it.
  static func read(_ request: Span<UInt8>) throws(MalformedMessage) -> (PageInput, Range<Int>) {
    var reader = MessageReader(0..<request.count)
    let input = PageInput(
      name: try reader.text(request), url: try reader.text(request),
      contentType: try reader.text(request))
    return (input, try reader.range(request))
  }
}

extension PageExtract {
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
