import Artifacts
import LinearAlgebra
import Reduction
import TestSupport
import Testing

@Suite struct TSNEModelTests {
  private func model() throws -> TSNE {
    var options = TSNEOptions()
    (options.earlyEpochs, options.epochs) = (20, 20)
    return TSNE(try digits(60), metric: .cosine, options: options, threads: 2)
  }

  @Test func `a model that was written and read places rows the same`() throws {
    let folder = try TemporaryFolder()
    let model = try model()
    try model.write { folder.file($0) }
    let read = try TSNE(folder: folder.path)
    #expect(
      read.distinct.points.matrix == model.distinct.points.matrix && read.places == model.places)
    #expect(read.metric == .cosine && read.perplexity == model.perplexity)
    #expect(read.divergence == model.divergence)
    let rows = try digits(80)
    #expect(read.place(rows, threads: 2) == model.place(rows, threads: 2))
  }

  @Test(arguments: [
    ("option\tvalue\nperplexity\t3\ndivergence\t1\n", "has no option 'metric'"),
    (
      "option\tvalue\nmetric\tmiles\nperplexity\t3\ndivergence\t1\n",
      "'miles' is no value of 'metric'"
    ),
    ("option\tvalue\nmetric\tcosine\nperplexity\tmany\n", "'many' is no value of 'perplexity'"),
  ])
  func `a model whose options are damaged is refused`(options: String, message: String) throws {
    let folder = try TemporaryFolder()
    try model().write { folder.file($0) }
    try folder.write(options, to: "tsne.tsv")
    let error = #expect(throws: FileError.self) { try TSNE(folder: folder.path) }
    #expect(error?.description.contains(message) == true)
  }

  @Test func `a model whose places are not those of its points is refused`() throws {
    let folder = try TemporaryFolder()
    try model().write { folder.file($0) }
    try VectorFile.write(Matrix(rows: 59, columns: 2), to: folder.file("places.npy"))
    #expect(throws: FileError.self) { try TSNE(folder: folder.path) }
    try VectorFile.write(Matrix(rows: 60, columns: 2), to: folder.file("places.npy"))
    try VectorFile.write(Matrix(rows: 60, columns: 64), to: folder.file("landmarks.npy"))
    let error = #expect(throws: FileError.self) { try TSNE(folder: folder.path) }
    #expect(error?.description.contains("two rows that are equal") == true)
  }
}
