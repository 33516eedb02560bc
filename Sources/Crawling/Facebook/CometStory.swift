/// A post as the data of www.facebook.com has it since 2020.
struct CometStory {
  /// The id of the post.
  let id: String
  var text = ""
  /// When it was made, in seconds since 1970.
  var created: Int?
  var url = ""
  var author = ""
  /// The ids of who wrote it and of the group it is in.
  var owners: Set<String> = []
  /// The id or, failing that, the address of the post that it shares.
  var shared: String?
  var links: [CrawledDocument.Link] = []
  var mentions: [CrawledDocument.Link] = []
  /// Whether it was found in the feed of a page, not beside it.
  var isInFeed = false
  /// Whether it is an advertisement.
  var isSponsored = false

  /// Whether an object is a story: it has an id of a post and something to show.
  static func isStory(_ object: [String: Any]) -> Bool {
    guard object["post_id"] is String else { return false }
    return object["comet_sections"] is [String: Any]
      || (object["attachments"] as? [Any])?.isEmpty == false
  }

  /// Reads a story from its object.
  init?(_ object: [String: Any]) {
    guard let id = object["post_id"] as? String, !id.isEmpty else { return nil }
    self.id = id
    isSponsored = object["sponsored_data"] is [String: Any]
    if let group = object["to"] as? [String: Any], let id = group["id"] as? String {
      owners.insert(id)
    }
    let feedback = object["feedback"] as? [String: Any]
    if let group = (feedback?["associated_group"] as? [String: Any])?["id"] as? String {
      owners.insert(group)
    }
    read(object, inAttachment: false)
  }

  /// Reads the facts below an object. Their places change from month to month, their keys do not; the
  /// keys are gone through in order, since those of a dictionary have none.
  private mutating func read(_ object: [String: Any], inAttachment: Bool) {
    readFacts(object, inAttachment: inAttachment)
    for key in object.keys.sorted() where key != "feedback" && key != "message" {
      if key == "attached_story" {
        if let story = object[key] as? [String: Any] { readShared(story) }
      } else {
        read(object[key], inAttachment: inAttachment || key == "attachments")
      }
    }
  }

  private mutating func read(_ value: Any?, inAttachment: Bool) {
    if let object = value as? [String: Any] {
      // Another post within this one is not this one's.
      if let other = object["post_id"] as? String, other != id { return }
      read(object, inAttachment: inAttachment)
    } else if let array = value as? [Any] {
      for element in array { read(element, inAttachment: inAttachment) }
    }
  }

  private mutating func readFacts(_ object: [String: Any], inAttachment: Bool) {
    if !inAttachment, let message = object["message"] as? [String: Any] { read(message: message) }
    if let created = object["creation_time"] as? Int, self.created == nil, !inAttachment {
      self.created = created
      if url.isEmpty { url = address(object["url"]) }
    }
    if let www = object["wwwURL"] as? String, !inAttachment { url = address(www) }
    if !inAttachment, let actor = (object["actors"] as? [Any])?.first as? [String: Any] {
      if author.isEmpty { author = actor["name"] as? String ?? "" }
      if let id = actor["id"] as? String { owners.insert(id) }
    }
    if inAttachment { readLink(object) }
  }

  private mutating func read(message: [String: Any]) {
    guard let text = message["text"] as? String, text.count > self.text.count else {
      return
    }
    self.text = trimmed(withoutControls(text))
    for range in message["ranges"] as? [Any] ?? [] {
      guard let entity = (range as? [String: Any])?["entity"] as? [String: Any] else { continue }
      if let target = outbound(entity["external_url"] ?? entity["url"]) {
        links.append(.init(.external, target))
      } else if let id = entity["id"] as? String, let name = entity["name"] as? String {
        mentions.append(.init(.mention, id, anchor: name))
      }
    }
  }

  private mutating func readLink(_ object: [String: Any]) {
    for key in ["external_url", "url"] {
      guard let target = outbound(object[key]), !target.contains("fbcdn.net/") else { continue }
      links.append(.init(.external, target))
    }
  }

  private mutating func readShared(_ story: [String: Any]) {
    guard shared == nil else { return }
    let inner = CometStory(story.merging(["post_id": story["post_id"] ?? "attached"]) { a, _ in a })
    shared = (story["post_id"] as? String) ?? inner?.url
    if let url = inner?.url, !url.isEmpty { links.append(.init(.external, url)) }
  }

  private func address(_ value: Any?) -> String {
    (value as? String).flatMap(FacebookAddress.resolved) ?? ""
  }

  private func outbound(_ value: Any?) -> String? {
    (value as? String).flatMap(FacebookAddress.outbound)
  }

  /// Takes from another copy of the post what this one lacks: a page holds most posts two or three
  /// times, some of them cut.
  mutating func merge(_ other: CometStory) {
    if other.text.count > text.count { (text, mentions) = (other.text, other.mentions) }
    if url.isEmpty { url = other.url }
    if author.isEmpty { author = other.author }
    created = created ?? other.created
    shared = shared ?? other.shared
    links += other.links.filter { !links.contains($0) }
    owners.formUnion(other.owners)
    isInFeed = isInFeed || other.isInFeed
    isSponsored = isSponsored || other.isSponsored
  }
}
