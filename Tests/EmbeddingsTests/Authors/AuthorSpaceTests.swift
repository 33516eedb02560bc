import Artifacts
import Embeddings
import LinearAlgebra
import TestSupport
import Testing

@Suite struct AuthorSpaceTests {
  /// Two authors whose documents lie far apart in the first direction, and who differ in the second.
  private static let documents = Matrix(
    rows: 6, columns: 2, elements: [-9, 1, 0, 1, 9, 1, -9, -1, 0, -1, 9, -1])
  private static let groups = AuthorGroups(authorsOfDocuments: ["a", "a", "a", "b", "b", "b"])

  private func covariance(_ documents: Matrix, parts: Int = 1, threads: Int = 1) -> [Double] {
    var covariance = AuthorCovariance(Self.groups, dimensions: 2)
    let rows = documents.rows / parts
    for part in 0..<parts {
      covariance.add(
        documents.rows(part * rows..<(part + 1) * rows), from: part * rows, threads: threads)
    }
    return covariance.covariance(threads: threads)
  }

  @Test func `the covariance is that around the authors`() {
    let found = covariance(Self.documents)
    for (found, expected) in zip(found, [54, 0, 0, 0]) {
      #expect(abs(found - Double(expected)) < 1e-5)
    }
    for (one, three) in zip(found, covariance(Self.documents, parts: 3)) {
      #expect(abs(one - three) < 1e-5)
    }
    #expect(covariance(Self.documents, threads: 3) == found)
  }

  @Test func `an author with many documents counts as one with few`() {
    let groups = AuthorGroups(authorsOfDocuments: ["a", "a", "b", "b", "b", "b"])
    var covariance = AuthorCovariance(groups, dimensions: 1)
    covariance.add(
      Matrix(rows: 6, columns: 1, elements: [-1, 1, -3, -3, 3, 3]), from: 0, threads: 1)
    #expect(abs(covariance.covariance(threads: 1)[0] - (1 + 9) / 2) < 1e-6)
  }

  @Test func `directions in which the documents of one author differ count less`() {
    let space = AuthorSpace(center: [0, 0], covariance: covariance(Self.documents))
    // (W + m I) has the eigenvalues 54 + 27 and 27.
    let vectors = space.vectors(
      Matrix(rows: 2, columns: 2, elements: [1, 1, 3, 4]), threads: 1)
    let ratio = Float(3).squareRoot()
    #expect(abs(vectors[0, 1] / vectors[0, 0] - ratio) < 1e-5)
    #expect(abs(vectors[1, 1] / vectors[1, 0] - ratio * 4 / 3) < 1e-5)
    for row in 0..<2 { #expect(abs(norm(vectors[row: row]) - 1) < 1e-6) }
  }

  @Test func `authors of one document each are compared as they are`() {
    let space = AuthorSpace(center: [1, 1], covariance: [0, 0, 0, 0])
    let vectors = space.vectors(Matrix(rows: 1, columns: 2, elements: [4, 5]), threads: 1)
    #expect(abs(vectors[0, 0] - 0.6) < 1e-6 && abs(vectors[0, 1] - 0.8) < 1e-6)
  }

  @Test func `a space is read as it was written`() throws {
    let folder = try TemporaryFolder()
    let space = AuthorSpace(center: [0.5, -2], covariance: covariance(Self.documents))
    try space.write(folder.file("space.npy"))
    #expect(try AuthorSpace(folder.file("space.npy")) == space)
    try VectorFile.write(Self.documents, to: folder.file("other.npy"))
    #expect(throws: FileError.self) { try AuthorSpace(folder.file("other.npy")) }
  }
}
