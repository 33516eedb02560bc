/// What a file of a Facebook export holds, told from its name alone, so that a file that nobody asked
/// for is never opened.
///
/// Folders were renamed from year to year (`posts/`, `your_activity_across_facebook/posts/`,
/// `your_facebook_activity/posts/`), and a file may be taken out of its own: the file's own name
/// decides, its folders only for messages and what is nobody's post.
public enum ExportMember: String, Sendable, CaseIterable {
  /// Posts of the account, of a page or in groups; photos with their captions.
  case posts
  /// Comments of the account on the posts of others.
  case comments
  /// Private messages.
  case messages
  /// Anything else that an export holds: searches, logins, advertisers.
  case other

  /// What a file of an export holds; nil if the name is not one of an export's.
  ///
  /// - Parameter name: The path of the file within the export, or its name alone.
  /// - Complexity: O(*n*) in the length of the name.
  public init?(named name: String) {
    let parts = name.lowercased().replacing("'", with: "_").replacing("\u{2019}", with: "_")
      .split(separator: "/")
    guard let file = parts.last, let dot = file.lastIndex(of: "."),
      ["html", "htm", "json"].contains(file[file.index(after: dot)...])
    else { return nil }
    let folders = Set(parts.dropLast())
    if Self.isMessage(file[..<dot], in: folders) {
      self = .messages
    } else if let kind = Self.kind(file[..<dot], in: folders) {
      self = kind
    } else {
      return nil
    }
  }

  private static func isMessage(_ file: Substring, in folders: Set<Substring>) -> Bool {
    file.hasPrefix("message_") && isNumber(file.dropFirst("message_".count))
      || messageFiles.contains(String(file))
      || folders.contains("messages") && !folders.isDisjoint(with: threads)
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func kind(_ file: Substring, in folders: Set<Substring>) -> ExportMember? {
    if postFiles.contains(where: { file.hasPrefix($0) }) { return .posts }
    if file.hasPrefix("comments") || file.hasPrefix("your_comments") { return .comments }
    if file == "start_here" { return .other }
    if folders.contains("album"), isNumber(file) { return .posts }
    let isOther = !folders.isDisjoint(with: otherFolders) || !folders.isDisjoint(with: activity)
    return isOther ? .other : nil
  }

  private static let threads: Set<Substring> = [
    "inbox", "archived_threads", "e2ee_cutover", "filtered_threads", "message_requests",
    "archived_threads_e2ee", "legacy_threads",
  ]
  private static let messageFiles: Set<String> = [
    "your_messages", "secret_conversations", "secret_groups", "messenger_contacts",
  ]
  private static let postFiles = [
    "your_posts", "your_post", "group_posts", "posts_on_", "page_posts", "your_page_posts",
    "your_photos", "your_videos", "your_uncategorized_photos", "archived_posts",
  ]
  /// The folders that hold the account's doings: what in them is not posts is something else.
  private static let activity: Set<Substring> = [
    "your_facebook_activity", "your_activity_across_facebook",
  ]
  /// Folders at the top of exports, whose files hold boxes like posts, of searches, logins and so on.
  /// Names that anybody might give a folder, such as `events`, are not among them.
  private static let otherFolders: Set<Substring> = [
    "about_you", "accounts_center", "ads_information", "apps_and_websites",
    "apps_and_websites_off_of_facebook", "calls_and_messages", "comments_and_reactions",
    "following_and_followers", "friends_and_followers", "facebook_accounts_center",
    "facebook_gaming", "facebook_marketplace", "facebook_news", "facebook_payments",
    "journalist_registration", "likes_and_reactions", "logged_information", "other_activity",
    "other_logged_information", "payment_history", "personal_information", "privacy_checkup",
    "profile_information", "saved_items_and_collections", "search_history",
    "security_and_login_information", "volunteering", "voice_recording_and_transcription",
    "your_address_books", "your_interactions_on_facebook", "your_topics",
  ]
}
