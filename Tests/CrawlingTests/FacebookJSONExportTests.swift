import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Facebook exports in JSON` {
  private func imported(_ json: String, _ name: String = "file.json") throws -> ImportedFile {
    let folder = try TemporaryFolder()
    return try ImportedFile(InputFile(path: folder.write(json, to: "f"), name: name))
  }

  private let record = """
    {"timestamp": 1562160573, "title": "Ann Lee shared a link.", "data": [{"post": "one"}],
     "attachments": []}
    """

  @Test(arguments: [
    "[#]", "{\"group_posts_v2\": [#]}", "{\"status_updates\": [#], \"x\": [1]}",
    "{\"group_posts\": {\"activity_log_data\": [#]}}", "\u{FEFF} [\n#\n]\n",
  ])
  func `records are found wherever a year put them`(wrapper: String) throws {
    let file = try imported(
      wrapper.replacing("#", with: "\(record), \(record.replacing("one", with: "two"))"))
    #expect(file.format == "facebook-export-json")
    #expect(file.documents.map(\.text) == ["one", "two"])
    #expect(file.documents.first?.published == "2019-07-03T13:29:33Z")
    #expect(file.pages == ["Ann Lee"])
  }

  @Test func `photos of an album have their captions and paths`() throws {
    let file = try imported(
      """
      {"name": "Harvest", "photos": [
        {"uri": "posts/media/1.jpg", "creation_timestamp": 1562160573, "title": "Harvest",
         "description": "From the garden"},
        {"uri": "posts/media/2.jpg", "creation_timestamp": 1562160574, "title": "Harvest"}],
       "cover_photo": {"uri": "posts/media/1.jpg"}, "last_modified_timestamp": 1562160575}
      """, "facebook-ann/posts/album/0.json")
    // Nothing in an album tells whose it is, and its title is nobody's name.
    #expect(file.rejects.map(\.reason) == ["unknown-author"])
    let posted = try imported(
      "{\"posts\": [\(record.replacing("\"attachments\": []", with: """
      "attachments": [{"data": [{"media": {"uri": "posts/media/1.jpg", "title": "Harvest",
       "creation_timestamp": 1562160573, "description": "caf\\u00c3\\u00a9"}}]}]
      """))]}")
    #expect(posted.documents.map(\.text) == ["café\none"])
    #expect(posted.documents.first?.links == [.init(.media, "posts/media/1.jpg")])
  }

  @Test func `tags are mentions and a place is a field`() throws {
    let file = try imported(
      """
      [{"timestamp": 1562160573, "title": "Ann Lee was at Zo\\u00c3\\u00ab's.",
        "data": [{"post": "hi"}], "tags": [{"name": "Bo\\u00c5\\u00be"}, "Cy"],
        "attachments": [{"data": [{"place": {"name": "Zo\\u00c3\\u00ab's"}}]}]}]
      """)
    let post = try #require(file.documents.first)
    #expect(post.author == "Ann Lee")
    #expect(
      post.links == [.init(.mention, "Bož", anchor: "Bož"), .init(.mention, "Cy", anchor: "Cy")])
    #expect(post.fields == [.init("place", "Zoë's")])
  }

  @Test func `comments and messages have their authors`() throws {
    let comments = try imported(
      """
      {"comments_v2": [{"timestamp": 1562160573, "title": "Ann Lee commented on Bob's post.",
       "data": [{"comment": {"timestamp": 1562160573, "comment": "nice", "author": "Ann Lee"}}]}]}
      """, "comments_and_reactions/comments.json")
    #expect(comments.documents.map(\.text) == ["nice"])
    let messages = try imported(
      """
      {"participants": [{"name": "Bob"}, {"name": "Ann Lee"}], "messages": [
        {"sender_name": "Bob", "timestamp_ms": 1562160573999, "content": "\\u00c3\\u00a9"}],
       "title": "Bob", "thread_path": "inbox/bob_1"}
      """, "message_1.json")
    #expect(messages.documents.map(\.author) == ["Bob"])
    #expect(messages.documents.map(\.text) == ["é"])
    #expect(messages.documents.map(\.published) == ["2019-07-03T13:29:33Z"])
    #expect(messages.pages == ["Bob"])
  }

  @Test func `a text has the line breaks and signs that its page would show`() throws {
    let text = #"one\r\ntwo\n\u0003three\u0000 \u00c2\u0085four"#
    let file = try imported("[\(record.replacing("one", with: text))]")
    #expect(file.documents.map(\.text) == ["one\ntwo\nthree four"])
  }

  @Test func `a malformed record costs itself`() throws {
    let file = try imported(
      "[\(record), {\"timestamp\": 12x}, \(record.replacing("one", with: "two"))]")
    #expect(file.documents.map(\.text) == ["one", "two"])
    #expect(file.rejects.map(\.reason) == ["malformed-json"])
    #expect(file.rejects.first?.input == "file.json#2")
  }

  @Test func `a file that was cut off keeps what is whole`() throws {
    let file = try imported("[\(record), {\"timestamp\": 1562160573, \"data\": [{\"post\": \"tw")
    #expect(file.documents.map(\.text) == ["one"])
    #expect(file.rejects.map(\.reason) == ["malformed-json"])
  }

  @Test(arguments: [
    ("[]", "zero-posts"), ("{}", "zero-posts"), ("{\"posts\": []}", "zero-posts"),
    ("[{\"timestamp\": 1562160573, \"data\": [{\"post\": \"x\"}]}]", "unknown-author"),
    (
      "[{\"timestamp\": 1562160573, \"title\": \"Ann shared a link.\", \"data\": []}]", "empty-post"
    ),
    (
      "[{\"timestamp\": 15, \"title\": \"Ann shared a link.\", \"data\": [{\"post\": \"x\"}]}]",
      "unknown-date"
    ),
  ])
  func `what cannot be used is refused by name`(json: String, reason: String) throws {
    let file = try imported(json, "posts/your_posts_1.json")
    #expect(file.documents.isEmpty)
    #expect(file.rejects.map(\.reason) == [reason])
  }

  @Test func `other JSON is not taken for an export`() throws {
    for json in ["[1, 2]", #"{"title": "x", "timestamp": "2020"}"#, #"[{"timestamp": 1}]"#] {
      #expect(try imported(json).rejects.map(\.reason) == ["unknown-format"])
    }
  }
}
