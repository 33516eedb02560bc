import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Tables of interactions` {
  private func tables(_ texts: [String]) throws -> CrawlTables {
    let folder = try TemporaryFolder()
    for (index, text) in texts.enumerated() { try folder.write(text, to: "\(index).tsv") }
    return CrawlTables(try importFiles(inputFiles([folder.path]), threads: 2))
  }

  @Test func `clicks are normalised and sorted by user, time and item, repeats kept`() throws {
    let tables = try tables([
      "time\titem\tuser\tx\n2\t b  c \tu2\t1\n1\tz\tu2\t1\n1\ta\tu2\t1\n1\ta\tu2\t1\n",
      "user\titem\nu10\tk\n\tk\nu1\t \n",
    ])
    #expect(
      tables.interactions.map(\.record) == [
        ["u10", "k", ""], ["u2", "a", "1"], ["u2", "a", "1"], ["u2", "z", "1"], ["u2", "b c", "2"],
      ])
    #expect(tables.rejects.map(\.input) == ["1.tsv:3", "1.tsv:4"])
    #expect(tables.rejects.allSatisfy { $0.reason == "empty-interaction" })
    #expect(tables.input == 7 && tables.output == 5)
  }

  @Test func `baskets give an interaction an item`() throws {
    let tables = try tables(["basket\titems\n1\tmilk|bread||milk\n2\t|\n"])
    #expect(tables.interactions.map(\.item) == ["bread", "milk", "milk"])
    #expect(tables.rejects.map(\.input) == ["0.tsv:3"])
  }

  @Test func `the command writes them, and needs no documents`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("user\titem\nb\tx\na\ty\n", to: "clicks.tsv")
    let output = folder.file("out")
    let run = try Command.run("crawl", ["import", "--input", input, "--output", output])
    #expect(run.status == 0 && run.standardError.contains("2 interactions"))
    #expect(try folder.read("out/interactions.tsv") == "user\titem\ttime\na\ty\t\nb\tx\t\n")
  }

  @Test(.enabled(if: SharedData.exists("groceries"), "the real baskets are not on this machine"))
  func `real baskets come in`() throws {
    let files = try inputFiles([SharedData.path("groceries/baskets.tsv")])
    let tables = CrawlTables(try importFiles(files, threads: 2))
    #expect(Set(tables.interactions.map(\.user)).count == 9_835)
    #expect(Set(tables.interactions.map(\.item)).count == 169)
    #expect(tables.rejects.isEmpty)
  }
}
