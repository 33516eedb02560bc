import Artifacts
import LinearAlgebra
import TestSupport

/// Tests of `reduce` on three groups of thirty points of five dimensions.
protocol ReducedPoints {
  /// Where the points are, in `vectors.npy`, and the results.
  var folder: TemporaryFolder { get }
  /// The options of each call, which a test may give again.
  var options: [String] { get }
}

extension ReducedPoints {
  /// The three groups; the last two points of all equal the first.
  func points() -> Matrix {
    var generator = KeyedGenerator(seed: 4, purpose: "points of a command")
    var points = Matrix(
      rows: 90, columns: 5,
      elements: (0..<450).map { index in
        Float(generator.gaussian() + (index % 5 == index / 150 ? 9 : 0))
      })
    for row in 88..<90 { for column in 0..<5 { points[row, column] = points[0, column] } }
    return points
  }

  func write(_ points: Matrix, to name: String, first: Int = 100) throws {
    try VectorTable.write(
      points, (0..<points.rows).map { ["p\(first + $0)"] }, columns: ["id"],
      to: folder.file("\(name).npy"))
  }

  func reduce(
    _ output: String, _ arguments: [String], vectors: String = "vectors"
  ) throws -> Command.Result {
    try Command.run(
      "reduce",
      ["--vectors", folder.file("\(vectors).npy"), "--output", folder.file(output)] + options
        + arguments)
  }

  func digest(_ name: String) throws -> String { try fileDigest(folder.file(name)) }
}
