import Artifacts
import Testing
import TestSupport

@Suite struct TopicsCommandTests {
  private static let documents = """
    id\tauthor\ttitle\tlanguage\ttext\ttokens
    1\tann\t\ten\tred fish\tred fish
    2\tann\t\ten\tblue fish\tblue fish
    3\tbob\t\ten\told car\told car
    4\tbob\t\ten\tnew car\tnew car
    5\tcem\t\ten\train\train
    6\tdan\t\ten\tsun\tsun\n
    """

  /// Runs `topics` on six posts and a table of clusters.
  private func topics(_ clusters: String) throws -> (Command.Result, TemporaryFolder) {
    let folder = try TemporaryFolder()
    try folder.write(Self.documents, to: "documents.tsv")
    try folder.write(clusters, to: "clusters.tsv")
    let result = try Command.run(
      "topics",
      [
        "--documents", folder.file("documents.tsv"), "--clusters", folder.file("clusters.tsv"),
        "--output", folder.file("topics"), "--min-documents", "1",
      ])
    return (result, folder)
  }

  @Test func `documents of no cluster are rejected with the reason`() throws {
    let (result, folder) = try topics("id\tcluster\nann\t0\nbob\t1\ncem\t-1\n")
    #expect(result.status == 0, "\(result.standardError)")
    let rejects = try Table(contentsOf: folder.file("topics/rejects.tsv"))
    #expect(try rejects.column("id") == ["5", "6"])
    #expect(try rejects.column("reason") == ["noise", "not-clustered"])
    let rows = try RunRecord.read(folder.file("topics/run.json")).rows
    #expect(rows.input == 6 && rows.output == 4 && rows.rejected == 2)
    let topics = try Table(contentsOf: folder.file("topics/topics.tsv"))
    #expect(try topics.column("documents") == ["2", "2"])
  }

  @Test func `a cluster of something unknown is an error with its line`() throws {
    let (result, folder) = try topics("id\tcluster\nann\t0\neve\t1\n")
    #expect(result.status == 65)
    #expect(result.standardError.contains("clusters.tsv:3: 'eve' is neither a document nor"))
    #expect(!folder.names.contains { $0.hasPrefix("topics/") })
  }
}
