/// The documents that one document shares buckets with, and how many buckets.
///
/// Two bounds keep the work linear where thousands of documents are variations of one another and none
/// is similar enough, such as weather reports: a bucket's last documents are looked at and no others,
/// and of all those the ones that share the most buckets, for they are the most similar.
struct Meetings {
  /// The number of buckets shared with each document.
  private var shared: [UInt8]
  /// The documents that share one.
  private var documents: [Int] = []

  /// The number of documents of a bucket that are looked at.
  private static let longestChain = 256
  /// The number of documents that are compared with.
  private static let mostDocuments = 128

  /// Creates meetings of a document with any of so many.
  init(documents: Int) {
    shared = [UInt8](repeating: 0, count: documents)
  }

  /// Adds the documents before `document` in its bucket of a band.
  mutating func add(_ links: borrowing BucketLinks, _ document: Int, _ band: Int) {
    var next = links[document, band]
    var steps = 0
    while let other = next, steps < Self.longestChain {
      if shared[other] == 0 { documents.append(other) }
      shared[other] += 1
      next = links[other, band]
      steps += 1
    }
  }

  /// The documents to compare with, ascending; nothing is left for the next document.
  mutating func next() -> [Int] {
    var chosen = documents.sorted()
    if chosen.count > Self.mostDocuments {
      chosen.sort { (shared[$1], $0) < (shared[$0], $1) }
      chosen = chosen.prefix(Self.mostDocuments).sorted()
    }
    for document in documents { shared[document] = 0 }
    documents.removeAll(keepingCapacity: true)
    return chosen
  }
}
