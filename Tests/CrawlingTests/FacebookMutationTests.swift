import Crawling
import Foundation
import Fuzzing
import TestSupport
import Testing

/// Damaged files must come to an end and say something, whatever the damage.
@Suite struct `Damaged Facebook files` {
  private static let tokens = [
    "<div>", "</div>", "<div class=\"_a6-g\">", "_2pin", "\"", "'", "&#0;", "&#xD800;", "\\u0000",
    "\\ud83d", "{", "}", "[", "]", "\u{0}", "99999999999999999999", "-1", "null",
    "<script data-sjs>",
    "</script>", "@[1:2:", "]", "<!--", "\u{FEFF}", "é", "data-ft='{'", "for (;;);", "\r\n",
    "1e999",
  ]

  private static let story = """
    {"data":{"user":{"id":"5","timeline_list_feed_units":{"edges":[{"node":{"post_id":"1",\
    "comet_sections":{"content":{"story":{"message":{"text":"one"},"actors":[{"id":"5","name":"O"}],\
    "creation_time":1673897171,"url":"https:\\/\\/www.facebook.com\\/5\\/posts\\/1"}}},\
    "attached_story":{"post_id":"2","attachments":[{"url":"https:\\/\\/a.b"}]}}}]}}}}
    """

  private static let mobile = """
    <html><head><title>N | Facebook</title><meta property="og:url" content="https://m.facebook.com/N/"/>\
    </head><article data-ft='{"top_level_post_id":"12","page_id":"5","page_insights":{"5":{"post_context"\
    :{"publish_time":1562160573}}}}'><div class="story_body_container"><header><h3><strong><a>N</a>\
    </strong></h3><a href="/story.php?story_fbid=12&amp;id=5"><abbr>3 July at 15:29</abbr></a></header>\
    <div data-ft='{"tn":"*s"}'><p>one<br/> two</p></div></div><footer><span class="like_def">3,788 Likes\
    </span></footer></article></html>
    """

  private static let sources: [(String, [UInt8])] = {
    let account = SyntheticAccount.standard
    var sources = SyntheticAccount.Generation.allCases.map {
      ("\($0)", Array(account.html($0).utf8))
    }
    sources.append(("your_posts_1.json", (try? Array(account.json())) ?? []))
    sources.append(("answer", Array("for (;;);\(story)\n\(story)".utf8)))
    sources.append(
      ("comet", Array("<html id=\"facebook\"><script data-sjs>\(story)</script></html>".utf8)))
    sources.append(("mobile", Array(mobile.utf8)))
    return sources
  }()

  @Test(arguments: sources)
  func `a damaged file gives posts or a reason`(name: String, bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    #expect(!bytes.isEmpty)
    let words = Self.tokens.map { Array($0.utf8) }
    var mutator = Mutator(seed: UInt64(bytes.count), name: "damaged \(name)", words: words)
    let start = ContinuousClock.now
    var differing = 0
    var whole: ImportedFile?
    for round in 0..<120 {
      let damaged = round == 0 ? bytes : mutator.mutated(bytes, others: [bytes])
      let path = try folder.write(Data(damaged), to: name)
      let file = try ImportedFile(InputFile(path: path, name: name))
      #expect(!file.documents.isEmpty || !file.rejects.isEmpty, "round \(round)")
      for reject in file.rejects {
        #expect(!reject.reason.isEmpty && reject.detail.contains(" "), "round \(round)")
      }
      for document in file.documents {
        #expect(!document.text.unicodeScalars.contains { $0.value == 0 }, "round \(round)")
        #expect(!document.id.isEmpty && !document.page.isEmpty, "round \(round)")
      }
      if let whole, whole.documents != file.documents { differing += 1 }
      whole = whole ?? file
    }
    #expect(whole?.documents.isEmpty == false)
    #expect(differing > 10, "the damage must be seen")
    #expect(start.duration(to: .now) < .seconds(20))
  }

  @Test(arguments: [
    "[" + String(repeating: "[", count: 200_000),
    "[{\"timestamp\":1,\"data\":" + String(repeating: "{\"a\":", count: 100_000),
    "[{\"timestamp\":1562160573,\"data\":[{\"post\":\"" + String(repeating: "\\", count: 300_001),
    "for (;;);" + String(repeating: "{\"payload\":", count: 100_000),
    "<html id=\"facebook\"><script data-sjs>" + String(repeating: "({\"post_id\":", count: 50_000),
    "<html id=\"facebook\">" + String(repeating: "<script data-sjs>\"post_id\"", count: 20_000),
    "<main class='_a706' role='main'>" + String(repeating: "<div class='_a6-g'>", count: 20_000),
    "<article data-ft='" + String(repeating: "{\"a\":", count: 50_000) + "'>x</article>",
  ])
  func `what is made to stall a parser does not`(text: String) throws {
    let folder = try TemporaryFolder()
    let start = ContinuousClock.now
    let path = try folder.write(text, to: "f")
    let file = try ImportedFile(InputFile(path: path, name: "your_posts_1.json"))
    #expect(file.documents.isEmpty && !file.rejects.isEmpty)
    #expect(start.duration(to: .now) < .seconds(10))
  }
}
