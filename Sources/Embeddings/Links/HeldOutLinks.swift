import Artifacts
import LinearAlgebra

extension LinkGraph {
  /// Keeps some links out of training, to see later whether they are told from pairs that are none.
  ///
  /// Which ones depends on the names of both and the seed alone, so that a link stays out, or in, when
  /// others come and go. A link stays in if the document or the target has no other: neither would
  /// have a place then. A link that occurs several times is out as a whole.
  ///
  /// - Parameters:
  ///   - share: The share of the distinct links, from 0 (none) to below 1.
  ///   - seed: The seed of the choice.
  /// - Returns: The graph of all other links with the same names, and the links that were kept out, by
  ///   document and then by target.
  /// - Complexity: O(*n* + *h* log *h*) for *n* distinct links and *h* that are kept out.
  public func holdingOut(_ share: Double, seed: UInt64) -> (
    training: LinkGraph, heldOut: [LinkPair]
  ) {
    guard share > 0 else { return (self, []) }
    let positions = heldOutPositions(share, SipHash(key: "held-out links \(seed)"))
    let isOut = Set(positions)
    var (offsets, columns, values): ([Int], [Int32], [Float]) = ([0], [], [])
    var heldOut: [LinkPair] = []
    for document in documents.indices {
      for position in counts.rowOffsets[document]..<counts.rowOffsets[document + 1] {
        if isOut.contains(position) {
          heldOut.append(
            LinkPair(document: Int32(document), target: counts.columnIndexes[position]))
        } else {
          columns.append(counts.columnIndexes[position])
          values.append(counts.values[position])
        }
      }
      offsets.append(columns.count)
    }
    let rest = SparseMatrix(
      rows: documents.count, columns: targets.count, rowOffsets: offsets, columnIndexes: columns,
      values: values)
    return (LinkGraph(documents: documents, targets: targets, counts: rest), heldOut)
  }

  /// The positions in ``counts`` that are kept out, lowest hash first.
  private func heldOutPositions(_ share: Double, _ hash: SipHash) -> [Int] {
    var chosen: [(hash: UInt64, document: Int, position: Int)] = []
    // The largest product below 2⁶⁴ for a share below 1.
    let limit = UInt64(min(share, 0x1.fffffffffffffp-1) * 0x1p64)
    for document in documents.indices {
      for position in counts.rowOffsets[document]..<counts.rowOffsets[document + 1] {
        let name = documents[document] + "\u{1F}" + targets[Int(counts.columnIndexes[position])]
        let value = hash.hash(Array(name.utf8).span)
        if value < limit { chosen.append((value, document, position)) }
      }
    }
    chosen.sort { ($0.hash, $0.position) < ($1.hash, $1.position) }
    var ofDocument = documents.indices.map { counts.columnIndexes(inRow: $0).count }
    var ofTarget = documentsOfTarget
    return chosen.compactMap { _, document, position in
      let target = Int(counts.columnIndexes[position])
      guard ofDocument[document] > 1, ofTarget[target] > 1 else { return nil }
      ofDocument[document] -= 1
      ofTarget[target] -= 1
      return position
    }
  }
}
