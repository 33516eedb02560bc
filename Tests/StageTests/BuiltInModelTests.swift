import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `embed --method static`, with the model within the program.
@Suite struct BuiltInModelTests {
  private static let header = "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
  private static let rows = [
    "a\tkim\t\ten\tMy dog chewed through its leash again.\tdog leash",
    "b\tkim\t\ten\tHappy Monday!\tmonday", "c\tlee\t\ten\tThe oven burned my cake.\toven cake",
    "d\tlee\t\ten\tHappy Monday, everyone!\tmonday",
    "e\tmia\t\ten\tA puppy needs a leash and a mat.\tpuppy leash mat",
    "f\tmia\t\ten\tMonday again.\tmonday",
  ]
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.header + Self.rows.map { $0 + "\n" }.joined(), to: "documents.tsv")
    try folder.write(
      """
      product\ttitle\tcategory\ttext\ttokens\tlinks
      p1\tDog leash\tpets\tof leather\tx\t
      p2\tBaking tin\tkitchen\tfor bread\tx\t\n
      """, to: "products.tsv")
  }

  private func embed(_ output: String, _ arguments: [String] = []) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "--method", "static", "--documents", folder.file("documents.tsv"), "--products",
        folder.file("products.tsv"), "--output", folder.file(output),
      ] + arguments)
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  @Test func `texts of like meaning are near each other without any download`() throws {
    let result = try embed("out")
    #expect(result.status == 0, "\(result.standardError)")
    let vectors = try VectorTable(contentsOf: folder.file("out/vectors.npy")).vectors
    #expect(vectors.rows == 6 && vectors.columns == 256)
    // Dogs and dogs, dogs and cakes.
    #expect(dot(vectors[row: 0], vectors[row: 4]) > dot(vectors[row: 0], vectors[row: 2]) + 0.1)
    let described = try embed("out", ["--print-model"])
    #expect(described.standardOutput.contains("dimensions\t256\n"))
  }

  @Test func `authors and products share a space, which the model of a run keeps`() throws {
    let result = try embed("out", ["--pool", "author"])
    #expect(result.status == 0, "\(result.standardError)")
    let authors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    let products = try VectorTable(contentsOf: folder.file("out/products.npy"))
    #expect(authors.ids == ["kim", "lee", "mia"] && products.ids == ["p1", "p2"])
    func similarity(_ author: Int, _ product: Int) -> Float {
      dot(authors.vectors[row: author], products.vectors[row: product])
    }
    #expect(similarity(0, 0) > similarity(1, 0) && similarity(2, 0) > similarity(1, 0))
    #expect(similarity(1, 1) > similarity(0, 1))

    let again = try embed(
      "again", ["--pool", "author", "--model", folder.file("out/model"), "--threads", "1"])
    #expect(again.status == 0, "\(again.standardError)")
    for name in ["vectors.npy", "vectors.tsv", "documents.npy", "products.npy", "products.tsv"] {
      #expect(bytes("again/\(name)") != nil)
      #expect(bytes("again/\(name)") == bytes("out/\(name)"), "\(name)")
    }
  }

  @Test func `the plain space is that of the documents`() throws {
    let options = ["--pool", "author", "--author-space", "plain", "--author-weights", "even"]
    let result = try embed("out", options)
    #expect(result.status == 0, "\(result.standardError)")
    let authors = try VectorTable(contentsOf: folder.file("out/vectors.npy")).vectors
    let documents = try VectorTable(contentsOf: folder.file("out/documents.npy")).vectors
    var mean = (0..<256).map { documents[0, $0] + documents[1, $0] }
    let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
    mean = mean.map { $0 / length }
    for (column, number) in mean.enumerated() { #expect(abs(number - authors[0, column]) < 1e-5) }
    #expect(bytes("out/model/author-space.npy") == nil)
    let one = try embed("one", options + ["--threads", "1"])
    #expect(one.status == 0)
    #expect(bytes("one/vectors.npy") == bytes("out/vectors.npy"))
  }
}
