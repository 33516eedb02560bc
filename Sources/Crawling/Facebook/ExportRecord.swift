import Foundation

/// A post, a photo or a comment of a JSON export.
///
///     {"timestamp": 1564000000, "title": "Ann Lee shared a link.",
///      "data": [{"post": "text"}, {"update_timestamp": 1564000001}],
///      "attachments": [{"data": [{"external_context": {"url": "https://…"}},
///                                {"media": {"uri": "posts/media/1.jpg", "description": "caption"}}]}],
///      "tags": [{"name": "Bob"}]}
///
/// Photos without a post are only a `media`, comments have `data[].comment`, messages `sender_name`.
/// Whatever is missing or of another kind than here is passed over: exports differ from year to year.
struct ExportRecord {
  /// Seconds since 1970, in UTC.
  private(set) var timestamp: Int?
  /// "NAME shared a link."
  private(set) var title = ""
  /// Who wrote it, where it is not the account.
  private(set) var sender = ""
  private(set) var texts: [String] = []
  private(set) var links: [(address: String, name: String)] = []
  private(set) var media: [String] = []
  private(set) var tags: [String] = []
  private(set) var place = ""

  /// Reads a record; nil if it is not an object of JSON.
  init?(_ json: Data) {
    guard let object = try? JSONSerialization.jsonObject(with: json) as? [String: Any] else {
      return nil
    }
    self.init(object)
  }

  /// Reads a record from its object.
  init(_ object: [String: Any]) {
    timestamp = Self.seconds(object)
    title = Self.text(object["title"])
    sender = Self.text(object["sender_name"])
    if object["uri"] is String { readMedia(object) }
    for attachment in Self.objects(object["attachments"]) {
      for item in Self.objects(attachment["data"]) { readAttachment(item) }
    }
    for item in Self.objects(object["data"]) { readData(item) }
    add(text: Self.text(object["content"]))
    for item in Self.objects(object["photos"]) + Self.objects(object["videos"]) { readMedia(item) }
    for tag in object["tags"] as? [Any] ?? [] {
      let name = Self.text((tag as? [String: Any])?["name"] ?? tag)
      if !name.isEmpty { tags.append(name) }
    }
    if media.first != nil, object["uri"] is String { title = "" }
  }

  private mutating func readAttachment(_ item: [String: Any]) {
    if let media = item["media"] as? [String: Any] { readMedia(media) }
    if let link = item["external_context"] as? [String: Any] {
      let address = Self.text(link["url"])
      if !address.isEmpty { links.append((address, Self.text(link["name"]))) }
    }
    if let place = item["place"] as? [String: Any] { self.place = Self.text(place["name"]) }
    add(text: Self.text(item["text"]))
  }

  private mutating func readMedia(_ media: [String: Any]) {
    let path = Self.text(media["uri"])
    if !path.isEmpty, !self.media.contains(path) { self.media.append(path) }
    add(text: Self.text(media["description"]))
  }

  private mutating func readData(_ item: [String: Any]) {
    add(text: Self.text(item["post"]))
    guard let comment = item["comment"] as? [String: Any] else { return }
    add(text: Self.text(comment["comment"]))
    sender = Self.text(comment["author"])
    timestamp = timestamp ?? Self.seconds(comment)
  }

  private mutating func add(text: String) {
    if !text.isEmpty { texts.append(text) }
  }

  private static func seconds(_ object: [String: Any]) -> Int? {
    if let seconds = object["timestamp"] as? Int { return seconds }
    if let milliseconds = object["timestamp_ms"] as? Int { return milliseconds / 1_000 }
    return object["creation_timestamp"] as? Int
  }

  private static func objects(_ value: Any?) -> [[String: Any]] {
    (value as? [Any] ?? []).compactMap { $0 as? [String: Any] }
  }

  private static func text(_ value: Any?) -> String {
    (value as? String).map(withoutMojibake) ?? ""
  }
}
