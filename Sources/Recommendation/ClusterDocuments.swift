/// The documents that show best what a cluster is about.
public struct ClusterDocuments: Sendable {
  private let documents: [(id: String, text: String)]

  /// Keeps documents, the most typical first.
  public init(_ documents: [(id: String, text: String)]) {
    self.documents = documents.map { ($0.id, $0.text.lowercased()) }
  }

  /// The ids of `limit` documents: those that say the most of `words` first, of equals the most typical.
  ///
  /// - Complexity: O(*n*) in the characters of the documents.
  public func examples(of words: [String], limit: Int = 2) -> [String] {
    let words = words.map { $0.lowercased() }
    let counts = documents.map { document in words.count { document.text.contains($0) } }
    let order = documents.indices.sorted { a, b in (-counts[a], a) < (-counts[b], b) }
    var seen: Set<String> = []
    return Array(order.map { documents[$0].id }.filter { seen.insert($0).inserted }.prefix(limit))
  }
}
