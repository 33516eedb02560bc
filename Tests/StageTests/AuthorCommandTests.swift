import Artifacts
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// `embed --method author` and `embed evaluate-authors`.
@Suite struct AuthorCommandTests {
  private static let dimensions = 6
  let folder: TemporaryFolder

  /// Posts of 14 authors as vectors: the author's place in some dimensions, noise in others.
  init() throws {
    folder = try TemporaryFolder()
    try write(Self.posts(authors: 14, posts: 12))
  }

  private struct Post {
    var id: String
    var author: String
    var vector: [Float]
  }

  private static func posts(authors: Int, posts: Int) -> [Post] {
    (0..<authors).flatMap { author in
      var generator = KeyedGenerator(seed: 1, purpose: "posts", index: author)
      let place = (0..<3).map { _ in Float(generator.gaussian()) }
      return (0..<posts).map { post in
        let near = place.map { $0 + 0.7 * Float(generator.gaussian()) }
        let noise = (3..<dimensions).map { _ in 3 * Float(generator.gaussian()) }
        return Post(id: "p\(author)-\(post)", author: "author\(author)", vector: near + noise)
      }
    }
  }

  private func write(_ posts: [Post], documents: [Post]? = nil, to name: String = "posts") throws {
    let rows = (documents ?? posts).map { "\($0.id)\t\($0.author)\t\ten\ta text\ttext\n" }
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n" + rows.joined(), to: "\(name)-documents.tsv")
    try VectorTable.write(
      Matrix(
        rows: posts.count, columns: posts[0].vector.count, elements: posts.flatMap(\.vector)),
      posts.map { [$0.id, "1", "2", "0", "00"] }, columns: Schema.vectors,
      to: folder.file("\(name).npy"))
  }

