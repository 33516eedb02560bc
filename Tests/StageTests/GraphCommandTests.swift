import Artifacts
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// `embed --method graph`, on documents of four subjects and on the edges of four groups.
@Suite struct GraphCommandTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try writeDocuments(GraphTables.documents())
    try writeEdges(GraphTables.edges())
    try folder.write(
      "id\tfeatures\n" + GraphTables.features().map { $0 + "\n" }.joined(), to: "features.tsv")
  }

  private func writeDocuments(_ rows: [String], to name: String = "documents.tsv") throws {
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n" + rows.map { $0 + "\n" }.joined(), to: name)
  }

  private func writeEdges(_ rows: [String], to name: String = "edges.tsv") throws {
    try folder.write("source\ttarget\n" + rows.map { $0 + "\n" }.joined(), to: name)
  }

  private func embed(_ output: String, _ arguments: [String]) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "--method", "graph", "--dimensions", "8", "--hidden", "16", "--epochs", "30",
        "--masked-share", "0", "--output", folder.file(output),
      ] + arguments)
  }

  private var documents: [String] { ["--documents", folder.file("documents.tsv")] }
  private var edges: [String] {
    [
      "--edges", folder.file("edges.tsv"), "--node-features", folder.file("features.tsv"),
      "--held-out", "0.1",
    ]
  }

  private func contents(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  private func expectEqual(_ a: String, _ b: String, _ names: [String]) {
    for name in names {
      let one = contents("\(a)/\(name)")
      #expect(one != nil && one == contents("\(b)/\(name)"), "\(name)")
    }
  }

  /// How many vectors are nearest to one of their own group, the number behind the first hyphen.
  private func neighborsOfOwnGroup(_ table: VectorTable) -> Int {
    func group(_ index: Int) -> Substring { table.ids[index].split(separator: "-")[1] }
    return table.ids.indices.count { row in
      let vector = table.vectors[row: row]
      let nearest = table.ids.indices.filter { $0 != row }.max {
        dot(vector, table.vectors[row: $0]) < dot(vector, table.vectors[row: $1])
      }
      return nearest.map { group($0) == group(row) } ?? false
    }
  }

  @Test func `documents lie near those of their subject, with words and products beside them`()
    throws
  {
    let products = try folder.write(
      """
      product\ttitle\tcategory\ttext\ttokens\tlinks
      p-2\tP\tC\tt\tword2a word2b\t
      q\tQ\tC\tt\tnothing\t

      """, to: "products.tsv")
    let result = try embed("out", documents + ["--products", products])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains("1 of 2 products share no term"))
    let vectors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(vectors.ids == GraphTables.documentIds && vectors.vectors.columns == 8)
    #expect(neighborsOfOwnGroup(vectors) > 36)
    let words = try VectorTable(contentsOf: folder.file("out/words.npy"))
    #expect(words.ids.count == 24)
    let placed = try VectorTable(contentsOf: folder.file("out/products.npy"))
    let nearest = vectors.ids.indices.max {
      dot(placed.vectors[row: 0], vectors.vectors[row: $0])
        < dot(placed.vectors[row: 0], vectors.vectors[row: $1])
    }
    #expect(placed.ids == ["p-2"])
    #expect(vectors.ids[try #require(nearest)].hasPrefix("d-2"))
    let rejects = try Table(contentsOf: folder.file("out/rejects.tsv"))
    #expect(try rejects.column("id") == ["empty"])
    let training = try Table(contentsOf: folder.file("out/training.tsv"))
    #expect(training.columns == ["epoch", "loss", "auc"] && training.count <= 30)
    let record = try RunRecord.read(folder.file("out/run.json"))
    #expect(record.rows == RunRecord.Rows(input: 41, output: 40, rejected: 1))
    #expect(record.quality["nodes"] == 65)
  }

  @Test func `authors and links are nodes too`() throws {
    try folder.write(
      "id\ttarget\n"
        + GraphTables.documentIds.map { "\($0)\tpage \($0.split(separator: "-")[1])\n" }.joined(),
      to: "links.tsv")
    let types = ["words", "links", "authors"].flatMap { ["--edge-type", $0] }
    let given = documents + types + ["--links", folder.file("links.tsv"), "--pool", "author"]
    let result = try embed("out", given)
    #expect(result.status == 0, "\(result.standardError)")
    let authors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(authors.ids == GraphTables.authors)
    #expect(neighborsOfOwnGroup(authors) == 8)
    #expect(try VectorTable(contentsOf: folder.file("out/documents.npy")).ids.count == 40)
    #expect(try VectorTable(contentsOf: folder.file("out/links.npy")).ids.count == 4)
    let record = try RunRecord.read(folder.file("out/run.json"))
    #expect(record.rows == RunRecord.Rows(input: 41, output: 8, rejected: 1, merged: 32))
  }

  @Test func `the bytes are the same for any threads and order of rows`() throws {
    #expect(try embed("one", documents + ["--threads", "1"]).status == 0)
    #expect(try embed("edges-1", edges + ["--threads", "1"]).status == 0)
    var generator = KeyedGenerator(seed: 1, purpose: "order")
    var (rows, pairs) = (GraphTables.documents(), GraphTables.edges())
    generator.shuffle(&rows)
    generator.shuffle(&pairs)
    try writeDocuments(rows)
    try writeEdges(pairs)
    for threads in ["2", "4"] {
      #expect(try embed("threads-\(threads)", documents + ["--threads", threads]).status == 0)
      expectEqual(
        "one", "threads-\(threads)",
        [
          "vectors.npy", "vectors.tsv", "words.npy", "training.tsv", "model/network.safetensors",
          "model/features.npy",
        ])
      #expect(try embed("edges-\(threads)", edges + ["--threads", threads]).status == 0)
      expectEqual(
        "edges-1", "edges-\(threads)",
        ["vectors.npy", "training.tsv", "model/network.safetensors", "model/edges.npy"])
    }
  }

  @Test func `a sampled training gives the same bytes for any threads too`() throws {
    for threads in ["1", "3"] {
      let result = try embed(
        "threads-\(threads)",
        edges + ["--fanout", "4,3", "--batch", "50", "--epochs", "4", "--threads", threads])
      #expect(result.status == 0, "\(result.standardError)")
    }
    expectEqual("threads-1", "threads-3", ["vectors.npy", "training.tsv"])
  }

  @Test(arguments: [false, true])
  func `a model applied to its rows gives the fitted vectors, others are placed`(
    isEdges: Bool
  ) throws {
    let given = isEdges ? edges : documents + ["--pool", "author"]
    #expect(try embed("out", given).status == 0)
    let model = ["--model", folder.file("out/model")]
    #expect(try embed("again", given + model).status == 0)
    expectEqual("out", "again", ["vectors.npy", "vectors.tsv", "rejects.tsv"])
    if !isEdges { expectEqual("out", "again", ["documents.npy", "words.npy"]) }

    if isEdges {
      try writeEdges(["n-1-new\tn-1-11", "n-1-15\tn-1-new", "n-1-new\tn-1-19"])
      try folder.write("id\tfeatures\nn-1-new\tf1 f9\n", to: "features.tsv")
    } else {
      try writeDocuments([
        "new\tkim-1-new\t\ten\t\tword1a word1c", "d-2-12\tkim-2-2\t\ten\t\tword1a word1b",
      ])
    }
    let placed = try embed("placed", given + model)
    #expect(placed.status == 0, "\(placed.standardError)")
    let vectors = try VectorTable(contentsOf: folder.file("placed/vectors.npy"))
    let fitted = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(vectors.ids == (isEdges ? ["n-1-new"] : ["kim-1-new", "kim-2-2"]))
    // A known author whose documents changed is placed anew.
    for row in vectors.ids.indices {
      let nearest = fitted.ids.indices.max {
        dot(vectors.vectors[row: row], fitted.vectors[row: $0])
          < dot(vectors.vectors[row: row], fitted.vectors[row: $1])
      }
      #expect(fitted.ids[try #require(nearest)].contains("-1-"), "\(vectors.ids[row])")
    }
  }

  @Test func `training goes on where another one ended`() throws {
    #expect(try embed("out", edges).status == 0)
    let warm = edges + ["--warm-start", folder.file("out/model"), "--epochs", "1"]
    let result = try embed("warm", warm)
    #expect(result.status == 0, "\(result.standardError)")
    func first(_ name: String) throws -> Double {
      try Table(contentsOf: folder.file("\(name)/training.tsv")).numbers("loss")[0]
    }
    #expect(try first("warm") < 0.8 * first("out"))
    let wrong = try embed("wrong", warm + ["--hidden", "9"])
    #expect(wrong.status == 2 && wrong.standardError.contains("give --hidden 16 --dimensions 8"))
    let other = try embed(
      "other", documents + ["--warm-start", folder.file("out/model")])
    #expect(other.status == 2 && other.standardError.contains("learned from other features"))
  }

  @Test func `a vector for each node can be learned instead of features`() throws {
    let result = try embed(
      "out", ["--edges", folder.file("edges.tsv"), "--initial-features", "identity"])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(
      neighborsOfOwnGroup(try VectorTable(contentsOf: folder.file("out/vectors.npy"))) > 50)
    let again = try embed(
      "warm",
      [
        "--edges", folder.file("edges.tsv"), "--initial-features", "identity", "--warm-start",
        folder.file("out/model"), "--epochs", "2",
      ])
    #expect(again.status == 0, "\(again.standardError)")
  }

  @Test func `edges that cannot be used are counted, and nodes without edges rejected`() throws {
    try writeEdges(
      GraphTables.edges() + ["n-0-10\tghost", "n-0-10\tn-0-10", "n-1-11\tn-2-12", "n-2-12\tn-1-11"])
    let nodes = GraphTables.nodeIds + ["alone"]
    try folder.write("id\n" + nodes.map { $0 + "\n" }.joined(), to: "nodes.tsv")
    let result = try embed("out", edges + ["--documents", folder.file("nodes.tsv")])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains("1 edges name a node that is not known"))
    let rejects = try Table(contentsOf: folder.file("out/edge-rejects.tsv"))
    #expect(try rejects.column("target") == ["ghost", "n-0-10"])
    #expect(try rejects.column("reason") == ["unknown-id", "self-edge"])
    #expect(try Table(contentsOf: folder.file("out/rejects.tsv")).column("id") == ["alone"])
    let record = try RunRecord.read(folder.file("out/run.json"))
    #expect(record.rows == RunRecord.Rows(input: 61, output: 60, rejected: 1))
    let quality = record.quality
    #expect(quality["edge_rejects"] == 2)
    #expect(try #require(quality["repeated_edges"]) >= 1)
    #expect(
      quality["edge_rows"]
        == (quality["edges"] ?? 0) + (quality["edge_rejects"] ?? 0)
        + (quality["repeated_edges"] ?? 0))
  }

  @Test(arguments: [
    ("source\ttarget\n", 4, "has a header but no records"),
    ("source\ttarget\na\ta\n", 4, "has no edge between two nodes"),
    ("source\ttarget\na\tb\n", 4, "every pair of nodes is an edge"),
    ("source\ttarget\na\t\n", 65, "edges.tsv:2: an end of the edge is empty"),
    ("source\ttarget\tweight\na\tb\tnan\n", 65, "edges.tsv:2: column 'weight' is not a number"),
    (
      "source\ttarget\tweight\na\tb\t1\nb\tc\t-1\n", 65,
      "edges.tsv:3: the weight -1.0 is not above 0"
    ),
    ("from\tto\na\tb\n", 65, "has no column 'source'"),
  ])
  func `edges that nothing can be learned from are an error`(
    text: String, status: Int32, message: String
  ) throws {
    try folder.write(text, to: "edges.tsv")
    let result = try embed("out", ["--edges", folder.file("edges.tsv")])
    #expect(result.status == status, "\(result.standardError)")
    #expect(result.standardError.contains(message), "\(result.standardError)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("out/vectors.npy")))
  }

  @Test func `features of other nodes, or of another model, are an error`() throws {
    try folder.write("id\tfeatures\nx\tf1 f2\ny\tf1 f2\nz\tf3\n", to: "others.tsv")
    let nodes = try folder.write(
      "id\n" + GraphTables.nodeIds.map { $0 + "\n" }.joined(), to: "nodes.tsv")
    let none = try embed(
      "out",
      [
        "--edges", folder.file("edges.tsv"), "--documents", nodes, "--node-features",
        folder.file("others.tsv"),
      ])
    #expect(
      none.status == 65 && none.standardError.contains("has features of none of the 60 nodes"))
    #expect(try embed("out", edges).status == 0)
    try VectorTable.write(
      Matrix(rows: 1, columns: 5, repeating: 1), [["n-1-new"]], columns: ["id"],
      to: folder.file("new.npy"))
    let other = try embed(
      "other",
      [
        "--edges", folder.file("edges.tsv"), "--model", folder.file("out/model"),
        "--node-features", folder.file("new.npy"),
      ])
    #expect(other.status == 65, "\(other.standardError)")
    #expect(other.standardError.contains("has vectors, the model learned from names"))
  }

  @Test func `a loss that is no number stops the run and leaves the old outputs`() throws {
    #expect(try embed("out", edges).status == 0)
    let before = contents("out/vectors.npy")
    let result = try embed("out", edges + ["--learning-rate", "1e38"])
    #expect(result.status == 1, "\(result.standardError)")
    #expect(result.standardError.contains("lower --learning-rate"))
    #expect(contents("out/vectors.npy") == before)
  }

  @Test(arguments: [
    ["--fanout", "5"], ["--fanout", "5,0"], ["--hidden", "0"], ["--patience", "0"],
    ["--weight-decay", "-1"], ["--edges", "x", "--edge-type", "words"],
    ["--edges", "x", "--pool", "author"], ["--teleport", "2"], ["--self-weight", "-1"],
    ["--edge-type", "words", "--pool", "author"], ["--edge-type", "authors"],
    ["--held-out", "1"], ["--negative-sampling", "guess"],
  ])
  func `options that make no sense are refused`(arguments: [String]) throws {
    #expect(try embed("out", documents + arguments).status == 2)
  }
}

