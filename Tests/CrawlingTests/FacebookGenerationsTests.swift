import Crawling
import Foundation
import TestSupport
import Testing

/// One account, exported in every form.
@Suite struct `Generations of Facebook exports` {
  /// What has to be the same in every form.
  private struct Post: Hashable {
    var author: String
    var date: Date?
    var text: String
    var links: [String]
    var media: [String]
    var mentions: [String]

    init(_ document: CrawledDocument) {
      author = document.author
      date = instant(document.published)
      text = document.text
      links = document.links.filter { $0.kind == .external }.map(\.target)
      media = document.links.filter { $0.kind == .media }.map(\.target)
      mentions = document.links.filter { $0.kind == .mention }.map(\.anchor)
    }
  }

  private func imported(_ data: Data, _ name: String = "file") throws -> ImportedFile {
    let folder = try TemporaryFolder()
    return try ImportedFile(InputFile(path: folder.write(data, to: "file"), name: name))
  }

  private func imported(
    _ account: SyntheticAccount, _ generation: SyntheticAccount.Generation
  ) throws -> ImportedFile {
    try imported(Data(account.html(generation).utf8))
  }

  @Test(arguments: SyntheticAccount.Generation.allCases)
  func `HTML and JSON give the same posts`(generation: SyntheticAccount.Generation) throws {
    let account = SyntheticAccount.standard
    let html = try imported(account, generation)
    let json = try imported(account.json())
    #expect(html.format == "facebook-export" && json.format == "facebook-export-json")
    #expect(html.rejects.isEmpty && json.rejects.isEmpty)
    #expect(html.documents.map(Post.init) == json.documents.map(Post.init))
    #expect(
      json.documents.map { instant($0.published)?.timeIntervalSince1970 }
        == account.posts.map { TimeInterval($0.time) })
    let texts = [
      "Halló heimur", "partagé à l’été 🌋\n\nline two & <three>", "From the garden\nApples",
      "Thanks Big Page and Ã alone", "Midnight in another year",
    ]
    #expect(json.documents.map(\.text) == texts)
    #expect(html.pages == ["Zoë Árnadóttir"] && json.pages == ["Zoë Árnadóttir"])
  }

  @Test(arguments: [SyntheticAccount.Generation.second, .third])
  func `a post has one id in HTML and in JSON`(generation: SyntheticAccount.Generation) throws {
    let account = SyntheticAccount.standard
    let html = try imported(account, generation)
    let json = try imported(account.json())
    #expect(html.documents.map(\.id) == json.documents.map(\.id))
    let tables = CrawlTables([html, json])
    #expect(tables.documents.count == account.posts.count && tables.merged == account.posts.count)
  }

  @Test(arguments: ["en", "fr", "vi", "ja", "de"])
  func `dates are read and updates left out in every language`(language: String) throws {
    var account = SyntheticAccount.standard
    account.language = language
    for generation in SyntheticAccount.Generation.allCases {
      let file = try imported(account, generation)
      #expect(file.rejects.isEmpty, "\(generation)")
      let dates = file.documents.map { instant($0.published)?.timeIntervalSince1970 }
      #expect(dates == account.posts.map { TimeInterval($0.time) }, "\(generation)")
      let texts = file.documents.map(\.text)
      #expect(texts[1] == "partagé à l’été 🌋\n\nline two & <three>", "\(generation)")
      #expect(texts[2] == "From the garden\nApples", "\(generation)")
      #expect(!texts.contains { $0.contains("20") }, "\(generation)")
    }
  }

  @Test(arguments: [(120, "+02:00"), (0, "Z"), (-420, "-07:00"), (345, "+05:45")])
  func `the offset comes from the page's own date`(offset: Int, suffix: String) throws {
    var account = SyntheticAccount.standard
    account.offset = offset
    let file = try imported(account, .third)
    #expect(file.documents.allSatisfy { $0.published.hasSuffix(suffix) })
    let dates = file.documents.map { instant($0.published)?.timeIntervalSince1970 }
    #expect(dates == account.posts.map { TimeInterval($0.time) })
    let guess = CrawledDocument.Field("time_precision", "offset-guess")
    #expect(file.documents.allSatisfy { $0.fields == [guess] })
  }

  @Test func `without the page's own date there is no offset`() throws {
    var account = SyntheticAccount.standard
    account.hasClock = false
    let file = try imported(account, .third)
    // 2019-07-24T20:27Z, two hours later on the account's clock.
    #expect(file.documents.first?.published == "2019-07-24T22:27:00")
    #expect(file.documents.allSatisfy { !$0.published.contains("+") && $0.fields.isEmpty })
  }

  @Test func `without a base the paths of pictures still count from the root`() throws {
    let html = SyntheticAccount.standard.html(.second).replacing(#"<base href="../" />"#, with: "")
      .replacing("posts/media", with: "../posts/media")
    let file = try imported(Data(html.utf8))
    let media = file.documents.flatMap(\.links).filter { $0.kind == .media }.map(\.target)
    #expect(media == (1...3).map { "posts/media/harvest/\($0).jpg" })
  }
}

/// The instant of a time in ISO 8601 with a zone; seconds may be missing.
private func instant(_ text: String) -> Date? {
  let hasSeconds = text.dropFirst(16).hasPrefix(":")
  let full = hasSeconds ? text : String(text.prefix(16)) + ":00" + text.dropFirst(16)
  return try? Date(full, strategy: .iso8601)
}
