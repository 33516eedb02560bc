import DocumentTerms
import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import Testing
import TestSupport

@Suite struct LSAModelTests {
  let folder: TemporaryFolder
  let lsa: LSA
  let counts: DocumentTermMatrix

  init() throws {
    folder = try TemporaryFolder()
    counts = try sampleCounts()
    lsa = LSA(
      counts, dimensions: 12, vocabulary: Vocabulary.Options(), seed: 3, threads: 1)
    try lsa.write(folder.file)
  }

  @Test func `a model that is read gives what the fitted one gave`() throws {
    let read = try LSA(folder: folder.path)
    #expect(read.vocabulary == lsa.vocabulary)
    #expect(read.termVectors == lsa.termVectors)
    #expect(read.singularValues == lsa.singularValues)
    let unknown = DocumentTermMatrix(["a new dog in town", "zzz"], threads: 1)
    for documents in [counts, unknown] {
      #expect(
        read.vectors(of: documents, threads: 2) == lsa.vectors(of: documents, threads: 1))
    }
    #expect(read.vectorsOfTerms(threads: 1) == lsa.vectorsOfTerms(threads: 1))
  }

  @Test func `the files are tables and vectors`() throws {
    #expect(folder.names == ["corpus.tsv", "terms.npy", "terms.tsv"])
    #expect(try Table(contentsOf: folder.file("terms.tsv")).columns == ["id", "documents"])
    let corpus = try Table(contentsOf: folder.file("corpus.tsv"))
    #expect(try corpus.column("name").prefix(2) == ["documents", "singular_value_1"])
    #expect(try corpus.numbers("value").first == 40)
  }

  @Test(arguments: ["terms.npy", "terms.tsv", "corpus.tsv"])
  func `a missing file is an error`(name: String) throws {
    try FileManager.default.removeItem(atPath: folder.file(name))
    let error = fileError { _ = try LSA(folder: folder.path) }
    #expect(error?.kind == .missing)
    #expect(error?.path == folder.file(name))
  }

  @Test(arguments: [
    ("name\tvalue\n", "has not the number of documents and 12 singular values"),
    ("name\tvalue\ndocuments\t40\n", "has not the number of documents and 12 singular values"),
    ("id\tvalue\n", "has no column 'name'"),
  ])
  func `a damaged corpus file is an error`(text: String, problem: String) throws {
    try folder.write(text, to: "corpus.tsv")
    let error = fileError { _ = try LSA(folder: folder.path) }
    #expect(error?.path == folder.file("corpus.tsv"))
    #expect(error?.problem == problem)
  }

  @Test(arguments: ["1e300", "-3", "40.5"])
  func `a number of documents that is none is an error`(number: String) throws {
    let text = try folder.read("corpus.tsv")
    try folder.write(
      text.replacingOccurrences(of: "documents\t40", with: "documents\t\(number)"),
      to: "corpus.tsv")
    let error = fileError { _ = try LSA(folder: folder.path) }
    #expect(error?.kind == .malformed)
    #expect(error?.line == 2)
  }

  @Test func `more documents with a term than there are is an error`() throws {
    let lines = try folder.read("terms.tsv").split(separator: "\n")
    let term = try #require(lines[1].split(separator: "\t").first)
    let changed = ["id\tdocuments", "\(term)\t41"] + lines[2...].map(String.init)
    try folder.write(changed.joined(separator: "\n") + "\n", to: "terms.tsv")
    let error = fileError { _ = try LSA(folder: folder.path) }
    #expect(error?.line == 2)
    #expect(error?.problem == "41 of 40 documents cannot hold the term")
  }
}
