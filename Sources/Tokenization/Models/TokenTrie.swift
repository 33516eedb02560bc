/// A set of byte strings with an id each, as a double array: the longest token that a text begins
/// with, and all of them, are found in one step a byte.
///
/// A node is a place in an array. The child of a node by a byte stands at `base + byte` if that
/// place says that the node is its parent ([Aoe 1989]). Nodes interleave, so there are few gaps,
/// and the nodes that most texts visit share cache lines.
///
/// [Aoe 1989]: https://doi.org/10.1109/32.31365
package struct TokenTrie: Sendable {
  /// A node, 12 bytes.
  package struct Node: BitwiseCopyable, Sendable {
    /// Where the children are counted from, 0 if there are none.
    package var base: Int32 = 0
    /// The parent, -1 for a place that is free, -2 for the root and places that are never taken.
    package var parent: Int32 = -1
    /// The id of the token that ends here, -1 if none does.
    package var id: Int32 = -1
  }

  /// The nodes; the first is the root, and the last 256 places are free.
  package let nodes: [Node]

  /// Creates a trie of tokens, of which empty ones are left out. Of equal ones the last counts.
  ///
  /// - Complexity: O(*n* log *n*) in the tokens.
  package init(_ tokens: [[UInt8]], ids: [Int32]) {
    var builder = TokenTrieBuilder(tokens, ids)
    builder.build()
    nodes = builder.finish()
  }

  /// The root, where every text begins.
  package static let root: Int32 = 0

  /// The node behind `node` by `byte`, or -1.
  ///
  /// - Complexity: O(1)
  @inline(__always)
  static func child(_ nodes: Span<Node>, _ node: Int32, _ byte: UInt8) -> Int32 {
    let next = nodes[Int(node)].base + Int32(byte)
    return nodes[Int(next)].parent == node ? next : -1
  }

  /// The node behind some bytes, or nil if no token begins with them.
  func node(_ bytes: some Sequence<UInt8>) -> Int32? {
    var node = Self.root
    for byte in bytes {
      node = Self.child(nodes.span, node, byte)
      if node < 0 { return nil }
    }
    return node
  }

  /// The id of a token, or nil if there is no such token.
  package func id(_ token: some Sequence<UInt8>) -> Int32? {
    guard let node = node(token), nodes[Int(node)].id >= 0 else { return nil }
    return nodes[Int(node)].id
  }

  /// The longest token that stands at byte `start` of a text and ends at `limit` at most: its id
  /// and end, or an id of -1.
  ///
  /// - Complexity: O(*n*) in the bytes of the longest token.
  @inline(__always)
  package func longest(
    _ bytes: Span<UInt8>, from start: Int, limit: Int, node: Int32 = root
  ) -> (id: Int32, end: Int) {
    let nodes = nodes.span
    var found: (id: Int32, end: Int) = (-1, start)
    var node = node
    var place = start
    while place < limit {
      node = Self.child(nodes, node, bytes[place])
      if node < 0 { break }
      place += 1
      let id = nodes[Int(node)].id
      if id >= 0 { found = (id, place) }
    }
    return found
  }
}
