import LinearAlgebra

/// Draws one of several topics, each with a probability in proportion to the product of two weights.
///
/// Eight topics are added up at a time, each lane by itself, and the running sums are kept: the lane is
/// then found among eight totals, and the topic within it among the running sums. So a topic costs an
/// eighth of a multiplication and an addition, and no sum runs over single topics.
///
/// The weights lie in rows of a multiple of eight numbers of which the last, beyond the topics, are 0.
package struct TopicDraw {
  private let groups: Int
  private let lanes: Int
  /// The running sums of each lane, group by group.
  private var sums: [Float]

  /// The number of numbers in a row for `topics` topics.
  package static func width(_ topics: Int) -> Int { (topics + 7) / 8 * 8 }

  /// Draws among `topics` topics.
  package init(topics: Int) {
    groups = (topics + 7) / 8
    lanes = min(8, topics)
    sums = [Float](repeating: 0, count: groups * 8)
  }

  /// Draws a topic.
  ///
  /// - Parameters:
  ///   - a: The one weight of each topic, positive.
  ///   - b: The other.
  ///   - uniform: A random number in `0..<1`.
  /// - Returns: The topic, and the sum of all products.
  @inline(__always)
  package mutating func callAsFunction(
    _ a: Span<Float>, _ b: Span<Float>, uniform: Float
  ) -> (topic: Int, total: Float) {
    precondition(a.count == sums.count && b.count == sums.count, "not the weights of the topics")
    let (groups, lanes) = (groups, lanes)
    return unsafe sums.withUnsafeMutableBufferPointer { sums in
      unsafe a.withUnsafeBytes { a in
        unsafe b.withUnsafeBytes { b in
          // All three hold `groups` times eight numbers.
          guard let a = a.baseAddress, let b = b.baseAddress, let sums = sums.baseAddress else {
            return (0, 0)
          }
          return unsafe Self.draw(a, b, sums, groups: groups, lanes: lanes, uniform)
        }
      }
    }
  }

  @inline(__always)
  @unsafe private static func draw(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ sums: UnsafeMutablePointer<Float>, groups: Int,
    lanes: Int, _ uniform: Float
  ) -> (topic: Int, total: Float) {
    var sum = SIMD8<Float>.zero
    let stored = UnsafeMutableRawPointer(sums)
    for group in 0..<groups {
      let x = unsafe a.loadUnaligned(fromByteOffset: group * 32, as: SIMD8<Float>.self)
      let y = unsafe b.loadUnaligned(fromByteOffset: group * 32, as: SIMD8<Float>.self)
      sum = multiplyAdd(x, y, sum)
      unsafe stored.storeBytes(of: sum, toByteOffset: group * 32, as: SIMD8<Float>.self)
    }
    let total = sum.sum()
    let target = uniform * total
    // Counting instead of searching: which lane it will be cannot be foretold.
    let last = unsafe sums + (groups - 1) * 8
    var (lane, prefix, before) = (0, Float(0), Float(0))
    for index in 0..<lanes - 1 {
      prefix += unsafe last[index]
      lane += prefix <= target ? 1 : 0
      before = prefix <= target ? prefix : before
    }
    // Sums in another order may differ in the last digit.
    let rest = unsafe min(target - before, last[lane].nextDown)
    var group = 0
    for index in 0..<groups { group += unsafe sums[index * 8 + lane] <= rest ? 1 : 0 }
    return (group * 8 + lane, total)
  }
}
