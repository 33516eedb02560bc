import Artifacts

/// The pages of a WARC file, whichever program wrote it: answers and resources, as items named after
/// their addresses.
///
/// Records of other types, pictures and other media are passed over; an answer that is not a page
/// (a redirect, an error) or cannot be decoded is a reject.
final class WARCSource: InputSource {
  private let file: InputFile
  private var reader: WARCReader

  /// Reads a file, compressed or not.
  init(_ file: InputFile) throws(FileError) {
    self.file = file
    reader = try WARCReader(path: file.path)
  }

  /// Reads a member of an archive.
  init(_ stream: any ByteStream, _ file: InputFile) throws(FileError) {
    self.file = file
    reader = try WARCReader(name: file.name) { () throws(FileError) in try stream.next() }
  }

  func next() throws(FileError) -> InputEvent? {
    while let record = try reader.next() {
      var source = file
      source.name = "\(file.name): \(record.targetURI)"
      (source.warc, source.offset) = (file.name, record.offset)
      let page: WARCPage?
      do {
        page = try record.page()
      } catch {
        let detail = "its body cannot be decoded (\(error)); fetch the page again"
        return .item(.rejected(source, "warc-damaged", detail))
      }
      guard let page, Self.mayBePage(page.contentType) else { continue }
      guard (200..<300).contains(page.status) else {
        let detail = "the answer has the status \(page.status); fetch the page again, or leave it"
        return .item(.rejected(source, "http-\(page.status)", detail))
      }
      source.url = page.url
      source.fetched = page.fetched
      source.status = "\(page.status)"
      source.contentType = page.contentType
      return .item(.page(InputPage(source, InputContents(page.body))))
    }
    return nil
  }

  /// Whether a media type is one of text; a record that names none may be a page.
  private static func mayBePage(_ type: String) -> Bool {
    let type = type.lowercased()
    return type.isEmpty
      || ["text/html", "text/plain", "text/tab", "json", "xml"].contains { type.contains($0) }
  }
}
