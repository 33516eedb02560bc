import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct RunRecordTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func record() throws -> RunRecord {
    let input = try folder.write("abc", to: "in.tsv")
    var record = RunRecord(stage: "cluster", version: "1.0", options: ["seed": "42", "k": "3"])
    try record.addInput(input, digest: fileDigest(input))
    record.rows = .init(input: 10, output: 6, rejected: 3, merged: 1)
    record.quality = ["silhouette": 0.25, "a": 1]
    return record
  }

  /// Writes the record into a stage folder and returns the text of the `run.json`.
  private func written(_ record: RunRecord) throws -> String {
    var record = record
    let stage = try StageFolder(path: folder.file("out"))
    try writeTable(try stage.file("b.tsv"), columns: ["id"], [])
    try writeTable(try stage.file("model/a.tsv"), columns: ["id"], [])
    try record.write(into: stage, seconds: 1.23456, threads: 2)
    try stage.commit()
    return try folder.read("out/run.json")
  }

  @Test func `a record comes back as it was`() throws {
    _ = try written(record())
    let read = try RunRecord.read(folder.file("out/run.json"))
    #expect(read.stage == "cluster" && read.version == "1.0")
    #expect(read.options == ["seed": "42", "k": "3"])
    #expect(read.rows == .init(input: 10, output: 6, rejected: 3, merged: 1))
    #expect(read.quality == ["silhouette": 0.25, "a": 1])
    #expect(read.inputs == [folder.file("in.tsv"): textDigest("abc")])
    #expect(read.outputs == ["b.tsv": textDigest("id\n"), "model/a.tsv": textDigest("id\n")])
    #expect(read.run.seconds == 1.235 && read.run.threads == 2)
    #expect(read.run.peakMemory > 1 << 20)
    let finished = try Date(read.run.finished, strategy: .iso8601)
    #expect(abs(finished.timeIntervalSinceNow) < 60)
  }

  @Test func `the text is the same but for what differs from run to run`() throws {
    func constant(_ text: String) throws -> Substring {
      let run = try #require(text.range(of: "\n  \"run\" : {"))
      let end = try #require(text.range(of: "\n  }", range: run.upperBound..<text.endIndex))
      return text[..<run.lowerBound] + text[end.upperBound...]
    }
    let (first, second) = (try written(record()), try written(record()))
    #expect(try constant(first) == constant(second))
    let expected = """
      {
        "inputs" : {
          "\(folder.file("in.tsv"))" : "\(textDigest("abc"))"
        },
        "options" : {
          "k" : "3",
          "seed" : "42"
        },
        "outputs" : {
          "b.tsv" : "\(textDigest("id\n"))",
          "model/a.tsv" : "\(textDigest("id\n"))"
        },
        "quality" : {
          "a" : 1,
          "silhouette" : 0.25
        },
        "rows" : {
          "in" : 10,
          "merged" : 1,
          "out" : 6,
          "rejected" : 3
        },,
        "stage" : "cluster",
        "version" : "1.0"
      }

      """
    #expect(try constant(first) == expected)
  }

  @Test func `many inputs are one entry that does not depend on their order`() throws {
    let a = try folder.write("1", to: "a")
    let b = try folder.write("2", to: "b")
    var first = RunRecord(stage: "s", version: "1", options: [:])
    var second = first
    try first.addInputs([a, b], as: "pages")
    try second.addInputs([b, a], as: "pages")
    #expect(first.inputs == second.inputs)
    let list = "\(textDigest("1"))  \(a)\n\(textDigest("2"))  \(b)\n"
    #expect(first.inputs == ["pages": textDigest(list)])
    try folder.write("3", to: "b")
    try second.addInputs([a, b], as: "pages")
    #expect(first.inputs != second.inputs)
  }

  @Test func `a missing input among many is an error`() {
    var record = RunRecord(stage: "s", version: "1", options: [:])
    let path = folder.file("none")
    #expect(fileError { try record.addInputs([path], as: "x") }?.kind == .missing)
  }

  @Test(arguments: ["", "{}", "{\"stage\": 1}", "not JSON"])
  func `what is no record is an error`(text: String) throws {
    let path = try folder.write(text, to: "run.json")
    let error = fileError { _ = try RunRecord.read(path) }
    #expect(error?.kind == .malformed)
    #expect(error?.description == "\(path): is not a run record; run the stage again")
  }

  @Test func `rows that disappear are a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      let parent = try TemporaryFolder()
      let folder = try StageFolder(path: parent.file("out"))
      var record = RunRecord(stage: "s", version: "1", options: [:])
      record.rows = .init(input: 10, output: 6, rejected: 2, merged: 1)
      try? record.write(into: folder, seconds: 1, threads: 1)
    }
  }

  @Test func `a quality number that is not finite is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      let parent = try TemporaryFolder()
      let folder = try StageFolder(path: parent.file("out"))
      var record = RunRecord(stage: "s", version: "1", options: [:])
      record.quality = ["loss": .nan]
      try? record.write(into: folder, seconds: 1, threads: 1)
    }
  }
}
