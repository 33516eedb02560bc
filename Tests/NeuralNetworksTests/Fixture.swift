import Artifacts
import LinearAlgebra
import Testing

/// A model of the fixtures with texts and what transformers made of them.
struct Fixture {
  let folder: String
  let texts: [[Int32]]
  let vectors: Matrix

  /// The names of the tiny models with random weights.
  static let tiny = ["tiny-bert", "tiny-bert-bfloat16", "tiny-xlm-roberta"]

  init(_ name: String) throws {
    folder = Self.path(name)
    texts = try Table(contentsOf: "\(folder)/tokens.tsv").column("tokens").map {
      $0.split(separator: " ").compactMap { Int32($0) }
    }
    vectors = try VectorFile("\(folder)/vectors.npy").matrix()
  }

  static func path(_ name: String) -> String {
    String(#filePath.dropLast("Fixture.swift".count)) + "Fixtures/\(name)"
  }
}

/// The cosine of each row of `a` with that of `b`.
func cosines(_ a: Matrix, _ b: Matrix) -> [Double] {
  (0..<a.rows).map { i in
    let (x, y) = (a[row: i], b[row: i])
    return Reference.dot(x, y) / (Reference.norm(x) * Reference.norm(y))
  }
}

/// Numbers drawn evenly from `range`.
func randomNumbers(_ count: Int, in range: ClosedRange<Float> = -1...1, seed: UInt64 = 1) -> [Float]
{
  var generator = KeyedGenerator(seed: seed, purpose: "numbers")
  return (0..<count).map { _ in
    let share = Float(generator.below(1 << 20)) / Float(1 << 20)
    return range.lowerBound + share * (range.upperBound - range.lowerBound)
  }
}

/// The largest difference between two lists, relative to numbers beyond 1.
func largestDifference(_ a: [Float], _ b: [Float]) -> Float {
  #expect(a.count == b.count)
  return zip(a, b).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
}
