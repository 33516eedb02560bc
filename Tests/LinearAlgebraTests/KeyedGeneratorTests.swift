import LinearAlgebra
import Testing

@Suite struct KeyedGeneratorTests {
  @Test func `the sequence is SplitMix64's`() {
    var generator = KeyedGenerator(state: 1_234_567)
    // The values that the authors' splitmix64.c prints for this state.
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
    var zero = KeyedGenerator(state: 0)
    #expect(zero.next() == 0xe220_a839_7b1d_cdaf)
  }

  @Test func `the first state is mixed as documented`() {
    // Computed by the documented formula in another language.
    var keyed = KeyedGenerator(seed: 3, purpose: "test", index: 5)
    #expect(keyed.next() == 0xc4b3_11ac_5590_a034)
    var negative = KeyedGenerator(seed: 3, purpose: "test", index: -1)
    #expect(negative.next() == 0x1b31_b44e_e45a_312a)
  }

  @Test func `equal keys give equal sequences`() {
    var a = KeyedGenerator(seed: 3, purpose: "test", index: 5)
    var b = KeyedGenerator(seed: 3, purpose: "test", index: 5)
    #expect((0..<100).allSatisfy { _ in a.next() == b.next() })
  }

  @Test func `keys that differ anywhere give different sequences`() {
    var first: Set<UInt64> = []
    for seed in 0..<20 as Range<UInt64> {
      for purpose in ["", "a", "b", "ab", "ba"] {
        for index in -1..<20 {
          var generator = KeyedGenerator(seed: seed, purpose: purpose, index: index)
          first.insert(generator.next())
        }
      }
    }
    #expect(first.count == 20 * 5 * 21)
  }

  @Test func `neighboring indexes do not shift one sequence`() {
    var a = KeyedGenerator(seed: 3, purpose: "test", index: 0)
    var b = KeyedGenerator(seed: 3, purpose: "test", index: 1)
    let fromA = Set((0..<1000).map { _ in a.next() })
    #expect((0..<1000).allSatisfy { _ in !fromA.contains(b.next()) })
  }

  @Test func `uniform numbers fill the unit interval`() {
    var generator = KeyedGenerator(seed: 1, purpose: "uniform")
    let numbers = (0..<100_000).map { _ in generator.uniform() }
    #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(numbers.reduce(0, +) / 100_000 - 0.5) < 0.005)
    let floats = (0..<100_000).map { _ in generator.uniformFloat() }
    #expect(floats.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(floats.reduce(0, +) / 100_000 - 0.5) < 0.005)
  }

  @Test(arguments: [1, 2, 3, 7, 10])
  func `numbers below a bound are equally frequent`(bound: Int) {
    var generator = KeyedGenerator(seed: 1, purpose: "below")
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<10_000 * bound { counts[generator.below(bound)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
  }

  @Test func `huge bounds need repeated draws`() {
    var generator = KeyedGenerator(seed: 1, purpose: "below")
    let bound = Int.max / 2 + 2
    #expect((0..<1000).allSatisfy { _ in (0..<bound).contains(generator.below(bound)) })
  }

  @Test func `a bound of zero is refused`() async {
    await #expect(processExitsWith: .failure) {
      var generator = KeyedGenerator(state: 0)
      _ = generator.below(0)
    }
  }

  @Test func `normal numbers have their moments`() {
    var generator = KeyedGenerator(seed: 1, purpose: "gaussian")
    let numbers = (0..<200_000).map { _ in generator.gaussian() }
    func moment(_ power: Int) -> Double {
      numbers.reduce(0) { sum, x in sum + (0..<power).reduce(1) { y, _ in y * x } } / 200_000
    }
    #expect(abs(moment(1)) < 0.01)
    #expect(abs(moment(2) - 1) < 0.02)
    #expect(abs(moment(3)) < 0.05)
    #expect(abs(moment(4) - 3) < 0.1)
  }

  @Test func `every order of three is equally frequent`() {
    var generator = KeyedGenerator(seed: 1, purpose: "shuffle")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<60_000 {
      var order = [0, 1, 2]
      generator.shuffle(&order)
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 10_000) < 500 })
  }

  @Test func `shuffling nothing or one element draws nothing`() {
    var generator = KeyedGenerator(state: 0)
    var (none, one): ([Int], [Int]) = ([], [1])
    generator.shuffle(&none)
    generator.shuffle(&one)
    #expect(one == [1])
    #expect(generator.next() == 0xe220_a839_7b1d_cdaf)
  }
}
