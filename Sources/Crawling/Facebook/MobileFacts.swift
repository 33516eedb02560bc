import Foundation

/// What `data-ft` of a post on m.facebook.com says of it.
struct MobileFacts {
  /// The id of the post.
  private(set) var postID: String?
  /// The id of the post that it shares.
  private(set) var originalID: String?
  /// When it was published, in seconds since 1970.
  private(set) var publishTime: Int?

  /// Reads the attribute; nothing is known if it is not JSON.
  init(_ json: String) {
    guard
      let facts = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    else { return }
    postID = Self.id(facts["top_level_post_id"]) ?? Self.id(facts["mf_story_key"])
    originalID = Self.id(facts["original_content_id"])
    let insights = facts["page_insights"] as? [String: Any] ?? [:]
    let owner = Self.id(facts["page_id"]) ?? Self.id(facts["content_owner_id_new"])
    // The page's own entry tells the time of its post; another's that of a shared one.
    let own = owner.flatMap { insights[$0] } ?? insights.min { $0.key < $1.key }?.value
    let context = (own as? [String: Any])?["post_context"] as? [String: Any]
    publishTime = context?["publish_time"] as? Int
  }

  private static func id(_ value: Any?) -> String? {
    let text = (value as? String) ?? (value as? Int).map { "\($0)" }
    return text.flatMap { $0.isEmpty || !$0.allSatisfy(\.isNumber) ? nil : $0 }
  }
}
