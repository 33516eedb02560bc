import Artifacts
import Embeddings
import Testing
import TestSupport

@Suite struct VocabularyFilesTests {
  private let folder: TemporaryFolder
  private let vocabulary = Vocabulary(
    terms: ["a\tb", "é", "한국"], documents: [1, 7, 3], corpusSize: 9)

  init() throws {
    folder = try TemporaryFolder()
    try vocabulary.write(folder.file)
  }

  @Test func `a vocabulary that is read is the one that was written`() throws {
    #expect(try Vocabulary(folder: folder.path) == vocabulary)
    #expect(folder.names == ["corpus.tsv", "terms.tsv"])
  }

  @Test(arguments: [
    ("corpus.tsv", "name\tvalue\n", nil, "has not the number of documents"),
    ("corpus.tsv", "name\tvalue\ndocuments\t-1\n", nil, "has not the number of documents"),
    ("terms.tsv", "id\tdocuments\na\t10\n", 2, "10 of 9 documents cannot hold the term"),
    ("terms.tsv", "id\tdocuments\nb\t1\na\t1\n", 3, "'a' is not behind the term before it"),
  ])
  func `a damaged file is an error`(name: String, text: String, line: Int?, problem: String) throws
  {
    try folder.write(text, to: name)
    let error = fileError { _ = try Vocabulary(folder: folder.path) }
    #expect(error?.path == folder.file(name) && error?.line == line && error?.problem == problem)
  }
}
