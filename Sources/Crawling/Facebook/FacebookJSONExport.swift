import Foundation

/// The posts of "Download your information" in JSON: an array of records, or an object with one such
/// array under a name that tells what is in it.
///
///     [{"timestamp": …, "data": …}, …]
///     {"group_posts_v2": […]}   {"other_photos_v2": […]}   {"name": "album", "photos": […]}
///     {"participants": […], "messages": […]}   {"comments_v2": […]}
///
/// Records are decoded one at a time; see ``ExportRecord`` for what they hold.
enum FacebookJSONExport {
  /// The beginnings of the names under which arrays of records stand.
  private static let arrays = [
    "messages", "group_posts", "status_updates", "other_photos", "videos", "comments", "photos",
    "page_posts", "posts", "archive", "activity_log_data",
  ]
  private static let head = 1 << 16

  /// Whether the bytes begin like a JSON export of posts: only their first 64 KiB are looked at. A
  /// file without a record is known by its name.
  static func isRecognised(_ bytes: Span<UInt8>, _ file: String) -> Bool {
    guard let first = firstSign(bytes), first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    else { return false }
    if file.hasSuffix(".json"), [.posts, .messages, .comments].contains(ExportMember(named: file)) {
      return true
    }
    let start = bytes.extracting(0..<min(bytes.count, head))
    guard hasAny(["timestamp\"", "creation_timestamp\"", "timestamp_ms\""], start) else {
      return false
    }
    if first == UInt8(ascii: "[") { return hasAny(["attachments\"", "data\""], start) }
    return hasAny(arrays, start) && hasAny(["data\"", "uri\"", "participants\""], start)
  }

  /// Whether a key begins with one of `names`.
  private static func hasAny(_ names: [String], _ bytes: Span<UInt8>) -> Bool {
    for name in names where BytePattern("\"" + name).isFound(in: bytes) { return true }
    return false
  }

  static func contents(_ bytes: Span<UInt8>, _ file: String) -> PageFormat.Contents {
    let bytes = copied(bytes)
    let member = ExportMember(named: file)
    let ranges = elements(bytes)
    guard !ranges.isEmpty else {
      let detail =
        "facebook-export-json: no array of records was found (looked for one at the top or under "
        + "\(arrays.joined(separator: "*, "))*); it may be empty: export again, for all dates"
      return .init(rejects: [Reject(file, "zero-posts", detail)])
    }
    let records = ranges.map { ExportRecord(Data(bytes[$0])) }
    let owner =
      member == .messages
      ? threadName(bytes) : ExportOwner.name(headlines: records.compactMap { $0?.title })
    guard let owner else {
      let detail =
        "facebook-export-json: whose posts these are was not found: no title such as 'NAME shared a "
        + "link.'; ask Facebook for the export in English, or in HTML"
      return .init(rejects: [Reject(file, "unknown-author", detail)])
    }
    return contents(records, owner: owner, file)
  }

  private static func contents(
    _ records: [ExportRecord?], owner: String, _ file: String
  ) -> PageFormat.Contents {
    var contents = PageFormat.Contents(page: owner)
    for (index, record) in records.enumerated() {
      let place = "\(file)#\(index + 1)"
      guard let record else {
        let detail = "the record is not valid JSON; look at it, or export again"
        contents.rejects.append(Reject(place, "malformed-json", detail))
        continue
      }
      let post = post(record, owner: owner)
      if let reject = reject(post, record, place) {
        contents.rejects.append(reject)
      } else {
        contents.documents.append(post.document)
      }
    }
    return contents
  }

  private static func post(_ record: ExportRecord, owner: String) -> FacebookPost {
    var post = FacebookPost(page: owner, author: record.sender.isEmpty ? owner : record.sender)
    var paragraphs: [String] = []
    for text in record.texts { post.add(paragraph: text, to: &paragraphs) }
    post.text = paragraphs.joined(separator: "\n")
    post.published = record.timestamp.flatMap(utcTime) ?? ""
    post.instant = post.published
    post.media = record.media
    post.links = record.links.compactMap { link in
      FacebookAddress.resolved(link.address).map { .init(.external, $0, anchor: link.name) }
    }
    post.mentions += record.tags.map { .init(.mention, $0, anchor: $0) }
    if !record.place.isEmpty { post.fields.append(.init("place", record.place)) }
    return post
  }

  private static func reject(
    _ post: FacebookPost, _ record: ExportRecord, _ place: String
  ) -> Reject? {
    if post.isEmpty {
      let detail = "the post has neither text nor link; nothing is lost by leaving it out"
      return Reject(place, "empty-post", detail)
    }
    guard post.published.isEmpty else { return nil }
    let detail = "the record has no 'timestamp' in seconds that can be a post's; look at it"
    return Reject(place, "unknown-date", detail)
  }

  /// The records: those of the top array, or of the arrays under known names, one level deeper too.
  private static func elements(_ bytes: [UInt8]) -> [Range<Int>] {
    guard let start = bytes.firstIndex(where: { $0 == 0x5B || $0 == 0x7B }) else { return [] }
    if bytes[start] == UInt8(ascii: "[") {
      return jsonElements(bytes, at: start, limit: bytes.count)
    }
    return elements(bytes, ofObjectAt: start, limit: bytes.count, depth: 0)
  }

  private static func elements(
    _ bytes: [UInt8], ofObjectAt start: Int, limit: Int, depth: Int
  ) -> [Range<Int>] {
    let members = jsonMembers(bytes, at: start, limit: limit)
    return members.flatMap { member in
      guard arrays.contains(where: member.key.hasPrefix) else { return [Range<Int>]() }
      let value = member.value
      if bytes[value.lowerBound] == UInt8(ascii: "[") {
        return jsonElements(bytes, at: value.lowerBound, limit: value.upperBound)
      }
      guard bytes[value.lowerBound] == UInt8(ascii: "{"), depth < 2 else { return [] }
      return elements(
        bytes, ofObjectAt: value.lowerBound, limit: value.upperBound, depth: depth + 1)
    }
  }

  /// The name of a thread of messages.
  private static func threadName(_ bytes: [UInt8]) -> String? {
    guard let start = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    let members = jsonMembers(bytes, at: start, limit: bytes.count)
    guard let title = members.first(where: { $0.key == "title" }) else { return nil }
    let json = Data(bytes[title.value])
    let text = try? JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed) as? String
    return text.map(withoutMojibake)
  }
}
