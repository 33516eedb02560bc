/// Sets of numbers that are joined, each called by its least number.
struct DisjointSets: Sendable {
  private var parents: [Int32]

  /// Creates `count` sets of one number each.
  init(_ count: Int) {
    parents = (0..<Int32(count)).map { $0 }
  }

  /// The least number of the set that `number` is in.
  ///
  /// Paths are halved on the way ([Tarjan and van Leeuwen 1984](https://doi.org/10.1145/62.2160)).
  mutating func find(_ number: Int32) -> Int32 {
    var number = Int(number)
    while Int(parents[number]) != number {
      parents[number] = parents[Int(parents[number])]
      number = Int(parents[number])
    }
    return Int32(truncatingIfNeeded: number)
  }

  /// Joins the sets of two numbers; returns whether they were different.
  mutating func join(_ a: Int32, _ b: Int32) -> Bool {
    let (a, b) = (find(a), find(b))
    guard a != b else { return false }
    parents[Int(max(a, b))] = min(a, b)
    return true
  }

  /// The set of each number.
  ///
  /// - Complexity: O(*n*): a parent is less than its children, so that one pass reaches all.
  mutating func sets() -> [Int32] {
    for number in parents.indices { parents[number] = parents[Int(parents[number])] }
    return parents
  }
}
