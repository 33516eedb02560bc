/// The stories in the data of a page of www.facebook.com, each once.
struct CometStories {
  /// The stories in the order in which the page has them first.
  private(set) var stories: [CometStory] = []
  /// The ids of the pages, people and groups whose feeds are in the data.
  private(set) var feedOwners: Set<String> = []
  private var positions: [String: Int] = [:]

  /// The keys under which feeds stand.
  private static let feeds: Set<String> = [
    "timeline_list_feed_units", "timeline_feed_units", "group_feed", "page_feed", "posts",
  ]

  /// Finds the stories below a value of JSON, wherever they are.
  ///
  /// - Complexity: O(*n*) in the value, *n* log *n* in the keys of an object.
  mutating func read(_ value: Any) { read(value, inFeed: false) }

  private mutating func read(_ value: Any, inFeed: Bool) {
    if let array = value as? [Any] {
      for element in array { read(element, inFeed: inFeed) }
    } else if let object = value as? [String: Any] {
      read(object, inFeed: inFeed)
    }
  }

  private mutating func read(_ object: [String: Any], inFeed: Bool) {
    if CometStory.isStory(object), var story = CometStory(object) {
      story.isInFeed = inFeed
      add(story)
    }
    for key in object.keys.sorted() where key != "attached_story" {
      guard let value = object[key] else { continue }
      let isFeed = Self.feeds.contains(key) && value is [String: Any]
      if isFeed, let owner = object["id"] as? String { feedOwners.insert(owner) }
      read(value, inFeed: inFeed || isFeed)
    }
  }

  private mutating func add(_ story: CometStory) {
    if let position = positions[story.id] {
      stories[position].merge(story)
    } else {
      positions[story.id] = stories.count
      stories.append(story)
    }
  }
}
