/// The authors of documents, each with the documents that are theirs.
public struct AuthorGroups: Sendable {
  /// The authors in bytewise order.
  public let authors: [String]
  /// The author of each document, as a position in ``authors``.
  public let authorOfDocument: [Int]

  /// Groups documents by their author.
  public init(authorsOfDocuments: [String]) {
    authors = Set(authorsOfDocuments).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let numbers = Dictionary(uniqueKeysWithValues: authors.enumerated().map { ($1, $0) })
    authorOfDocument = authorsOfDocuments.map { numbers[$0] ?? 0 }
  }

  /// Adds up a number of each document by author.
  public func sums(of numbers: [Int]) -> [Int] {
    var sums = [Int](repeating: 0, count: authors.count)
    for (number, author) in zip(numbers, authorOfDocument) { sums[author] += number }
    return sums
  }
}
