import RealModule

/// A source of random numbers whose sequence is named by a seed, a purpose and an index.
///
/// A program has one seed. Each place that needs randomness names its purpose, and each item it
/// draws for has an index, so that an item's numbers depend neither on the order in which items
/// are visited nor on the thread that visits them:
///
///     var generator = KeyedGenerator(seed: seed, purpose: "negative samples", index: edge)
///     let sample = generator.below(vertices)
///
/// The numbers are those of SplitMix64 ([Steele, Lea and Flood 2014]): the state advances by a
/// constant and a mixing function of it is returned. The first state is
///
///     mix(mix(mix(seed) ^ fnv1a(purpose)) + index × 0x9e3779b97f4a7c15)
///
/// where `mix` is that same function and `fnv1a` the 64-bit FNV-1a hash of the purpose's UTF-8
/// bytes. All sequences are windows into one cycle of 2⁶⁴ numbers; the mixing scatters their
/// beginnings, which makes an overlap of two of them as unlikely as a collision of random numbers.
///
/// Everything here draws from ``next()`` by arithmetic written in this file, so that a new standard
/// library does not change results.
///
/// [Steele, Lea and Flood 2014]: https://doi.org/10.1145/2660193.2660195
public struct KeyedGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  /// The second of two normal numbers drawn together, until it is asked for.
  private var spareGaussian: Double?

  /// Creates the generator of one purpose and one index.
  ///
  /// - Parameters:
  ///   - seed: The seed of the program.
  ///   - purpose: What the numbers are for; different purposes give unrelated sequences.
  ///   - index: The item that the numbers are for, such as a row or an epoch.
  /// - Complexity: O(*n*) in the bytes of `purpose`.
  public init(seed: UInt64, purpose: String, index: Int = 0) {
    let key = mix(mix(seed) ^ fnv1a(purpose))
    state = mix(key &+ UInt64(bitPattern: Int64(index)) &* increment)
  }

  /// Creates the generator that SplitMix64 calls "seeded with `state`".
  public init(state: UInt64) {
    self.state = state
  }

  /// Returns 64 uniformly distributed bits.
  public mutating func next() -> UInt64 {
    state &+= increment
    return mix(state)
  }

  /// Returns a number in `0..<1`, a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Returns a number in `0..<1`, a multiple of 2⁻²⁴.
  public mutating func uniformFloat() -> Float {
    Float(next() >> 40) * 0x1p-24
  }

  /// Returns a number in `0..<bound`, each with the same probability.
  ///
  /// The high half of a product replaces the division of the usual remainder; the few draws that
  /// would favor some numbers are repeated ([Lemire 2019]).
  ///
  /// - Precondition: `bound` is positive.
  ///
  /// [Lemire 2019]: https://doi.org/10.1145/3230636
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "no number is in 0..<\(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let rejected = (0 &- bound) % bound
      while product.low < rejected { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Returns a number from the normal distribution of mean 0 and variance 1.
  ///
  /// By the polar method ([Marsaglia and Bray 1964]): a random point of the unit disc gives two
  /// numbers, the second of which answers the next call.
  ///
  /// [Marsaglia and Bray 1964]: https://doi.org/10.1137/1006063
  public mutating func gaussian() -> Double {
    if let spare = spareGaussian {
      spareGaussian = nil
      return spare
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * Double.log(square) / square).squareRoot()
      spareGaussian = y * factor
      return x * factor
    }
  }

  /// Puts the elements of `array` into a random order, each order with the same probability
  /// (Fisher–Yates, from the end).
  ///
  /// - Complexity: O(*n*)
  public mutating func shuffle<Element>(_ array: inout [Element]) {
    for last in stride(from: array.count - 1, to: 0, by: -1) {
      array.swapAt(last, below(last + 1))
    }
  }
}

/// 2⁶⁴ divided by the golden ratio, made odd.
private let increment: UInt64 = 0x9e37_79b9_7f4a_7c15

/// The finalizer of SplitMix64, a bijection in which every input bit sways every output bit.
private func mix(_ value: UInt64) -> UInt64 {
  var z = value
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}

/// The 64-bit FNV-1a hash of a string's UTF-8 bytes; unlike `Hasher`, the same in every process.
private func fnv1a(_ string: String) -> UInt64 {
  string.utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
