import Artifacts
import Embeddings
import LinearAlgebra
import TestSupport
import Testing

@Suite struct WordModelTests {
  private func model() -> WordModel {
    WordModel(
      vocabulary: WordVocabulary(words: ["the", "cat"], counts: [7, 2]),
      vectors: Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4]),
      contexts: Matrix(rows: 2, columns: 2, elements: [5, 6, 7, 8]), direction: [0, 1])
  }

  @Test func `a model is the same when it is opened again`() throws {
    let folder = try TemporaryFolder()
    let model = model()
    try model.write { folder.file($0) }
    let opened = try WordModel(folder: folder.path)
    #expect(opened.vocabulary == model.vocabulary)
    #expect(opened.vectors == model.vectors && opened.contexts == model.contexts)
    #expect(opened.direction == model.direction)
  }

  @Test func `files that do not belong together are refused`() throws {
    let folder = try TemporaryFolder()
    try model().write { folder.file($0) }
    try VectorFile.write(Matrix(rows: 1, columns: 3), to: folder.file("direction.npy"))
    let error = fileError { _ = try WordModel(folder: folder.path) }
    #expect(error?.kind == .malformed && error?.path.hasSuffix("direction.npy") == true)
  }

  @Test func `known words start where they were`() {
    let start = model().start(for: WordVocabulary(words: ["cat", "dog"], counts: [3, 1]))
    #expect(start.rows == [1, -1] && start.contexts != nil)
  }
}
