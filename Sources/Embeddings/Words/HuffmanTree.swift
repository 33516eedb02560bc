/// The words of a vocabulary as the leaves of a binary tree in which common words are near the root: the
/// hierarchical softmax predicts a word by the turns on the way to it ([Morin and Bengio 2005]; Huffman's
/// tree as in [Mikolov et al. 2013]).
///
/// [Morin and Bengio 2005]: https://www.gatsby.ucl.ac.uk/aistats/fullpapers/208.pdf
/// [Mikolov et al. 2013]: https://arxiv.org/abs/1310.4546
package struct HuffmanTree: Sendable {
  /// Where the path of each word begins in ``nodes``, and behind them its length.
  let offsets: [Int]
  /// The inner nodes on the way to each word, from the root on; there is one less than there are words.
  let nodes: [Int32]
  /// The turn taken at each node: 1 for the first child, 0 for the second.
  let turns: [Float]

  /// Builds the tree of words with these counts; of equal counts, words come before nodes and lower
  /// numbers before higher ones.
  ///
  /// - Complexity: O(*n* log *n*) in the words.
  package init(counts: [Int]) {
    let words = counts.count
    let order = counts.indices.sorted {
      counts[$0] != counts[$1] ? counts[$0] < counts[$1] : $0 < $1
    }
    // Leaves are 0..<words and inner nodes follow; both queues are sorted, so the smaller head is least.
    var weights = counts + [Int](repeating: 0, count: max(0, words - 1))
    var parents = [Int](repeating: -1, count: weights.count)
    var isFirst = [Bool](repeating: false, count: weights.count)
    var (leaf, inner) = (0, words)
    for node in words..<max(words, weights.count) {
      for first in [true, false] {
        let takesLeaf =
          leaf < words && (inner >= node || weights[order[leaf]] <= weights[inner])
        let child = takesLeaf ? order[leaf] : inner
        if takesLeaf { leaf += 1 } else { inner += 1 }
        weights[node] += weights[child]
        parents[child] = node
        isFirst[child] = first
      }
    }
    var (offsets, nodes, turns): ([Int], [Int32], [Float]) = ([0], [], [])
    for word in 0..<words {
      var (path, steps): ([Int32], [Float]) = ([], [])
      var node = word
      while parents[node] >= 0 {
        path.append(Int32(parents[node] - words))
        steps.append(isFirst[node] ? 1 : 0)
        node = parents[node]
      }
      nodes += path.reversed()
      turns += steps.reversed()
      offsets.append(nodes.count)
    }
    (self.offsets, self.nodes, self.turns) = (offsets, nodes, turns)
  }

  /// The number of turns on the way to each word.
  package var lengths: [Int] { zip(offsets, offsets.dropFirst()).map { $1 - $0 } }

  /// The turns on the way to a word, as digits.
  package func code(of word: Int) -> String {
    turns[offsets[word]..<offsets[word + 1]].map { $0 == 1 ? "1" : "0" }.joined()
  }
}
