import Artifacts
import Foundation
import TestSupport
import Testing

@Suite struct LabelsCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
        + (0..<12).map {
          "\(10 + $0)\t\t\ten\tA text.\t\($0 < 6 ? "new york bagel" : "old car \($0)")\n"
        }
        .joined(), to: "f/out/clean/documents.tsv")
    try folder.write(
      "id\tcluster\n" + (0..<12).map { "\(10 + $0)\t\($0 / 6 * 3)\n" }.joined(),
      to: "f/out/cluster/clusters.tsv")
  }

  private func topics(_ arguments: [String] = []) throws -> Command.Result {
    try Command.run("topics", ["--flow", "f", "--data", folder.path] + arguments)
  }

  private func labels() throws -> [String] {
    try Table(contentsOf: folder.file("f/out/topics/topics.tsv")).column("label")
  }

  @Test func `a phrase stands in the label`() throws {
    #expect(try topics().status == 0)
    #expect(try labels()[0].contains("new york"))
    #expect(try topics(["--label-words", "1", "--label-diversity", "0"]).status == 0)
    #expect(try labels().allSatisfy { !$0.contains("·") && !$0.isEmpty })
  }

  @Test func `the label of a person survives reruns`() throws {
    try folder.write("cluster\tlabel\n3\tOld cars\n9\tGone\n", to: "f/labels.tsv")
    for _ in 0..<2 {
      let result = try topics()
      #expect(result.status == 0, "\(result.standardError)")
      #expect(result.standardError.contains("labels.tsv:3: there is no topic 0 of cluster 9 now"))
      #expect(try labels()[1] == "Old cars")
    }
    #expect(try folder.read("f/labels.tsv").contains("Gone"))
    let inputs = try RunRecord.read(folder.file("f/out/topics/run.json")).inputs.keys
    #expect(inputs.contains { $0.hasSuffix("labels.tsv") })
  }

  @Test func `two labels for one topic are an error with the line`() throws {
    try folder.write("cluster\ttopic\tlabel\n3\t0\tA\n3\t0\tB\n", to: "f/labels.tsv")
    let result = try topics()
    #expect(result.status == 65)
    #expect(result.standardError.contains("labels.tsv:3: cluster 3 has a label in line 2"))
  }

  @Test func `a command gives labels, and an empty line keeps one`() throws {
    let command = "tail -n +2 | awk -F'\\t' '{ print $1 == 3 ? \"\" : \"on \" $4 }'"
    let result = try topics(["--label-command", command])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try labels()[0].hasPrefix("on ") && labels()[0].contains(", "))
    #expect(try labels()[1].contains("car"))
  }

  @Test(
    arguments: [
      ("exit 3", "ended with 3"), ("echo one", "printed 1 lines for 2 topics"),
      ("sleep 30", "took longer than 1 s"),
    ])
  func `a command that fails is an error, and the old files stay`(
    command: String, problem: String
  ) throws {
    #expect(try topics().status == 0)
    let before = try folder.read("f/out/topics/topics.tsv")
    let clock = ContinuousClock()
    let time = try clock.measure {
      let result = try topics(["--label-command", command, "--label-timeout", "1"])
      #expect(result.status == 1)
      #expect(result.standardError.contains(problem), "\(result.standardError)")
    }
    #expect(time < .seconds(20))
    #expect(try folder.read("f/out/topics/topics.tsv") == before)
  }

  @Test func `vectors of something else are an error`() throws {
    try folder.write(Data("x".utf8), to: "v.npy")
    #expect(try topics(["--vectors", folder.file("v.npy")]).status == 65)
  }
}
