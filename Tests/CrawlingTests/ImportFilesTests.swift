import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct ImportFilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let posts = "post_id\tpage\tmessage\n1\ta\thello\n"
  private let malformed = "post_id\tpage\tmessage\n1\ta\n"

  private func zip(_ text: String) -> Data {
    var writer = ZipWriter()
    writer.add("posts.tsv", Data(text.utf8))
    return writer.data
  }

  @Test(arguments: [1, 2])
  func `pages, tables and containers come back in the order of their names`(threads: Int) throws {
    for index in 0..<30 {
      let name = String(format: "%02d", index)
      switch index % 3 {
      case 0: try folder.write(posts, to: "\(name).tsv")
      case 1: try folder.write(zip(posts), to: "\(name).zip")
      default: try folder.write("<p>of no known form</p>", to: "\(name).html")
      }
    }
    let imported = try importFiles(inputFiles([folder.path]), threads: threads)
    #expect(
      imported.map(\.file.name)
        == (0..<30).map { index in
          let name = String(format: "%02d", index)
          return ["\(name).tsv", "\(name).zip/posts.tsv", "\(name).html"][index % 3]
        })
    #expect(imported.map(\.documents.count) == (0..<30).map { $0 % 3 == 2 ? 0 : 1 })
  }

  @Test(arguments: [1, 2])
  func `the first file that is refused is named, and nothing behind it`(threads: Int) throws {
    // Among those that are read with it, a container, which is read later, comes first.
    for index in 0..<12 { try folder.write(posts, to: "a\(index).tsv") }
    try folder.write(zip(malformed), to: "b.zip")
    try folder.write(malformed, to: "c.tsv")
    try folder.write(malformed, to: "d.tsv")
    let files = try inputFiles([folder.path])
    for (first, name) in [("a0.tsv", "b.zip"), ("c.tsv", "c.tsv"), ("d.tsv", "d.tsv")] {
      let rest = files.drop { $0.name != first }
      let error = fileError { _ = try importFiles(rest, threads: threads) }
      #expect(error?.path.contains(name) == true)
    }
  }
}
