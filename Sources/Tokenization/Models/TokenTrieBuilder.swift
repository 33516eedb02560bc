/// Lays out the nodes of a ``TokenTrie``.
///
/// Free places are a doubly linked list. A node with one child takes the first of them, so gaps are
/// filled. A node with several children goes on from where the last such node was placed, and never
/// back, so that each place is looked at once and the time stays linear.
struct TokenTrieBuilder {
  private let tokens: [[UInt8]]
  private let ids: [Int32]
  /// The positions of the tokens in bytewise order, equal ones in the order they came.
  private let order: [Int32]
  private var nodes: [TokenTrie.Node] = []
  /// The free places before and after each free place; 0, the root, is never free and closes the
  /// ring.
  private var previous: [Int32] = []
  private var next: [Int32] = []

  /// The free place from which a node with several children is tried, 0 for the end.
  private var cursor: Int32 = 0

  /// The tokens that share a path, which their bytes from `depth` on tell apart.
  private struct Branch {
    let node: Int32
    let range: Range<Int>
    let depth: Int
  }

  init(_ tokens: [[UInt8]], _ ids: [Int32]) {
    self.tokens = tokens
    self.ids = ids
    // Eight bytes as a number decide most comparisons.
    let heads = tokens.map { token in
      (0..<8).reduce(UInt64(0)) { $0 << 8 | ($1 < token.count ? UInt64(token[$1]) : 0) }
    }
    order = tokens.indices.filter { !tokens[$0].isEmpty }.map(Int32.init).sorted { a, b in
      let (i, j) = (Int(a), Int(b))
      if heads[i] != heads[j] { return heads[i] < heads[j] }
      if tokens[i] == tokens[j] { return i < j }
      return tokens[i].lexicographicallyPrecedes(tokens[j])
    }
    // The places before 256 stay empty: from any other one, each byte leads to a base above 0.
    nodes = Array(repeating: TokenTrie.Node(parent: -2), count: 256)
    previous = Array(repeating: 0, count: 256)
    next = previous
  }

  /// Adds all tokens.
  mutating func build() {
    var stack = [Branch(node: TokenTrie.root, range: order.indices, depth: 0)]
    var labels: [UInt8] = []
    var starts: [Int] = []
    while let branch = stack.popLast() {
      labels.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
      for index in branch.range {
        let token = Int(order[index])
        guard branch.depth < tokens[token].count else {
          nodes[Int(branch.node)].id = ids[token]
          continue
        }
        let label = tokens[token][branch.depth]
        if labels.last != label {
          labels.append(label)
          starts.append(index)
        }
      }
      guard !labels.isEmpty else { continue }
      let base = place(labels)
      nodes[Int(branch.node)].base = base
      for (index, label) in labels.enumerated() {
        let end = index + 1 < starts.count ? starts[index + 1] : branch.range.upperBound
        let child = base + Int32(label)
        take(child, parent: branch.node)
        stack.append(Branch(node: child, range: starts[index]..<end, depth: branch.depth + 1))
      }
    }
  }

  /// The nodes, with free places behind them for every byte of the last one.
  mutating func finish() -> [TokenTrie.Node] {
    let last = nodes.lastIndex { $0.parent != -1 } ?? 0
    let base = nodes.map(\.base).max() ?? 0
    let count = max(last, Int(base) + 255) + 1
    if count > nodes.count { grow(to: count) }
    return Array(nodes[..<count])
  }

  /// A base from which the places of all labels are free.
  private mutating func place(_ labels: [UInt8]) -> Int32 {
    if next[0] == 0 { grow(to: nodes.count + 256) }
    if labels.count == 1 { return next[0] - Int32(labels[0]) }
    while cursor != 0 {
      let base = cursor - Int32(labels[0])
      if fits(base, labels) { return base }
      cursor = next[Int(cursor)]
    }
    // Behind the end of the array every place is free.
    let end = Int32(nodes.count)
    grow(to: nodes.count + 256)
    cursor = end
    return end - Int32(labels[0])
  }

  private mutating func fits(_ base: Int32, _ labels: [UInt8]) -> Bool {
    if Int(base) + 255 >= nodes.count { grow(to: Int(base) + 256) }
    return labels.allSatisfy { nodes[Int(base) + Int($0)].parent == -1 }
  }

  private mutating func take(_ place: Int32, parent: Int32) {
    if Int(place) >= nodes.count { grow(to: Int(place) + 256) }
    let (before, after) = (previous[Int(place)], next[Int(place)])
    if cursor == place { cursor = after }
    next[Int(before)] = after
    previous[Int(after)] = before
    nodes[Int(place)].parent = parent
  }

  /// Adds free places at the end.
  private mutating func grow(to count: Int) {
    while nodes.count < count {
      let place = Int32(nodes.count)
      nodes.append(TokenTrie.Node())
      let last = previous[0]
      previous.append(last)
      next.append(0)
      next[Int(last)] = place
      previous[0] = place
    }
  }
}
