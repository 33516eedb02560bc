import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct `Workers` {
  private static func article(_ body: String) -> [UInt8] {
    Array(
      """
      <html lang="en"><h1 id="firstHeading">T</h1><div id="mw-content-text"><p>text</p>\(body)</div>
      """.utf8)
  }

  private static func pool(
    seconds: Double = 20, processorSeconds: Int = PageLimits.processorSeconds
  ) -> WorkerPool {
    // Only tests set it: pages may then break their worker.
    unsafe setenv("KINDRED_WORKER_FAULTS", "1", 1)
    return WorkerPool(
      program: Command.path(of: "crawl"), seconds: seconds,
      processorSeconds: processorSeconds)
  }

  private static func page(_ body: String, name: String = "f") -> InputPage {
    InputPage(InputFile(path: name, name: name), InputContents(article(body)))
  }

  @Test(arguments: [1, 2, 5])
  func `a worker gives what this process would`(together: Int) throws {
    let pool = Self.pool()
    let files = try inputFiles([projectFolder + "/data/wikipedia/pages"]).prefix(5)
    let pages = try files.map { file in
      InputPage(file, try InputContents(path: file.path))
    }
    var found: [PageExtract] = []
    for start in stride(from: 0, to: pages.count, by: together) {
      found += try pool.extract(Array(pages[start..<min(start + together, pages.count)]))
    }
    #expect(found == pages.map { PageExtract($0.contents.bytes, PageInput(name: $0.file.name)) })
    #expect(found.allSatisfy { $0.documents.count == 1 })
  }

  @Test func `short pages and long ones come back in order`() throws {
    let sizes = [0, 600_000, 300_000, 500_000, 3 << 20, 10, 20, 1 << 20, 5]
    let pages = sizes.enumerated().map { index, size in
      Self.page(String(repeating: "<p>word</p>", count: size / 11), name: "\(index)")
    }
    let found = try Self.pool().extract(pages)
    #expect(found == pages.map { PageExtract($0.contents.bytes, PageInput(name: $0.file.name)) })
    #expect(try Self.pool().extract([]) == [])
  }

  @Test func `a page too long to be read is refused among others`() throws {
    let long = InputContents([UInt8](repeating: 0x20, count: PageLimits.pageSize + 1))
    let pages = [
      Self.page(""), InputPage(InputFile(path: "long", name: "long"), long), Self.page(""),
    ]
    let found = try Self.pool().extract(pages)
    #expect(found.map(\.documents.count) == [1, 0, 1])
    #expect(found[1].rejects.map(\.reason) == ["too-large"])
  }

  @Test(arguments: [1, 7])
  func `a page that breaks its worker costs that page alone`(together: Int) throws {
    let pool = Self.pool(seconds: 2)
    let pages = ["", "kindred-abort", "", "kindred-sleep", "", "kindred-memory", ""]
      .map { Self.page($0) }
    let found =
      together == 1 ? try pages.flatMap { try pool.extract([$0]) } : try pool.extract(pages)
    let reasons = found.map { $0.documents.isEmpty ? $0.rejects.map(\.reason) : [] }
    #expect(
      reasons == [[], ["parser-crash"], [], ["parser-timeout"], [], ["parser-crash"], []])
  }

  @Test(arguments: [1, 3])
  func `a page that computes too long costs that page alone`(together: Int) throws {
    let pool = Self.pool(seconds: 30, processorSeconds: 0)
    let start = ContinuousClock.now
    let pages = ["", "kindred-spin", ""].map { Self.page($0) }
    let found =
      together == 1 ? try pages.flatMap { try pool.extract([$0]) } : try pool.extract(pages)
    #expect(found.map(\.documents.count) == [1, 0, 1])
    #expect(found[1].rejects.map(\.reason) == ["parser-timeout"])
    #expect(found[1].rejects.first?.detail.contains("more than 0 s of computing") == true)
    // Three times a second: with the others, by an idle worker, and by a new one.
    #expect(start.duration(to: .now) < .seconds(15))
  }

  /// Some 200 bytes of a script.
  private static let statements =
    String(repeating: "var a=f(0x1234567890);", count: 8) + "if(a<b){g('</p>')}"

  /// Markup that would stall or crash a careless parser, and the reject or the flag that it gives.
  private static func hostile(_ name: String) -> (body: String, outcome: String) {
    switch name {
    case "10,000 levels": (String(repeating: "<div>", count: 10_000), "parse-truncated")
    case "1 MB of <b>": (String(repeating: "<b>", count: 333_333), "parse-truncated")
    case "80,000 attributes":
      ("<p " + (0..<80_000).map { "a\($0)=1" }.joined(separator: " ") + ">", "attributes-cut")
    case "a script of 40 MB":
      ("<script>" + String(repeating: Self.statements, count: 200_000) + "</script>", "script-cut")
    default: (String(repeating: "<p><table><tr><td>", count: 400), "")
    }
  }

  @Test(arguments: [
    "10,000 levels", "1 MB of <b>", "80,000 attributes", "a script of 40 MB", "400 open tables",
  ])
  func `a hostile page ends soon and leaves the others alone`(name: String) throws {
    let pool = Self.pool()
    let (body, outcome) = Self.hostile(name)
    let start = ContinuousClock.now
    let extract = try pool.extract([Self.page(body, name: name)])[0]
    #expect((extract.rejects.map(\.reason) + extract.flags).joined() == outcome)
    #expect(extract.documents.map(\.title) == (extract.rejects.isEmpty ? ["T"] : []))
    #expect(start.duration(to: .now) < .seconds(10))
    #expect(try pool.extract([Self.page("")])[0].documents.count == 1)
  }

  @Test func `a program that is no worker is an error`() throws {
    let pool = WorkerPool(program: "/bin/true")
    let error = try #require(throws: FileError.self) { try pool.extract([Self.page("")]) }
    #expect(error.kind == .inputOutput && error.path == "/bin/true")
  }

  @Test func `messages are read back, and nothing else is`() throws {
    var extract = PageExtract(Reject("f", "r", "d\n\t"))
    extract.flags = ["a", "", "é"]
    var document = CrawledDocument(id: "i", page: "p")
    document.fields = [.init("n", "v")]
    document.links = [.init(.language, "de:x", anchor: "y"), .init(.external, "z")]
    extract.documents = [document, CrawledDocument(id: "", page: "")]
    let message = extract.message
    let back = PageExtract(message: message.span, 0..<message.count)
    #expect(back == extract)
    for end in 0..<message.count {
      let cut = PageExtract(message: message.span, 0..<end)
      #expect(cut == nil)
    }
    for index in message.indices {
      var broken = message
      broken[index] ^= 0x80
      _ = PageExtract(message: broken.span, 0..<broken.count)
    }
  }

  @Test func `an answer is read back, and none for more or fewer pages`() throws {
    let extracts = ["a", "b"].map { PageExtract(Reject($0, "r", "d")) }
    let answer = PageExtract.message(extracts)
    for count in 0...3 {
      let back = PageExtract.read(answer.span, count: count)
      #expect(back == (count == 2 ? extracts : nil))
    }
    for end in 0..<answer.count {
      #expect(PageExtract.read(answer.span.extracting(0..<end), count: 2) == nil)
    }
    for index in answer.indices {
      var broken = answer
      broken[index] ^= 0x80
      _ = PageExtract.read(broken.span, count: 2)
    }
  }
}
