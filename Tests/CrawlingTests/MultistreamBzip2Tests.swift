import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Bzip2 of many streams` {
  private let folder: TemporaryFolder
  private let path: String
  private let ids: Set<String>

  /// A table of posts, its streams cut within lines.
  init() throws {
    folder = try TemporaryFolder()
    var table = "post_id\tpage\tmessage\n"
    var state: UInt64 = 7
    for index in 0..<4_000 {
      let words = (0..<8).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return String(state, radix: 36)
      }
      table += "\(index)\tpage\t\(words.joined(separator: " "))\n"
    }
    ids = Set((0..<4_000).map { "\($0)" })
    path = try folder.write(table, to: "posts.tsv")
    let made = try Command.run(
      "/bin/sh",
      [
        "-c",
        "cd '\(folder.path)' && split -b 70000 posts.tsv part. && bzip2 part.* && cat part.*.bz2 > many",
      ])
    try #require(made.status == 0, "\(made.standardError)")
  }

  private func imported(_ data: Data, threads: Int) throws -> CrawlTables {
    let file = try folder.write(data, to: "posts.tsv.bz2")
    return CrawlTables(try importFiles(inputFiles([file]), threads: threads))
  }

  private var many: Data {
    get throws { try Data(contentsOf: URL(fileURLWithPath: folder.file("many"))) }
  }

  @Test func `any number of threads gives the same bytes`() throws {
    let data = try many
    #expect(data.count > 3 << 16)
    let one = try imported(data, threads: 1)
    #expect(Set(one.documents.map(\.id)) == ids)
    for threads in [2, 3, 16] {
      let tables = try imported(data, threads: threads)
      #expect(tables.documents == one.documents && tables.pages == one.pages, "\(threads)")
    }
  }

  @Test func `a stream that was cut off is an error`() throws {
    let data = try many
    for threads in [1, 2] {
      let error = fileError { _ = try imported(data.dropLast(1_000), threads: threads) }
      #expect(error?.kind == .malformed, "\(threads)")
    }
  }

  @Test func `a damaged stream is an error`() throws {
    var data = try many
    data[data.count / 2] ^= 0xFF
    let damaged = data
    for threads in [1, 2] {
      let error = fileError { _ = try imported(damaged, threads: threads) }
      #expect(error?.kind == .malformed, "\(threads)")
    }
  }
}
