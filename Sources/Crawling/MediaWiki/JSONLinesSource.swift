import Artifacts

/// The articles or books of a file with one JSON object a line, as items.
///
/// A line that cannot be read is a reject: such files come from many writers, and one line more or
/// less changes no other.
final class JSONLinesSource: InputSource {
  private let lines: LineStream
  private let form: JSONLinesForm
  private let file: InputFile
  private let options: InputOptions

  /// An article with its HTML has a few megabytes at most.
  private static let longestLine = 64 << 20

  init(
    _ stream: any ByteStream, _ form: JSONLinesForm, _ file: InputFile, _ options: InputOptions
  ) {
    lines = LineStream(stream, longest: Self.longestLine)
    self.form = form
    self.file = file
    self.options = options
  }

  func next() throws(FileError) -> InputEvent? {
    guard let line = try lines.next(name: file.name) else { return nil }
    var file = file
    file.name += ":\(lines.line)"
    switch form {
    case .enterprise: return .item(EnterpriseArticle.item(line, file))
    case .books: return .item(BookRecord.item(line, file))
    }
  }
}

extension InputItem {
  /// An item that says why a file cannot be used.
  static func rejected(_ file: InputFile, _ reason: String, _ detail: String) -> InputItem {
    var result = ImportedFile(file, digest: "", size: 0)
    result.rejects = [Reject(file.name, reason, detail)]
    return .done(result)
  }
}
