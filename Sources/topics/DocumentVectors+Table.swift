import Artifacts
import TopicModeling

extension DocumentVectors {
  /// Pairs documents with vectors whose ids are those of documents or of authors.
  ///
  /// - Throws: ``FileError`` if they are of other documents.
  init(_ vectors: VectorTable, ids: [String], authors: [String]) throws(FileError) {
    let row = Dictionary(uniqueKeysWithValues: vectors.ids.enumerated().map { ($1, $0) })
    let rows = zip(ids, authors).map { id, author in row[id] ?? row[author] ?? -1 }
    guard rows.contains(where: { $0 >= 0 }) else {
      throw vectors.table.error(
        row: 0, "'\(vectors.ids[0])' is neither a document nor an author, nor is any other id",
        remedy: "give the vectors that embed wrote of these documents")
    }
    self.init(vectors.vectors, rows: rows)
  }
}