/// Tables of documents, edges and features, four groups of each.
enum GraphTables {
  static let documentIds = (0..<40).map { "d-\($0 % 4)-\($0 + 10)" }.sorted()
  static let authors = (0..<8).map { "kim-\($0 % 4)-\($0)" }.sorted()
  static let nodeIds = (0..<60).map { "n-\($0 % 4)-\($0 + 10)" }.sorted()

  static func documents() -> [String] {
    var generator = KeyedGenerator(seed: 8, purpose: "documents")
    let rows = (0..<40).map { number in
      let words = (0..<6).map { _ in
        "word\(generator.below(10) < 8 ? number % 4 : generator.below(4))"
          + String("abcdef".dropFirst(generator.below(6)).prefix(1))
      }
      return "d-\(number % 4)-\(number + 10)\tkim-\(number % 4)-\(number % 8)\t\ten\t\t"
        + words.joined(separator: " ")
    }
    return rows + ["empty\tnobody-9\t\ten\t\t"]
  }

  static func edges() -> [String] {
    var generator = KeyedGenerator(seed: 8, purpose: "edges")
    func name(_ number: Int) -> String { "n-\(number % 4)-\(number + 10)" }
    return (0..<60).flatMap { number in
      (0..<6).map { _ in
        let group = generator.below(10) < 8 ? number % 4 : generator.below(4)
        var other = number
        while other == number { other = generator.below(15) * 4 + group }
        return "\(name(number))\t\(name(other))"
      }
    }
  }

  static func features() -> [String] {
    var generator = KeyedGenerator(seed: 8, purpose: "features")
    return (0..<60).map { number in
      let own = generator.below(10) < 6 ? number % 4 : generator.below(4)
      return
        "n-\(number % 4)-\(number + 10)\tf\(own) f\(4 + generator.below(8)) f\(4 + generator.below(8))"
    }
  }
}
