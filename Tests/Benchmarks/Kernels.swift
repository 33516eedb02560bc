import LinearAlgebra

/// How fast the kernels are, beside the obvious loops and the memory of the machine.
enum Kernels {
  static func measure(runs: Int) {
    let dimensions = 384
    let vectors = randomMatrix(rows: 256, columns: dimensions)
    measureOverPairs("dot, 384 dimensions", vectors, runs: runs, dot) { Reference.dot($0, $1) }
    measureOverPairs(
      "squared Euclidean distance, 384 dimensions", vectors, runs: runs, squaredEuclideanDistance
    ) { Reference.squaredEuclideanDistance($0, $1) }
    measureMemory(runs: runs)
    measureSparseProducts(runs: runs)
  }

  /// A kernel of two vectors over all pairs of rows, which stay in the cache.
  private static func measureOverPairs(
    _ name: String, _ vectors: Matrix, runs: Int, _ kernel: (Span<Float>, Span<Float>) -> Float,
    reference: (Span<Float>, Span<Float>) -> Double
  ) {
    var total = 0.0
    func seconds(_ body: (Span<Float>, Span<Float>) -> Double) -> Double {
      medianSeconds(runs: runs) {
        for i in 0..<vectors.rows {
          for j in 0..<vectors.rows { total += body(vectors[row: i], vectors[row: j]) }
        }
      }
    }
    let ours = seconds { Double(kernel($0, $1)) }
    let theirs = seconds(reference)
    precondition(total.isFinite, "the results must be used")
    let operations = Double(vectors.rows * vectors.rows * vectors.columns * 2)
    report(name, operations / ours / 1e9, "GFLOP/s", timesReference: theirs / ours)
  }

  /// The sum of 256 MB: what the memory gives one core.
  private static func measureMemory(runs: Int) {
    let large = [Float](repeating: 1, count: 1 << 26)
    var total: Float = 0
    let seconds = medianSeconds(runs: runs) { total += sum(large.span) }
    precondition(total > 0, "the results must be used")
    report(
      "sum of 256 MB, the limit of the memory", Double(large.count * 4) / seconds / 1e9, "GB/s")
  }

  /// Products of a matrix like that of posts and terms: 9 of 40,000 terms in each of 100,000 rows.
  private static func measureSparseProducts(runs: Int) {
    let (rows, columns, stored, width) = (100_000, 40_000, 9, 112)
    var generator = KeyedGenerator(seed: 1, purpose: "sparse matrix")
    // Words of a language: the rank is drawn evenly on a logarithmic scale, as Zipf's law has it.
    let indexes = (0..<rows * stored).map { _ in
      Int32(columns >> generator.below(15)) * Int32(generator.below(1000)) / 1000
    }
    let a = SparseMatrix(
      rows: rows, columns: columns, rowOffsets: (0...rows).map { $0 * stored },
      columnIndexes: indexes, values: [Float](repeating: 1, count: indexes.count))
    let x = randomMatrix(rows: columns, columns: width)
    let operations = Double(2 * indexes.count * width)
    let product = medianSeconds(runs: runs) { _ = a.multiplied(by: x, threads: 1) }
    report("sparse product, 112 columns", operations / product / 1e9, "GFLOP/s")
    let normal = medianSeconds(runs: runs) { _ = a.normalProduct(x, threads: 1) }
    report("sparse normal product, 112 columns", 2 * operations / normal / 1e9, "GFLOP/s")
  }

  private static func randomMatrix(rows: Int, columns: Int) -> Matrix {
    var generator = KeyedGenerator(seed: 1, purpose: "benchmark")
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in Float(generator.gaussian()) })
  }
}
