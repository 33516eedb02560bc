import Artifacts
import Foundation
import Testing
import TestSupport

/// The first law: the same input, options and seed give the same bytes.
@Suite struct DeterminismTests {
  @Test(arguments: ["facebook", "wikipedia"])
  func `one thread and three give the same bytes`(flow: String) throws {
    let one = try FlowRun(flow)
    let three = try FlowRun(flow)
    try one.runAll(["--threads", "1"])
    try three.runAll(["--threads", "3"])
    try expectEqual(one, three)
  }

  @Test(arguments: ["facebook", "wikipedia"])
  func `the order of the input files does not matter`(flow: String) throws {
    let pages = "\(projectFolder)/data/\(flow)/pages"
    let names = try FileManager.default.contentsOfDirectory(atPath: pages).sorted()
    let inputs = names.map { "--input=\(pages)/\($0)" }
    let forward = try FlowRun(flow)
    let backward = try FlowRun(flow)
    for (run, inputs) in [(forward, inputs), (backward, inputs.reversed())] {
      #expect(try run.run("crawl", inputs).status == 0)
      for stage in FlowRun.stages.dropFirst() { #expect(try run.run(stage).status == 0) }
    }
    try expectEqual(forward, backward)
  }

  @Test func `a model applied to the rows that it was fitted on gives the fitted result`() throws {
    let run = try FlowRun("wikipedia")
    try run.runAll()
    for (stage, files) in [
      ("embed", ["vectors.npy", "vectors.tsv"]), ("reduce", ["reduced.npy", "map.tsv"]),
      ("cluster", ["clusters.tsv"]),
    ] {
      let output = run.folder.file("again/\(stage)")
      let result = try run.run(
        stage, ["--model", run.file("\(stage)/model"), "--output", output])
      #expect(result.status == 0, "\(result.standardError)")
      for file in files {
        #expect(
          try fileDigest(run.file("\(stage)/\(file)")) == fileDigest("\(output)/\(file)"),
          "\(stage)/\(file)")
      }
    }
  }

  private func expectEqual(_ a: FlowRun, _ b: FlowRun) throws {
    let (first, second) = (try a.outputs(), try b.outputs())
    #expect(first.keys.sorted() == second.keys.sorted())
    #expect(first.count > 20)
    for name in first.keys.sorted() { #expect(first[name] == second[name], "\(name)") }
  }
}
