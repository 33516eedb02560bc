import Artifacts
import LinearAlgebra
import TestSupport
import Testing

/// What `run.json` says of memory.
@Suite struct PeakMemoryTests {
  @Test func `a program that a large process started tells of its own memory`() throws {
    let folder = try TemporaryFolder()
    let large = [UInt8](repeating: 1, count: 300_000_000)
    try VectorTable.write(
      Matrix(rows: 4, columns: 2, elements: [1, 2, 3, 4, 5, 7, 7, 9]),
      ["a", "b", "c", "d"].map { [$0] },
      columns: ["id"], to: folder.file("vectors.npy"))
    let result = try Command.run(
      "reduce", ["--vectors", folder.file("vectors.npy"), "--output", folder.file("out")])
    #expect(result.status == 0, "\(result.standardError)")
    let peak = try RunRecord.read(folder.file("out/run.json")).run.peakMemory
    #expect(peak > 1 << 20 && peak < 200_000_000 && large.last == 1)
  }
}
