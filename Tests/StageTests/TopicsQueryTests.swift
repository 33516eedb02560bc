import Artifacts
import TestSupport
import Testing

@Suite struct TopicsQueryTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      id\tauthor\ttitle\tlanguage\ttext\ttokens
      1\t\t\ten\tx\tguitar song music
      2\t\t\ten\tx\tguitar song string
      3\t\t\ten\tx\toven bread music
      4\t\t\ten\tx\toven bread dough\n
      """, to: "f/out/clean/documents.tsv")
    try folder.write("id\tcluster\n1\t0\n2\t0\n3\t7\n4\t7\n", to: "f/out/cluster/clusters.tsv")
    try folder.write(
      "token\tword\tdocuments\nguitar\tGuitars\t2\n", to: "f/out/clean/words.tsv")
    let result = try Command.run(
      "topics", ["--flow", "f", "--data", folder.path, "--min-documents", "1"])
    try #require(result.status == 0, "\(result.standardError)")
  }

  private func query(_ text: String, _ arguments: [String] = []) throws -> [[String]] {
    let result = try Command.run(
      "topics", ["query", "--flow", "f", "--data", folder.path, text] + arguments)
    #expect(result.status == 0, "\(result.standardError)")
    return result.standardOutput.split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func `the nearest topic comes first, with the words it shares`() throws {
    let rows = try query("A song for GUITARS, and music!")
    #expect(rows[0] == ["cluster", "topic", "label", "similarity", "words"])
    #expect(rows.map { $0[0] } == ["cluster", "0", "7"])
    #expect(rows[1][4].contains("Guitars") && rows[1][4].contains("song"))
    #expect(rows[2][4] == "music")
    #expect(try query("guitar song music", ["--count", "1"]).count == 2)
  }

  @Test func `a form of a term is found, a stranger is not`() throws {
    #expect(try query("breads")[1][0] == "7")
    #expect(try query("quantum chromodynamics").count == 1)
    #expect(try query("").count == 1)
    // "ove" is no form of "oven": short words would be forms of anything.
    #expect(try query("ove").count == 1)
  }

  @Test func `without a model the error names it`() throws {
    let result = try Command.run("topics", ["query", "--topics", folder.file("none"), "x"])
    #expect(result.status == 66)
    #expect(try Command.run("topics", ["query", "x"]).status == 2)
  }
}
