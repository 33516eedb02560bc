import Artifacts
import Crawling
import Foundation
import Testing
import TestSupport

@Suite struct StoreVerificationTests {
  private let folder: TemporaryFolder
  private let warc: String

  init() throws {
    folder = try TemporaryFolder()
    try StoreSample.fill(folder.path, (0..<3).map { "http://example.org/\($0)" })
    warc = try #require(try StoreSample.warcs(folder.path).first)
  }

  private func problems(deep: Bool = true) throws -> [String] {
    try StoreVerification(store: folder.path, deep: deep).problems.map(\.problem)
  }

  private func change(_ path: String, _ body: (inout Data) -> Void) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    body(&bytes)
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  private func sql(_ statement: String) throws -> Bool {
    let path = folder.file("frontier.sqlite")
    return try Command.run("/usr/bin/env", ["sqlite3", path, statement]).status == 0
  }

  @Test func `a whole store has no problems`() throws {
    for deep in [false, true] {
      let found = try StoreVerification(store: folder.path, deep: deep)
      #expect(found.problems == [])
      #expect(found.records == 3)
      #expect(found.files == 1)
    }
  }

  @Test func `a store without pages has no problems`() throws {
    let empty = try TemporaryFolder()
    try StoreSample.fill(empty.path, [])
    #expect(try StoreVerification(store: empty.path, deep: true).problems == [])
  }

  @Test func `a changed byte anywhere in a WARC file is found`() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: warc))
    let blocks = try StoreSample.records(warc).map(\.block)
    for place in stride(from: 0, to: whole.count, by: 13) {
      try change(warc) { $0[place] ^= 0x10 }
      // Some bits of gzip mean nothing: a time, a system, what fills the last byte.
      if try problems().isEmpty {
        #expect(try StoreSample.records(warc).map(\.block) == blocks, "byte \(place)")
      }
      try whole.write(to: URL(fileURLWithPath: warc))
    }
  }

  @Test func `a shorter, longer or missing WARC file is found without reading it`() throws {
    let size = try Data(contentsOf: URL(fileURLWithPath: warc)).count
    try change(warc) { $0.removeLast() }
    #expect(try problems(deep: false) == ["has \(size - 1) bytes; the frontier knows of \(size)"])
    try change(warc) { $0 += [0, 0] }
    #expect(try problems(deep: false) == ["has \(size + 1) bytes; the frontier knows of \(size)"])
    try FileManager.default.removeItem(atPath: warc)
    #expect(try problems(deep: false) == ["is missing"])
  }

  @Test func `an index that is not what it should be is found`() throws {
    let index = warc.replacing("/warc/", with: "/index/").replacing(".warc.gz", with: ".cdxj")
    let wanted = ["is not the sorted list of the 3 answers in the WARC file"]
    try change(index) { $0 = $0.dropFirst($0.firstIndex(of: 0x0A).map { $0 + 1 } ?? 0) }
    #expect(try problems(deep: false) == wanted)
    // One that is missing is made anew.
    try FileManager.default.removeItem(atPath: index)
    #expect(try problems(deep: false) == [])
  }

  @Test func `a WARC file of another origin is found`() throws {
    try folder.write("x", to: "warc/stranger.warc.gz")
    #expect(try problems(deep: false) == ["the frontier does not know of it"])
  }

  @Test func `an answer that the frontier knows otherwise is found`() throws {
    guard try sql("UPDATE capture SET status = 404 WHERE id = 2") else {
      return print("Not tested: a changed frontier; no sqlite3 here")
    }
    #expect(try problems().contains { $0.hasSuffix("the status is 200; the frontier says 404") })
    _ = try sql("UPDATE capture SET status = 200; DELETE FROM capture WHERE id = 3")
    #expect(try problems().contains { $0.hasSuffix("the frontier does not know of this answer") })
    #expect(try problems(deep: false).contains { $0.hasPrefix("broken reference") })
  }

  @Test func `a record whose digest is wrong is found although it inflates`() throws {
    let records = try StoreSample.records(warc)
    let last = try #require(records.last)
    let text = "<p>http://example.org/2</p>"
    let member = try StoreSample.gzip(
      Array(
        last.head.fields.reduce(into: "WARC/1.1\r\n") { $0 += "\($1.name): \($1.value)\r\n" }.utf8)
        + Array("\r\n".utf8) + last.block.dropLast(text.utf8.count)
        + Array(text.uppercased().utf8) + Array("\r\n\r\n".utf8))
    try change(warc) { $0 = $0.prefix(last.offset) + Data(member) }
    let found = try problems()
    #expect(found.contains("byte \(last.offset): the digest of the body is wrong"))
  }

  @Test func `the command exits with 65 and names the first problem`() throws {
    let whole = try Command.run("crawl", ["verify", "--store", folder.path, "--deep"])
    #expect(whole.status == 0, "\(whole.standardError)")
    #expect(whole.standardOutput == "file\tproblem\tremedy\n")
    #expect(whole.standardError.contains("3 answers in 1 WARC files agree with the frontier"))
    try change(warc) { $0.removeLast() }
    let result = try Command.run("crawl", ["verify", "--store", folder.path])
    #expect(result.status == 65)
    #expect(result.standardError.contains("(the first of 1 problems); restore it from"))
    #expect(result.standardOutput.hasPrefix("file\tproblem\tremedy\n\(warc)\thas "))
  }

  @Test func `a store that is being written is left alone`() throws {
    let store = try CrawlStore(path: folder.path, StoreSample.options)
    #expect(try Command.run("crawl", ["verify", "--store", folder.path]).status == 75)
    try store.close()
  }
}
