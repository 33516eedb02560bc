import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `embed --method links`, on books that link to pages of their own group.
@Suite struct LinksCommandTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write(Self.pairs())
    try writeDocuments(Self.ids + ["alone"])
  }

  static let ids = (0..<40).map { "book-\($0 % 4)-\($0 + 10)" }

  static func pairs() -> [String] {
    var generator = KeyedGenerator(seed: 3, purpose: "links of books")
    return ids.enumerated().flatMap { number, id in
      (0..<9).map { _ in "\(id)\tpage \(number % 4) \(generator.below(8))" }
    }
  }

  private func write(_ rows: [String], to name: String = "links.tsv") throws {
    try folder.write("id\ttarget\n" + rows.map { $0 + "\n" }.joined(), to: name)
  }

  private func writeDocuments(_ ids: [String]) throws {
    let rows = ids.map { "\($0)\tkim\t\($0)\ten\t\tx\n" }
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n" + rows.joined(), to: "documents.tsv")
  }

  private func embed(_ output: String, _ arguments: [String] = []) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "--method", "links", "--documents", folder.file("documents.tsv"), "--links",
        folder.file("links.tsv"), "--dimensions", "10", "--batch", "32", "--epochs", "40",
        "--learning-rate", "0.01", "--output", folder.file(output),
      ] + arguments)
  }

  private func expectEqual(_ a: String, _ b: String, _ names: [String] = Self.outputs) {
    for name in names {
      let one = FileManager.default.contents(atPath: folder.file("\(a)/\(name)"))
      let other = FileManager.default.contents(atPath: folder.file("\(b)/\(name)"))
      #expect(one != nil && one == other, "\(name)")
    }
  }

  private static let outputs = [
    "vectors.npy", "vectors.tsv", "links.npy", "links.tsv", "rejects.tsv", "training.tsv",
    "model/documents.npy", "model/targets.npy", "model/objective.tsv",
  ]

  @Test func `books lie near books of their group, and what has no links is rejected`() throws {
    let result = try embed("out")
    #expect(result.status == 0, "\(result.standardError)")
    let vectors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(vectors.ids == Self.ids.sorted() && vectors.vectors.columns == 10)
    for row in vectors.ids.indices {
      let others = vectors.ids.indices.filter { $0 != row }
      let nearest = try #require(
        others.max {
          dot(vectors.vectors[row: row], vectors.vectors[row: $0])
            < dot(vectors.vectors[row: row], vectors.vectors[row: $1])
        })
      #expect(vectors.ids[nearest].prefix(6) == vectors.ids[row].prefix(6))
    }
    let links = try VectorTable(contentsOf: folder.file("out/links.npy"))
    #expect(links.ids.count == 32 && links.ids == links.ids.sorted())
    let rejects = try Table(contentsOf: folder.file("out/rejects.tsv"))
    #expect(try rejects.column("id") == ["alone"])
    let losses = try Table(contentsOf: folder.file("out/training.tsv")).numbers("loss")
    #expect(losses.count == 40 && losses[39] < 0.6 * losses[0])
    let record = try RunRecord.read(folder.file("out/run.json"))
    #expect(try #require(record.quality["held_out_auc"]) > 0.7)
    #expect(record.rows == RunRecord.Rows(input: 41, output: 40, rejected: 1))
  }

  @Test(arguments: ["regression", "classification"])
  func `the bytes are the same for any threads and order of the links`(objective: String) throws {
    #expect(try embed("one", ["--threads", "1", "--objective", objective]).status == 0)
    var pairs = Self.pairs()
    var generator = KeyedGenerator(seed: 1, purpose: "order")
    generator.shuffle(&pairs)
    try write(pairs)
    try writeDocuments(["alone"] + Self.ids.reversed())
    for threads in ["2", "4"] {
      let name = "threads-\(threads)"
      #expect(try embed(name, ["--threads", threads, "--objective", objective]).status == 0)
      expectEqual("one", name)
    }
  }

  @Test func `a model applied to its documents gives the fitted vectors, others are placed`() throws
  {
    #expect(try embed("out").status == 0)
    let model = ["--model", folder.file("out/model")]
    #expect(try embed("again", model).status == 0)
    expectEqual("out", "again", ["vectors.npy", "vectors.tsv", "links.npy", "rejects.tsv"])

    try write(["new\tpage 1 0", "new\tpage 1 3", "new\tpage 1 5", "odd\tnowhere"])
    try writeDocuments(["new", "odd"])
    #expect(try embed("placed", model).status == 0)
    let placed = try VectorTable(contentsOf: folder.file("placed/vectors.npy"))
    let fitted = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(placed.ids == ["new"])
    let nearest = fitted.ids.indices.max {
      dot(placed.vectors[row: 0], fitted.vectors[row: $0])
        < dot(placed.vectors[row: 0], fitted.vectors[row: $1])
    }
    #expect(fitted.ids[try #require(nearest)].hasPrefix("book-1"))
  }

  @Test(arguments: [([], 125), (["--epochs", "7"], 7)])
  func `few links are gone through more often, unless a number is given`(
    arguments: [String], epochs: Double
  ) throws {
    let result = try Command.run(
      "embed",
      [
        "--method", "links", "--links", folder.file("links.tsv"), "--batch", "45", "--held-out",
        "0",
        "--output", folder.file("out"),
      ] + arguments)
    #expect(result.status == 0, "\(result.standardError)")
    let record = try RunRecord.read(folder.file("out/run.json"))
    // They are 8 steps an epoch, of which a thousand are wanted.
    #expect(record.quality["pairs"] == 360)
    #expect(record.quality["epochs"] == epochs)
  }

  @Test func `training goes on where another one ended`() throws {
    #expect(try embed("out").status == 0)
    let warm = ["--warm-start", folder.file("out/model"), "--epochs", "1"]
    #expect(try embed("warm", warm).status == 0)
    func first(_ name: String) throws -> Double {
      try Table(contentsOf: folder.file("\(name)/training.tsv")).numbers("loss")[0]
    }
    #expect(try first("warm") < 0.7 * first("out"))
    let wrong = try embed("wrong", warm + ["--dimensions", "12"])
    #expect(wrong.status == 2 && wrong.standardError.contains("give --dimensions 10"))
  }

  @Test func `products lie at the mean of their links`() throws {
    let products = try folder.write(
      """
      product\ttitle\tcategory\ttext\ttokens\tlinks
      p\tP\tC\tt\tt\tpage 2 1|page 2 4
      q\tQ\tC\tt\tt\t

      """, to: "products.tsv")
    #expect(try embed("out", ["--products", products]).status == 0)
    let placed = try VectorTable(contentsOf: folder.file("out/products.npy"))
    let links = try VectorTable(contentsOf: folder.file("out/links.npy"))
    #expect(placed.ids == ["p"])
    let own = try #require(links.ids.firstIndex(of: "page 2 1"))
    let far = try #require(links.ids.firstIndex(of: "page 0 1"))
    let near = dot(placed.vectors[row: 0], links.vectors[row: own])
    #expect(near > 0.7 && near > dot(placed.vectors[row: 0], links.vectors[row: far]) + 0.4)
  }

  @Test func `links of some types are read from the crawl`() throws {
    let rows = Self.ids.flatMap { id in
      let group = id.split(separator: "-")[1]
      return [
        "\(id)\texternal\thttps://www.Site-\(group).org:80/\(id)?a\tx",
        "\(id)\tcategory\tC \(group)\tx",
        "\(id)\twiki\tpage \(group)\tx", "\(id)\texternal\thttp://all-\(id).org\tx",
      ]
    }
    try folder.write(
      "id\ttype\ttarget\tanchor\n" + (rows + ["gone\twiki\tx\tx"]).map { $0 + "\n" }.joined(),
      to: "links.tsv")
    let products = try folder.write(
      "product\ttitle\tcategory\ttext\ttokens\tlinks\np\tP\tC\tt\tt\tpage 1\n", to: "products.tsv")
    let result = try embed("hosts", ["--link-type", "external", "--products", products])
    #expect(result.status == 0, "\(result.standardError)")
    // Products link to articles, not to hosts.
    #expect(!FileManager.default.fileExists(atPath: folder.file("hosts/products.npy")))
    let hosts = try Table(contentsOf: folder.file("hosts/links.tsv")).column("id")
    #expect(hosts == (0..<4).map { "site-\($0).org" })
    #expect(try embed("both", ["--link-type", "external", "--link-type", "category"]).status == 0)
    let both = try Table(contentsOf: folder.file("both/links.tsv")).column("id")
    #expect(
      both.prefix(5) == [
        "category:C 0", "category:C 1", "category:C 2", "category:C 3", "external:site-0.org",
      ])
    let wrong = try embed("wrong", ["--link-type", "wikilink"])
    #expect(wrong.status == 4 && wrong.standardError.contains("it has: category, external, wiki"))
  }

  @Test(arguments: [
    ([], 4, "has a header but no records"),
    (["book-0-10\tx", "book-0-10\ty"], 4, "no target is linked from 2 documents or more"),
    (["unknown\tx"], 65, "links.tsv:2: there is no document 'unknown'; run clean again"),
  ])
  func `links that nothing can be learned from are an error`(
    rows: [String], status: Int32, message: String
  ) throws {
    try write(rows)
    let result = try embed("out")
    #expect(result.status == status, "\(result.standardError)")
    #expect(result.standardError.contains(message), "\(result.standardError)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("out/vectors.npy")))
  }

  @Test func `links of one document are an error`() throws {
    try write(["book-0-10\tx", "book-0-10\ty"])
    let result = try embed("out", ["--min-documents", "1", "--max-share", "1"])
    #expect(result.status == 4)
    #expect(result.standardError.contains("has links of one document alone; bring more"))
  }

  @Test func `documents that all link to the same are an error`() throws {
    try write(Self.ids.flatMap { ["\($0)\tx", "\($0)\ty"] })
    let result = try embed("out", ["--max-share", "1"])
    #expect(result.status == 4)
    #expect(result.standardError.contains("all documents link to the same targets; bring"))
  }

  @Test func `a loss that is no number stops the run and leaves the old outputs`() throws {
    #expect(try embed("out").status == 0)
    let before = FileManager.default.contents(atPath: folder.file("out/vectors.npy"))
    let result = try embed("out", ["--learning-rate", "1e38"])
    #expect(result.status == 1, "\(result.standardError)")
    #expect(result.standardError.contains("lower --learning-rate"))
    #expect(FileManager.default.contents(atPath: folder.file("out/vectors.npy")) == before)
  }

  @Test(arguments: [
    ["--held-out", "1"], ["--batch", "0"], ["--epochs", "0"], ["--pool", "author"],
    ["--negatives", "0"], ["--learning-rate", "-1"], ["--objective", "guess"],
  ])
  func `options that make no sense are refused`(arguments: [String]) throws {
    #expect(try embed("out", arguments).status == 2)
  }
}