  private func embed(
    _ output: String, _ arguments: [String] = [], posts: String = "posts"
  ) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "--method", "author", "--document-vectors", folder.file("\(posts).npy"), "--documents",
        folder.file("\(posts)-documents.tsv"), "--output", folder.file(output), "--sample", "3",
        "--hidden", "8", "--epochs", "2",
      ] + arguments)
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  private static let files =
    ["vectors.npy", "vectors.tsv", "rejects.tsv", "training.tsv"]
    + ["json", "safetensors"].map { "model/author-network.\($0)" }

  private func expectSameFiles(_ a: String, _ b: String) {
    for name in Self.files {
      #expect(
        bytes("\(a)/\(name)") != nil && bytes("\(a)/\(name)") == bytes("\(b)/\(name)"), "\(name)")
    }
  }

  @Test(arguments: ["gru", "lstm", "attention"])
  func `authors get vectors, an epoch its measures, and the model is kept`(network: String) throws {
    let result = try embed("out", ["--network", network])
    #expect(result.status == 0, "\(result.standardError)")
    let vectors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(vectors.ids.count == 14 && vectors.vectors.columns == Self.dimensions)
    #expect(try vectors.table.column("documents") == [String](repeating: "12", count: 14))
    for row in 0..<14 { #expect(abs(norm(vectors.vectors[row: row]) - 1) < 1e-5) }
    let training = try Table(contentsOf: folder.file("out/training.tsv"))
    #expect(training.columns == ["epoch", "loss", "violations", "accuracy", "mrr", "auc"])
    #expect(training.count == 3)
    #expect(try folder.read("out/model/author-network.json").contains(network))
    #expect(try folder.read("out/run.json").contains("held_out_auc"))
  }

  @Test func `the bytes are the same for any threads and any order of rows`() throws {
    #expect(try embed("one", ["--threads", "1"]).status == 0)
    for threads in ["2", "4"] {
      #expect(try embed("more", ["--threads", threads]).status == 0)
      expectSameFiles("one", "more")
    }
    try write(Self.posts(authors: 14, posts: 12).reversed(), to: "turned")
    #expect(try embed("turned", posts: "turned").status == 0)
    expectSameFiles("one", "turned")
  }

  @Test func `a model gives what was fitted, also one author alone`() throws {
    #expect(try embed("fitted").status == 0)
    let model = folder.file("fitted/model")
    #expect(try embed("applied", ["--model", model]).status == 0)
    #expect(bytes("applied/vectors.npy") == bytes("fitted/vectors.npy"))
    try write(Array(Self.posts(authors: 14, posts: 12)[..<12]), to: "alone")
    let result = try embed("alone", ["--model", model], posts: "alone")
    #expect(result.status == 0, "\(result.standardError)")
    let fitted = try VectorTable(contentsOf: folder.file("fitted/vectors.npy"))
    let alone = try VectorTable(contentsOf: folder.file("alone/vectors.npy"))
    #expect(alone.ids == ["author0"])
    #expect(
      zip(alone.vectors.elements, fitted.vectors.elements).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func `training goes on from an earlier network`() throws {
    #expect(try embed("first").status == 0)
    let result = try embed(
      "second", ["--warm-start", folder.file("first/model"), "--held-out-authors", "0"])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(
      bytes("second/model/author-network.safetensors")
        != bytes("first/model/author-network.safetensors"))
    let loss = try Table(contentsOf: folder.file("second/training.tsv")).column("loss")
    #expect(loss.count == 3 && loss[0].isEmpty)
  }

  @Test func `authors that cannot be trained on are embedded and counted`() throws {
    var posts = Self.posts(authors: 10, posts: 5)
    posts.append(Post(id: "x", author: "single", vector: [1, 2, 3, 4, 5, 6]))
    posts += posts[..<5].map { Post(id: "y" + $0.id, author: "double", vector: $0.vector) }
    let missing = Post(id: "z", author: "single", vector: [])
    try write(posts, documents: posts + [missing], to: "odd")
    let result = try embed("odd", posts: "odd")
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try VectorTable(contentsOf: folder.file("odd/vectors.npy")).ids.count == 12)
    for text in ["1 of 12 authors have one post", "1 of 12 authors have the posts of another"] {
      #expect(result.standardError.contains(text), "\(result.standardError)")
    }
    let rejects = try Table(contentsOf: folder.file("odd/rejects.tsv"))
    #expect(try rejects.column("id") == ["z"] && rejects.column("reason") == ["no-vector"])
  }

  @Test func `one author alone cannot be told apart`() throws {
    try write(Self.posts(authors: 1, posts: 9), to: "one")
    let result = try embed("out", posts: "one")
    #expect(result.status == 4 && result.standardError.contains("it has 1 that differ"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("out")))
  }

  @Test func `a number that is none, and vectors of unknown documents, are errors`() throws {
    var posts = Self.posts(authors: 9, posts: 4)
    posts[7].vector[2] = .nan
    try write(posts, to: "nan")
    let nan = try embed("out", posts: "nan")
    #expect(nan.status == 65 && nan.standardError.contains("row 7, post 'p1-3', holds nan"))
    try write(posts, documents: Array(posts.dropFirst()), to: "unknown")
    let unknown = try embed("out", posts: "unknown")
    #expect(unknown.status == 65 && unknown.standardError.contains("no document 'p0-0'"))
  }

  @Test func `a model of other dimensions, a damaged one and none are errors`() throws {
    #expect(try embed("fitted").status == 0)
    let model = folder.file("fitted/model")
    var posts = Self.posts(authors: 9, posts: 4)
    for index in posts.indices { posts[index].vector.removeLast() }
    try write(posts, to: "narrow")
    let narrow = try embed("out", ["--model", model], posts: "narrow")
    #expect(narrow.status == 65 && narrow.standardError.contains("6 dimensions"))
    try folder.write("{}", to: "fitted/model/author-network.json")
    #expect(try embed("out", ["--model", model]).status == 65)
    #expect(try embed("out", ["--model", folder.file("nowhere")]).status == 66)
    #expect(try embed("out", ["--sample", "0"]).status == 2)
  }

  @Test func `texts and products are read by one network`() throws {
    let fixtures = "\(projectFolder)/Tests"
    try FileManager.default.copyItem(
      atPath: "\(fixtures)/EmbeddingsTests/Fixtures/static/quantized", toPath: folder.file("model"))
    try FileManager.default.copyItem(
      atPath: "\(fixtures)/TokenizationTests/Fixtures/wordpiece/tokenizer.json",
      toPath: folder.file("model/tokenizer.json"))
    let subjects = ["the cat sat on the mat", "dogs and more dogs", "a house with a garden"]
    let rows = (0..<30).map { row in
      "d\(row + 10)\tkim\(row % 3)\t\ten\t\(subjects[row % 3]) \(row)\tx\n"
    }
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n" + rows.joined() + "e\tkim0\t\ten\t\t\n",
      to: "documents.tsv")
    try folder.write(
      "product\ttitle\tcategory\ttext\ttokens\tlinks\nb\tcat food\tpets\tfor a cat\tcat\t\n",
      to: "products.tsv")
    func run(_ output: String, _ arguments: [String] = []) throws -> Command.Result {
      try Command.run(
        "embed",
        [
          "--method", "author", "--documents", folder.file("documents.tsv"), "--products",
          folder.file("products.tsv"), "--encoder", folder.file("model"), "--output",
          folder.file(output), "--hidden", "4", "--sample", "2",
        ] + arguments)
    }
    let result = try run("out")
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains("3 authors are too few to hold some out"))
    let authors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    let products = try VectorTable(contentsOf: folder.file("out/products.npy"))
    #expect(authors.ids == ["kim0", "kim1", "kim2"] && products.ids == ["b"])
    #expect(authors.vectors.columns == 16 && products.vectors.columns == 16)
    #expect(try VectorTable(contentsOf: folder.file("out/documents.npy")).ids.count == 30)
    #expect(try Table(contentsOf: folder.file("out/rejects.tsv")).column("id") == ["e"])
    #expect(try run("applied", ["--model", folder.file("out/model")]).status == 0)
    for name in ["vectors.npy", "products.npy"] {
      #expect(bytes("applied/\(name)") == bytes("out/\(name)"), "\(name)")
    }
  }

  @Test func `authors are evaluated who were not trained on`() throws {
    func run(_ threads: String) throws -> Command.Result {
      try Command.run(
        "embed",
        [
          "evaluate-authors", "--vectors", folder.file("posts.npy"), "--documents",
          folder.file("posts-documents.tsv"), "--sample", "3", "--splits", "2", "--rounds", "5",
          "--hidden", "4", "--epochs", "1", "--method", "attention", "--quiet", "--threads",
          threads,
        ])
    }
    let result = try run("1")
    #expect(result.status == 0, "\(result.standardError)")
    let lines = result.standardOutput.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(
      lines.map { $0[0] } == [
        "method", "mean", "whitened", "attention", "whitened - mean", "attention - mean",
      ])
    // Half of the dimensions are noise, which whitening takes for what it is.
    let (mean, whitened) = (Double(lines[1][8]) ?? 1, Double(lines[2][8]) ?? 0)
    #expect(whitened > mean + 0.1)
    #expect(try run("2").standardOutput == result.standardOutput)
  }
}
