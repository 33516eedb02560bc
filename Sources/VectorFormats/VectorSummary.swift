import Artifacts
import LinearAlgebra

/// What there is to know about a file of vectors at a glance.
///
/// The mean cosine is that of all pairs of different vectors, not of a sample: with unit vectors
/// *u* it is (|Σ *u*|² − *n*) / (*n*² − *n*), since |Σ *u*|² is the sum over all pairs. Near 0,
/// directions are used evenly; near 1, all vectors point the same way and little tells them apart.
public struct VectorSummary: Sendable {
  /// The smallest, mean and largest length of a vector whose numbers are finite; nil if there is
  /// none.
  public let norms: (minimum: Float, mean: Float, maximum: Float)?
  /// The number of vectors of zeros.
  public let zeros: Int
  /// The number of vectors that equal one before them, bit by bit.
  public let duplicates: Int
  /// The number of vectors with a number that is infinite or not a number.
  public let notFinite: Int
  /// The mean cosine of all pairs of vectors that are finite and not zero; nil if there are fewer
  /// than two.
  public let meanCosine: Double?

  /// Reads all of `vectors`.
  ///
  /// - Precondition: It holds `float32` numbers.
  /// - Complexity: O(*vectors* × *dimensions*) time, and 16 bytes a vector.
  public init(_ vectors: VectorFile, threads: Int) {
    let chunk = max(1, (1 << 20) / max(1, vectors.columns))
    let parts = parallelMap(count: vectors.rows, chunk: chunk, threads: threads) { rows in
      defer { vectors.release(rows: rows) }
      return SummaryPart(vectors, rows)
    }
    let lengths = parts.flatMap(\.lengths)
    notFinite = vectors.rows - lengths.count
    zeros = lengths.count { $0 == 0 }
    if let least = lengths.min(), let greatest = lengths.max() {
      let sum = lengths.reduce(0.0) { $0 + Double($1) }
      norms = (least, Float(sum / Double(lengths.count)), greatest)
    } else {
      norms = nil
    }
    let directions = Double(lengths.count - zeros)
    var sum = [Double](repeating: 0, count: vectors.columns)
    for part in parts { for index in sum.indices { sum[index] += part.directions[index] } }
    let square = sum.reduce(0) { $0 + $1 * $1 }
    meanCosine =
      directions < 2 ? nil : (square - directions) / (directions * directions - directions)
    duplicates = Self.duplicates(vectors, parts.flatMap(\.hashes))
  }

  /// Counts the rows that equal an earlier one; only rows of equal hashes are compared.
  private static func duplicates(_ vectors: VectorFile, _ hashes: [UInt64]) -> Int {
    let order = hashes.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    var duplicates = 0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, hashes[order[end]] == hashes[order[start]] { end += 1 }
      var distinct: [Int] = []
      for row in order[start..<end] {
        if distinct.contains(where: { haveSameBits(vectors[row: $0], vectors[row: row]) }) {
          duplicates += 1
        } else {
          distinct.append(row)
        }
      }
      start = end
    }
    return duplicates
  }
}

/// The summary of some rows.
private struct SummaryPart: Sendable {
  /// The lengths of the finite vectors.
  var lengths: [Float] = []
  var hashes: [UInt64] = []
  /// The sum of the unit vectors of all that are finite and not zero.
  var directions: [Double]

  init(_ vectors: VectorFile, _ rows: Range<Int>) {
    directions = [Double](repeating: 0, count: vectors.columns)
    for row in rows {
      let numbers = vectors[row: row]
      hashes.append(hash(numbers))
      guard isFinite(numbers) else { continue }
      let length = norm(numbers: numbers)
      lengths.append(Float(length))
      guard length > 0 else { continue }
      let factor = 1 / length
      for index in numbers.indices { directions[index] += Double(numbers[index]) * factor }
    }
  }
}

/// The length in double precision, which neither overflows nor loses small numbers.
func norm(numbers: Span<Float>) -> Double {
  var sum = 0.0
  for index in numbers.indices { sum += Double(numbers[index]) * Double(numbers[index]) }
  return sum.squareRoot()
}

/// Whether two vectors are equal bit by bit.
func haveSameBits(_ a: Span<Float>, _ b: Span<Float>) -> Bool {
  a.count == b.count && a.indices.allSatisfy { a[$0].bitPattern == b[$0].bitPattern }
}

/// A hash of the bits, equal on every machine (FNV-1a's constants, on 32 bits at a time, and a
/// final mix).
private func hash(_ numbers: Span<Float>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for index in numbers.indices {
    hash = (hash ^ UInt64(numbers[index].bitPattern)) &* 0x0000_0100_0000_01B3
    hash ^= hash >> 29
  }
  return hash
}
