import Artifacts
import LinearAlgebra
import TestSupport
import Testing

/// `reduce --method pca`.
@Suite struct PCACommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    var generator = KeyedGenerator(seed: 1, purpose: "points")
    let elements = (0..<240).map { Float(generator.gaussian()) * Float(1 + $0 % 4) }
    try VectorTable.write(
      Matrix(rows: 60, columns: 4, elements: elements), (0..<60).map { ["p\($0)"] },
      columns: ["id"], to: folder.file("vectors.npy"))
  }

  private func reduce(_ output: String, _ arguments: [String]) throws -> Command.Result {
    try Command.run(
      "reduce",
      ["--vectors", folder.file("vectors.npy"), "--output", folder.file(output)] + arguments)
  }

  private func variances(_ output: String) throws -> [Double] {
    let vectors = try VectorTable(contentsOf: folder.file("\(output)/reduced.npy")).vectors
    return (0..<vectors.columns).map { column in
      let values = (0..<vectors.rows).map { Double(vectors[$0, column]) }
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
  }

  @Test func `whitened components have the variance one, also of a model`() throws {
    #expect(try reduce("plain", ["--dimensions", "3"]).status == 0)
    #expect(try variances("plain")[0] > 4)
    #expect(try reduce("white", ["--dimensions", "3", "--whiten"]).status == 0)
    #expect(try variances("white").allSatisfy { abs($0 - 1) < 1e-5 })
    let model = folder.file("white/model")
    #expect(try reduce("placed", ["--model", model]).status == 0)
    #expect(
      try fileDigest(folder.file("placed/reduced.npy"))
        == fileDigest(folder.file("white/reduced.npy")))
    let both = try reduce("both", ["--model", model, "--whiten"])
    #expect(both.status == 2 && both.standardError.contains("the model says"))
  }
}
