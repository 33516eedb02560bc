import ArgumentParser
import Artifacts
import Foundation
import StageSupport
import Testing
import TestSupport

@Suite struct StageOutputTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func output(_ arguments: [String]) throws -> StageOutput {
    try StageOutput(SampleCommand.parse(["--quiet", "--threads", "1"] + arguments))
  }

  private func publish(_ text: String) throws {
    let output = try output(["--output", folder.file("out")])
    try folder.write(text, to: "source")
    try FileManager.default.copyItem(
      atPath: folder.file("source"), toPath: output.file("a.tsv"))
    try output.commit(rows: .init(input: 1, output: 1), "done")
  }

  @Test func `a run leaves its files and its record`() throws {
    try folder.write("abc", to: "in.tsv")
    var output = try output(["--output", folder.file("out"), "--clusters", "3"])
    #expect(output.stage == "sample")
    let path = try output.input(folder.file("in.tsv"), "embed/vectors.npy")
    #expect(path == folder.file("in.tsv"))
    try writeTable(try output.file("a.tsv"), columns: ["id"], [])
    output.quality["score"] = 0.5
    try output.commit(rows: .init(input: 3, output: 1, rejected: 2), "done")
    let record = try RunRecord.read(folder.file("out/run.json"))
    #expect(record.stage == "sample" && record.version == version)
    #expect(record.options["clusters"] == "3" && record.options["threads"] == nil)
    #expect(record.inputs == [path: textDigest("abc")])
    #expect(record.outputs == ["a.tsv": textDigest("id\n")])
    #expect(record.quality == ["score": 0.5])
    #expect(record.rows == .init(input: 3, output: 1, rejected: 2))
  }

  @Test func `the digest of a file that is finished early is recorded`() throws {
    var output = try output(["--output", folder.file("out"), "--threads", "2"])
    try writeTable(output.file("a.tsv"), columns: ["id"], [])
    try output.finished("a.tsv")
    try writeTable(output.file("b.tsv"), columns: ["text"], [])
    try output.commit(rows: .init(input: 0, output: 0), "done")
    let record = try RunRecord.read(folder.file("out/run.json"))
    #expect(record.outputs == ["a.tsv": textDigest("id\n"), "b.tsv": textDigest("text\n")])
  }

  @Test func `a flow gives the folders`() throws {
    try folder.write("abc", to: "f/out/embed/vectors.npy")
    var output = try output(["--data", folder.path, "--flow", "f"])
    #expect(output.flowFolder == folder.file("f"))
    let input = try output.input(nil, "embed/vectors.npy")
    #expect(input == folder.file("f/out/embed/vectors.npy"))
    let none = try output.optionalInput(nil, "clean/products.tsv")
    #expect(none == nil)
    try output.commit(rows: .init(input: 0, output: 0), "done")
    #expect(FileManager.default.fileExists(atPath: folder.file("f/out/sample/run.json")))
  }

  @Test func `without a folder or a flow there is nowhere to write`() {
    #expect(throws: UsageError.self) { _ = try output([]) }
  }

  @Test func `without an option or a flow there is nothing to read`() throws {
    var output = try output(["--output", folder.file("out")])
    do {
      _ = try output.input(nil, "embed/vectors.npy")
      Issue.record("nothing was thrown")
    } catch {
      #expect(
        "\(error)"
          == "sample: where is embed/vectors.npy? Give its option, or --flow NAME; see --help")
    }
  }

  @Test func `a rejected result is kept aside with its record`() throws {
    try publish("good")
    let output = try output(["--output", folder.file("out")])
    try writeTable(try output.file("a.tsv"), columns: ["bad"], [])
    do {
      throw try output.reject(rows: .init(input: 1, output: 1), because: "worse")
    } catch {
      #expect(error is QualityGateError)
      #expect("\(error)".hasPrefix("worse; the result is in \(folder.file("out")).rejected, "))
    }
    #expect(try folder.read("out/a.tsv") == "good")
    #expect(try folder.read("out.rejected/a.tsv") == "bad\n")
    #expect(try RunRecord.read(folder.file("out.rejected/run.json")).stage == "sample")
  }

  @Test func `a folder of other files is not replaced`() throws {
    try folder.write("precious", to: "home/thesis.tex")
    let error = fileError { _ = try output(["--output", folder.file("home")]) }
    #expect(error?.kind == .cannotCreate)
    #expect(error?.remedy == "give --output a new folder, or empty this one")
    #expect(folder.names == ["home", "home/thesis.tex"])
  }

  @Test func `its own folder and an empty one are replaced`() throws {
    try publish("one")
    try publish("two")
    #expect(try folder.read("out/a.tsv") == "two")
    try FileManager.default.removeItem(atPath: folder.file("out"))
    try folder.write("", to: "out/.gitkeep")
    try publish("three")
    #expect(try folder.read("out/a.tsv") == "three")
  }
}
