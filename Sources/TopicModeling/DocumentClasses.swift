/// The documents of each class, and whose they are.
///
/// A class is a cluster. Where people are grouped and not their documents, a class holds all documents
/// of its members, and a term counts as common in the class only if several members use it.
public struct DocumentClasses: Sendable {
  /// The documents of each class, ascending.
  public let members: [[Int]]
  /// The owner of each document, such as its author; the document itself where documents are grouped.
  public let owners: [Int]

  /// The number of classes.
  public var count: Int { members.count }

  /// Sorts documents into classes.
  ///
  /// - Parameters:
  ///   - classes: The class of each document in `0..<count`, or nil for one that is in no class.
  ///   - count: The number of classes.
  ///   - owners: The owner of each document; nil if each document is its own.
  /// - Precondition: There are as many owners as documents.
  public init(_ classes: [Int?], count: Int, owners: [Int]? = nil) {
    precondition(
      owners == nil || owners?.count == classes.count,
      "\(owners?.count ?? 0) owners for \(classes.count) documents")
    var members = [[Int]](repeating: [], count: count)
    for (document, number) in classes.enumerated() {
      if let number { members[number].append(document) }
    }
    self.members = members
    self.owners = owners ?? Array(classes.indices)
  }
}
