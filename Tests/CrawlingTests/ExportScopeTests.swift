import Artifacts
import Crawling
import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct `The scope of an export` {
  @Test(
    arguments: [
      ("your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.html", .posts),
      ("posts/your_posts_1.json", .posts), ("your_posts_1.html", .posts),
      ("posts/album/0.html", .posts),
      ("your_facebook_activity/groups/group_posts_and_comments.html", .posts),
      ("your_facebook_activity/groups/your_comments_in_groups.html", .comments),
      ("comments_and_reactions/comments.html", .comments), ("comments/comments.json", .comments),
      ("messages/inbox/ann_12/message_1.html", .messages), ("message_12.json", .messages),
      ("your_activity_across_facebook/messages/e2ee_cutover/ann_1/message_1.html", .messages),
      ("your_facebook_activity/messages/your_messages.html", .messages),
      ("ann_1/message_1.html", .messages),
      ("your_facebook_activity/events/your_events.html", .other),
      ("logged_information/search/your_search_history.html", .other), ("start_here.html", .other),
      ("Your_Facebook_Activity/Messages/inbox/x/MESSAGE_1.HTML", .messages),
      ("en/Messages_(novel).html", nil), ("events/2016.html", nil), ("export_2022_fr.html", nil),
      ("posts/media/message_1.jpg", nil), ("posts.tsv", nil), ("message_1", nil), ("", nil),
    ] as [(String, ExportMember?)])
  func `a file is known by its name`(name: String, member: ExportMember?) {
    #expect(ExportMember(named: name) == member)
  }

  @Test func `posts are admitted, the rest when asked`() {
    let names = [
      "your_posts_1.html", "comments.html", "message_1.html", "start_here.html", "page.html",
    ]
    #expect(names.map(ExportScope().admits) == [true, false, false, false, true])
    let all = ExportScope(including: [.comments, .messages])
    #expect(names.map(all.admits) == [true, true, true, false, true])
  }

  @Test func `what is left out is said once a kind, with a remedy`() {
    let names = ["m/message_2.html", "comments.html", "m/message_1.html"]
    let rejects = ExportScope().rejects(for: names)
    #expect(rejects.map(\.input) == ["comments.html", "m/message_1.html"])
    #expect(rejects.allSatisfy { $0.reason == "not-asked" })
    #expect(rejects[0].detail.contains("--include comments"))
    #expect(
      rejects[1].detail.hasPrefix("2 files") && rejects[1].detail.contains("--include messages"))
  }

  /// An export with posts and a thread of messages.
  private func export() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let html = SyntheticAccount.standard.html(.third)
    try folder.write(html, to: "in/your_facebook_activity/posts/your_posts_1.html")
    let thread = """
      <html><head><title>Bob</title></head><body class="_5vb_"><main class="_a706" role="main">\
      <section class="_a6-g"><h2 class="_a6-h">Bob</h2><div class="_a6-p"><div><div>psst, secret</div>\
      </div></div><footer class="_a6-o"><div class="_a72d">Jun 22, 2016 6:24:44 pm</div></footer>\
      </section></main></body></html>
      """
    try folder.write(thread, to: "in/your_facebook_activity/messages/inbox/bob_1/message_1.html")
    return folder
  }

  private func importing(_ folder: TemporaryFolder, _ more: [String] = []) throws -> Command.Result
  {
    try Command.run(
      "crawl", ["import", "--input", folder.file("in"), "--output", folder.file("out")] + more)
  }

  @Test func `messages are not opened`() throws {
    let folder = try export()
    let posts = folder.file("in/your_facebook_activity/posts/your_posts_1.html")
    let messages = folder.file("in/your_facebook_activity/messages/inbox/bob_1/message_1.html")
    // The kernel tells who opens a file: the posts must be opened, or the test would show nothing.
    let watch = inotify_init1(Int32(IN_NONBLOCK))
    defer { close(watch) }
    let opened = unsafe inotify_add_watch(watch, posts, UInt32(IN_OPEN))
    let secret = unsafe inotify_add_watch(watch, messages, UInt32(IN_OPEN))
    #expect(opened > 0 && secret > 0)
    let result = try importing(folder)
    #expect(result.status == 0, "\(result.standardError)")
    let watches = events(watch)
    #expect(watches.contains(opened))
    #expect(!watches.contains(secret))
    #expect(try folder.read("out/rejects.tsv").contains("not-asked"))
    #expect(try !folder.read("out/documents.tsv").contains("secret"))
  }

  @Test func `messages are read when asked`() throws {
    let folder = try export()
    let result = try importing(folder, ["--include", "messages"])
    #expect(result.status == 0, "\(result.standardError)")
    let documents = try Table(contentsOf: folder.file("out/documents.tsv"))
    let text = try documents.column("text")
    let author = try documents.column("author")
    let row = try #require(text.firstIndex(of: "psst, secret"))
    #expect(author[row] == "Bob")
    #expect(try folder.read("out/rejects.tsv").split(separator: "\n").count == 1)
  }

  @Test(arguments: ["posts", "other", "everything"])
  func `only comments and messages can be asked for`(value: String) throws {
    let result = try importing(try export(), ["--include", value])
    #expect(result.status == 2)
    #expect(result.standardError.contains("comments") && result.standardError.contains("messages"))
  }

  /// The watches that have an event: struct inotify_event is four 32-bit numbers, the last one the
  /// length of a name that files do not have.
  private func events(_ watch: Int32) -> [Int32] {
    var words = [Int32](repeating: 0, count: 1_024)
    let count = unsafe words.withUnsafeMutableBytes { unsafe read(watch, $0.baseAddress, $0.count) }
    return stride(from: 0, to: max(0, count) / 4, by: 4).map { words[$0] }
  }
}
