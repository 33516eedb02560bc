import Artifacts
import Foundation
import Testing
import TestSupport

/// Bad input: a message with a place and a remedy, the right exit code, and yesterday's files untouched.
@Suite struct BadInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var stage = "embed"
    var file = "clean/documents.tsv"
    var damage: @Sendable (_ data: Data) -> Data?
    var arguments: [String] = []
    var status: Int32
    var message: String
    var testDescription: String { "\(stage): \(message)" }
  }

  static let header = "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
  static let cases = [
    Case(damage: { _ in nil }, status: 66, message: "documents.tsv: no such file; "),
    Case(damage: { _ in Data() }, status: 65, message: "documents.tsv: is empty; "),
    Case(
      damage: { _ in Data(header.utf8) }, status: 4, message: "documents.tsv: has a header but no"),
    Case(
      damage: { _ in Data((header + "a\tb\tc\ten\td\te\nf\tg\n").utf8) }, status: 65,
      message: "documents.tsv:3: expected 6 fields, found 2; "),
    Case(
      damage: { _ in Data((header + "a\tb\tc\ten\td\0\te\n").utf8) }, status: 65,
      message: "documents.tsv:2: holds a NUL byte; "),
    Case(
      damage: { _ in Data(header.utf8) + Data([0x61, 9, 9, 9, 9, 0xFF, 9, 0x0A]) }, status: 65,
      message: "documents.tsv:2: is not valid UTF-8; "),
    Case(
      damage: { $0.dropLast() }, status: 65, message: "the last line does not end; "),
    Case(
      stage: "reduce", file: "embed/vectors.npy", damage: { $0.dropLast(40) }, status: 65,
      message: "vectors.npy: has "),
    Case(
      stage: "reduce", file: "embed/vectors.tsv",
      damage: { $0 + Data("zzz\t1\t1\t0\tx\n".utf8) }, status: 65,
      message: "the two belong together"),
    Case(
      stage: "cluster", file: "reduce/map.tsv", damage: { $0 }, arguments: ["--clusters", "1000"],
      status: 2, message: "1000"),
    Case(
      stage: "cluster", file: "reduce/map.tsv", damage: { $0 }, arguments: ["--clusers", "3"],
      status: 2, message: "Did you mean '--clusters'?"),
  ]

  @Test(arguments: cases)
  func `bad input is an error that leaves the old outputs`(bad: Case) throws {
    let run = try FlowRun("facebook")
    try run.runAll()
    let path = run.file(bad.file)
    let damaged = bad.damage(try Data(contentsOf: URL(fileURLWithPath: path)))
    if let damaged {
      try damaged.write(to: URL(fileURLWithPath: path))
    } else {
      try FileManager.default.removeItem(atPath: path)
    }
    let before = try run.outputs()
    let result = try run.run(bad.stage, bad.arguments)
    #expect(result.status == bad.status, "\(result.standardError)")
    #expect(result.standardError.contains(bad.message), "\(result.standardError)")
    #expect(try run.outputs() == before)
    #expect(!run.folder.names.contains { $0.hasSuffix(".partial") })
  }

  @Test func `an unknown option in the pipeline file is named with its line`() throws {
    let folder = try TemporaryFolder()
    let pipeline = try folder.write(
      "facebook:\n  cluster:\n    clusers: 8\n", to: "pipeline.yaml")
    let result = try Command.run(
      "cluster", ["--config", pipeline, "--flow", "facebook", "--data", folder.path])
    #expect(result.status == 2)
    #expect(
      result.standardError.contains(
        "pipeline.yaml:3: unknown option 'clusers'; did you mean 'clusters'?"))
  }

  @Test func `a folder that another run holds is left to it`() throws {
    let run = try FlowRun("facebook")
    try run.runAll()
    let lock = run.file(".cluster.lock")
    let result = try Command.run(
      "/usr/bin/flock",
      [
        lock, Command.path(of: "cluster"), "--config", run.pipeline, "--flow", "facebook", "--data",
        run.folder.path,
      ])
    #expect(result.status == 75)
    #expect(result.standardError.contains("another run is writing this folder; wait"))
  }

  @Test func `a full disk is an error that leaves the old outputs`() throws {
    let run = try FlowRun("facebook")
    try run.runAll()
    let disk = run.folder.file("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let mounted = try Command.run(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=128k", "kindred-test", disk])
    guard mounted.status == 0 else {
      print("Not tested: a full disk, because this user may not mount one")
      return
    }
    defer { _ = try? Command.run("/bin/umount", [disk]) }
    try Data("yesterday".utf8).write(to: URL(fileURLWithPath: disk + "/old"))
    let result = try run.run("clean", ["--output", disk + "/clean"])
    #expect(result.status == 74, "\(result.standardError)")
    #expect(result.standardError.contains("No space left on device; free some space"))
    let left = try FileManager.default.contentsOfDirectory(atPath: disk).sorted()
    #expect(left == [".clean.lock", "old"])
  }
}
