/// The status and the headers of an answer.
struct AnswerHead {
  /// The status; 0 before a status line came.
  private(set) var status = 0
  private var fields: [String: String] = [:]

  /// Takes a line. A status line begins the head anew, as after `100 Continue` or the answer of a
  /// proxy.
  mutating func append(_ line: String) {
    if line.hasPrefix("HTTP/") {
      fields = [:]
      status = line.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix(3)) } ?? 0
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...]
      fields[line[..<colon].lowercased()] = value.split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
  }

  /// The value of a header, whose name is given in lower case; of several the last.
  subscript(name: String) -> String? { fields[name] }

  /// Whether the body is what was asked for, or a part of it.
  var isSuccess: Bool { status == 200 || status == 206 }

  /// The tag by which a server can tell whether a file is still the same; nil if it gives none that
  /// holds for every byte (RFC 9110 § 8.8.3).
  var strongTag: String? { self["etag"].flatMap { $0.hasPrefix("\"") ? $0 : nil } }

  /// Where the body begins in the file, and how long the whole file is, if the server says.
  var position: (start: Int, total: Int?)? {
    if status == 200 { return (0, self["content-length"].flatMap { Int($0) }) }
    guard let range = self["content-range"],
      let match = range.wholeMatch(of: /bytes (\d+)-\d+\/(\d+|\*)/)?.output,
      let start = Int(match.1)
    else { return nil }
    return (start, Int(match.2))
  }
}
