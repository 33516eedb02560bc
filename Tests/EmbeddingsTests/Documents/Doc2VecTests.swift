import Artifacts
import Embeddings
import LinearAlgebra
import TestSupport
import Testing

@Suite struct Doc2VecTests {
  private static let subjects = 4
  /// Documents of subjects in turn: document *i* has words of subject *i* mod 4, and common ones.
  private var documents: Sentences {
    var generator = KeyedGenerator(seed: 9, purpose: "documents")
    var documents = Sentences()
    for document in 0..<400 {
      let first = 10 * (document % Self.subjects)
      documents.append(
        (0..<20).map { _ in
          Int32(generator.below(4) == 0 ? 40 + generator.below(10) : first + generator.below(10))
        })
    }
    return documents
  }

  private func model(
    _ architecture: Word2Vec.Architecture, _ loss: Word2Vec.Loss = .negativeSampling,
    threads: Int = 1
  ) throws -> Doc2Vec {
    var options = Word2Vec.Options()
    (options.architecture, options.loss) = (architecture, loss)
    (options.dimensions, options.epochs, options.subsample) = (20, 20, 0)
    options.learningRate = 0.1
    let counts = documents.counts(vocabulary: 50)
    let training = try Word2Vec(
      training: documents, counts: counts, options: options, seed: 42, threads: threads)
    return Doc2Vec(training, counts: counts, options: options)
  }

  @Test(
    arguments: [Word2Vec.Architecture.documentBag, .documentMemory], Word2Vec.Loss.allCases)
  func `documents of a subject get near`(
    architecture: Word2Vec.Architecture, loss: Word2Vec.Loss
  ) throws {
    let vectors = try model(architecture, loss).infer(documents, seed: 42, threads: 2)
    var right = 0
    for a in 0..<vectors.rows {
      #expect(abs(norm(vectors[row: a]) - 1) < 1e-5)
      let nearest = (0..<vectors.rows).filter { $0 != a }.max {
        dot(vectors[row: a], vectors[row: $0]) < dot(vectors[row: a], vectors[row: $1])
      }
      if let nearest, nearest % Self.subjects == a % Self.subjects { right += 1 }
    }
    // With words beside it, a document has less to add. Chance would be 100.
    #expect(right > (architecture == .documentBag ? 360 : 180), "\(right) of 400")
  }

  @Test(arguments: [Word2Vec.Architecture.documentBag, .documentMemory])
  func `a document gets the same vector alone and among others`(
    architecture: Word2Vec.Architecture
  ) throws {
    let model = try model(architecture)
    let all = model.infer(documents, seed: 42, threads: 3)
    for document in [0, 17, 399] {
      var alone = Sentences()
      alone.append(documents.words(of: document))
      #expect(model.infer(alone, seed: 42, threads: 1) == all.rows([document]))
    }
  }

  @Test func `a document without words has no vector`() throws {
    var empty = Sentences()
    empty.append([])
    #expect(
      try model(.documentBag).infer(empty, seed: 42, threads: 1) == Matrix(rows: 1, columns: 20))
  }

  @Test(arguments: [Word2Vec.Architecture.documentBag, .documentMemory])
  func `a model infers the same when it is opened again`(
    architecture: Word2Vec.Architecture
  ) throws {
    let folder = try TemporaryFolder()
    let vocabulary = WordVocabulary(
      words: (0..<50).map { "w\($0)" }, counts: documents.counts(vocabulary: 50))
    let model = DocumentModel(
      vocabulary: vocabulary, inference: try model(architecture), seed: 7)
    try model.write { folder.file($0) }
    let opened = try DocumentModel(folder: folder.path)
    #expect(opened.vocabulary == vocabulary && opened.seed == 7)
    #expect(
      opened.inference.infer(documents, seed: opened.seed, threads: 1)
        == model.inference.infer(documents, seed: 7, threads: 1))
    try folder.write("name\tvalue\narchitecture\tskip-gram\n", to: "options.tsv")
    let error = fileError { _ = try DocumentModel(folder: folder.path) }
    #expect(error?.kind == .malformed && error?.line == 2)
  }
}
