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

  @Test func `a worker gives what this process would`() throws {
    let path = projectFolder + "/data/wikipedia/pages"
    let pool = Self.pool()
    for file in try inputFiles([path]).prefix(5) {
      let page = try MappedFile(file.path)
      let input = PageInput(name: file.name)
      let found = try pool.extract(page.bytes, input)
      #expect(found == PageExtract(page.bytes, input))
      #expect(found.documents.count == 1)
    }
  }

  @Test func `a page that breaks its worker costs that page alone`() throws {
    let pool = Self.pool(seconds: 2)
    let pages = ["", "kindred-abort", "", "kindred-sleep", "", "kindred-memory", ""]
    let reasons = try pages.map { body in
      let page = Self.article(body)
      let extract = try pool.extract(page.span, PageInput(name: "f"))
      return extract.documents.isEmpty ? extract.rejects.map(\.reason) : []
    }
    #expect(
      reasons == [[], ["parser-crash"], [], ["parser-timeout"], [], ["parser-crash"], []])
  }

  @Test func `a page that computes too long costs that page alone`() throws {
    let pool = Self.pool(seconds: 30, processorSeconds: 0)
    let start = ContinuousClock.now
    let found = try ["", "kindred-spin", ""].map { body in
      let page = Self.article(body)
      return try pool.extract(page.span, PageInput(name: "f"))
    }
    #expect(found.map(\.documents.count) == [1, 0, 1])
    #expect(found[1].rejects.map(\.reason) == ["parser-timeout"])
    #expect(found[1].rejects.first?.detail.contains("more than 0 s of computing") == true)
    // Twice a second: after an idle worker a new one has a try.
    #expect(start.duration(to: .now) < .seconds(10))
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
    let page = Self.article(body)
    let extract = try pool.extract(page.span, PageInput(name: name))
    #expect((extract.rejects.map(\.reason) + extract.flags).joined() == outcome)
    #expect(extract.documents.map(\.title) == (extract.rejects.isEmpty ? ["T"] : []))
    #expect(start.duration(to: .now) < .seconds(10))
    let next = Self.article("")
    #expect(try pool.extract(next.span, PageInput(name: "f")).documents.count == 1)
  }

  @Test func `a program that is no worker is an error`() throws {
    let pool = WorkerPool(program: "/bin/true")
    let page = Self.article("")
    let error = try #require(throws: FileError.self) {
      try pool.extract(page.span, PageInput(name: "f"))
    }
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
}
