/// The links of ``BucketChains`` between the documents that share buckets, by document and band: what
/// belongs to one document lies together, which is what deciding about it needs.
struct BucketLinks {
  private let bands: Int
  /// By document and band: the document before, or -1.
  private var cells: [Int32]

  /// Takes the links of some documents, which get their positions among them as numbers.
  ///
  /// - Parameters:
  ///   - chains: The linked chains.
  ///   - documents: All documents that share a bucket, ascending.
  init(_ chains: borrowing BucketChains, _ documents: [Int]) {
    bands = chains.bands
    cells = [Int32](repeating: -1, count: documents.count * bands)
    var positions = [Int32](repeating: -1, count: chains.count)
    for (position, document) in documents.enumerated() { positions[document] = Int32(position) }
    for band in 0..<bands {
      for (position, document) in documents.enumerated() {
        guard let previous = chains[band, document] else { continue }
        cells[position * bands + band] = positions[previous]
      }
    }
  }

  /// The document before `document` in the bucket of `band`.
  subscript(document: Int, band: Int) -> Int? {
    get {
      let cell = cells[document * bands + band]
      return cell < 0 ? nil : Int(cell)
    }
    set { cells[document * bands + band] = newValue.map { Int32($0) } ?? -1 }
  }
}
