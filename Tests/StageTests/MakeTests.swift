import Foundation
import Testing
import TestSupport

/// The Makefile's promises: only what depends on a change runs again, and a killed run leaves nothing.
@Suite struct MakeTests {
  /// `make` on a copy of the sample, with the programs under test.
  private func make(_ run: FlowRun, pipeline: String, _ goals: [String]) throws -> Command.Result {
    let programs = URL(fileURLWithPath: Command.path(of: "crawl")).deletingLastPathComponent().path
    // Without -o, make would build the programs that are being tested.
    return try Command.run(
      "/usr/bin/make",
      [
        "-C", projectFolder, "--no-print-directory", "-o", "\(programs)/.built", "BIN=\(programs)",
        "DATA=\(run.folder.path)", "PIPELINE=\(pipeline)",
      ] + goals)
  }

  /// The stages that a run of make has executed, by their summary lines.
  private func stages(_ result: Command.Result) -> [String] {
    FlowRun.stages.filter { stage in
      result.standardError.split(separator: "\n").contains { $0.hasPrefix("\(stage): ") }
    }
  }

  private func prepare() throws -> (run: FlowRun, pipeline: String) {
    let run = try FlowRun("facebook")
    let pipeline = run.folder.file("pipeline.yaml")
    try FileManager.default.copyItem(atPath: projectFolder + "/pipeline.yaml", toPath: pipeline)
    return (run, pipeline)
  }

  @Test func `a second make runs nothing`() throws {
    let (run, pipeline) = try prepare()
    let first = try make(run, pipeline: pipeline, ["-j2", "facebook"])
    #expect(first.status == 0, "\(first.standardError)")
    #expect(stages(first) == FlowRun.stages)
    let second = try make(run, pipeline: pipeline, ["facebook"])
    #expect(second.status == 0)
    #expect(stages(second) == [])
  }

  @Test func `a change runs what depends on it, and a change taken back runs nothing`() throws {
    let (run, pipeline) = try prepare()
    _ = try make(run, pipeline: pipeline, ["facebook"])
    let original = try String(contentsOfFile: pipeline, encoding: .utf8)

    let changed = original.replacing("clusters: 8", with: "clusters: 7")
    try changed.write(toFile: pipeline, atomically: true, encoding: .utf8)
    #expect(
      stages(try make(run, pipeline: pipeline, ["facebook"]))
        == ["cluster", "topics", "recommend", "report"])

    // An edited intermediate file: clean itself does not run again and so does not undo the edit.
    let documents = run.file("clean/documents.tsv")
    let text = try String(contentsOfFile: documents, encoding: .utf8)
    try (text + "zzz\tNonna Bea's Kitchen\t\ten\tpizza oven\tpizza oven\n")
      .write(toFile: documents, atomically: true, encoding: .utf8)
    let edited = stages(try make(run, pipeline: pipeline, ["facebook"]))
    #expect(edited.first == "embed" && !edited.contains("clean"))

    try text.write(toFile: documents, atomically: true, encoding: .utf8)
    _ = try make(run, pipeline: pipeline, ["facebook"])
    try (text + "x").write(toFile: documents, atomically: true, encoding: .utf8)
    try text.write(toFile: documents, atomically: true, encoding: .utf8)
    #expect(stages(try make(run, pipeline: pipeline, ["facebook"])) == [])

    try FileManager.default.removeItem(atPath: run.file("topics/terms.tsv"))
    #expect(stages(try make(run, pipeline: pipeline, ["facebook"])).contains("topics"))
  }

  @Test func `a run killed at any moment leaves nothing that the next does not mend`() throws {
    let (undisturbed, pipeline) = try prepare()
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try make(undisturbed, pipeline: pipeline, ["facebook"]) }
    let expected = try undisturbed.outputs()
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let (run, pipeline) = try prepare()
      let programs = URL(fileURLWithPath: Command.path(of: "crawl")).deletingLastPathComponent()
        .path
      let moment = time / .seconds(1) * Double.random(in: 0.02...0.98, using: &generator)
      // -s KILL reaches the whole process group: make, its shells and the stage.
      _ = try Command.run(
        "/usr/bin/timeout",
        [
          "-s", "KILL", "\(moment)", "/usr/bin/make", "-C", projectFolder, "-o",
          "\(programs)/.built", "BIN=\(programs)", "DATA=\(run.folder.path)",
          "PIPELINE=\(pipeline)", "facebook",
        ])
      let result = try make(run, pipeline: pipeline, ["facebook"])
      #expect(result.status == 0, "killed after \(moment) s: \(result.standardError)")
      #expect(try run.outputs() == expected, "killed after \(moment) s")
      let temporary = run.folder.names.filter {
        $0.hasSuffix(".partial") || $0.hasSuffix(".new") || $0.hasSuffix(".old")
      }
      #expect(temporary == [], "killed after \(moment) s")
    }
  }
}
