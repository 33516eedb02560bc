import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// The command `vectors`, on a few words whose neighbors gensim has told.
@Suite struct VectorsCommandTests {
  let folder: TemporaryFolder
  private static let fixtures = "\(projectFolder)/Tests/VectorFormatsTests/Fixtures"

  init() throws {
    folder = try TemporaryFolder()
    // Without the words of extreme numbers.
    let all = try VectorTable(contentsOf: "\(Self.fixtures)/vectors.npy")
    let kept = all.ids.indices.filter { ![4, 5, 6].contains($0) }
    try VectorTable.write(
      all.vectors.rows(kept), kept.map { [all.ids[$0]] }, columns: ["id"],
      to: folder.file("words.npy"))
  }

  private func vectors(
    _ command: String, _ arguments: [String], input: String = ""
  ) throws -> Command.Result {
    try Command.run("vectors", [command] + arguments, standardInput: input)
  }

  private var words: String { folder.file("words.npy") }

  /// The fields of a table on standard output, its header left out.
  private func records(_ result: Command.Result) -> [[String]] {
    result.standardOutput.split(separator: "\n").dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  private func expected(_ query: String) throws -> [(id: String, similarity: Double)] {
    let table = try Table(contentsOf: "\(Self.fixtures)/most-similar.tsv")
    let rows = try table.column("query").enumerated().filter { $0.element == query }.map(\.offset)
    let (ids, numbers) = (try table.column("id"), try table.numbers("similarity"))
    return rows.map { (ids[$0], numbers[$0]) }
  }

  @Test func `neighbors and analogies are those of gensim`() throws {
    for (name, result) in [
      ("king", try vectors("nearest", [words, "king", "-n", "5"])),
      ("analogy", try vectors("analogy", [words, "-n", "5", "--", "king", "-man", "+woman"])),
    ] {
      #expect(result.status == 0, "\(result.standardError)")
      #expect(result.standardOutput.hasPrefix("rank\tid\tsimilarity\n"))
      let found = records(result)
      let expected = try expected(name)
      #expect(found.map { $0[1] } == expected.map(\.id) && found.map { $0[0] }.last == "5")
      for (row, pair) in zip(found, expected) {
        #expect(abs((Double(row[2]) ?? 9) - pair.similarity) < 1e-6)
      }
    }
  }

  @Test func `several queries have a column, from arguments, a file or standard input`() throws {
    let typed = try vectors("nearest", [words, "king", "man", "-n", "2"])
    #expect(typed.standardOutput.hasPrefix("query\trank\tid\tsimilarity\nking\t1\twoman\t"))
    #expect(records(typed).map { $0[0] } == ["king", "king", "man", "man"])
    let piped = try vectors("nearest", [words, "--ids", "-", "-n", "2"], input: "king\nman\n")
    #expect(piped.standardOutput == typed.standardOutput)
    let path = try folder.write("king\nman\n", to: "ids.txt")
    #expect(
      try vectors("nearest", [words, "--ids", path, "-n", "2"]).standardOutput
        == typed.standardOutput)
  }

  @Test func `the least similar come from the other end`() throws {
    for metric in ["cosine", "euclidean"] {
      let most = records(try vectors("nearest", [words, "king", "--metric", metric]))
      let least = records(try vectors("nearest", [words, "king", "--metric", metric, "--least"]))
      #expect(most.count == 8 && least.map { $0[1] } == most.map { $0[1] }.reversed())
      #expect(least.map { $0[2] } == most.map { $0[2] }.reversed())
    }
  }

  @Test func `other vectors of the same space are searched`() throws {
    try VectorTable.write(
      Matrix(rows: 2, columns: 5, elements: [1, 0, 0, 0, 0, 0, 0.3, -0.3, -0.9, -0.4]),
      [["x"], ["king"]], columns: ["id"], to: folder.file("others.npy"))
    let result = try vectors("nearest", [words, "king", "--in", folder.file("others.npy")])
    #expect(records(result).map { $0[1] } == ["king", "x"])
    try VectorTable.write(
      Matrix(rows: 1, columns: 2, repeating: 1), [["x"]], columns: ["id"],
      to: folder.file("plane.npy"))
    let wrong = try vectors("nearest", [words, "king", "--in", folder.file("plane.npy")])
    #expect(wrong.status == 65 && wrong.standardError.contains("has 2 dimensions, but"))
  }

  @Test(arguments: ["cosine", "euclidean"])
  func `the graph has the neighbors that nearest finds`(metric: String) throws {
    let result = try vectors(
      "graph", [words, "-n", "3", "--metric", metric, "--output", folder.file("graph")])
    #expect(result.status == 0, "\(result.standardError)")
    let neighbors = try VectorFile(folder.file("graph/neighbors.npy")).integers()
    let distances = try VectorFile(folder.file("graph/distances.npy")).matrix()
    #expect(distances.rows == 9 && distances.columns == 3)
    let ids = try Table(contentsOf: folder.file("words.tsv")).column("id")
    let found = records(
      try vectors("nearest", [words] + ids.prefix(4) + ["-n", "3", "--metric", metric]))
    #expect(found.map { $0[2] } == neighbors.prefix(12).map { ids[Int($0)] })
    for (row, distance) in zip(found, distances.elements) {
      let value = try #require(Float(row[3]))
      #expect(abs((metric == "cosine" ? 1 - value : value) - distance) < 1e-6)
    }
  }

  @Test func `an approximate graph tells its recall`() throws {
    var generator = KeyedGenerator(seed: 4, purpose: "graph test")
    let points = Matrix(
      rows: 1_500, columns: 6, elements: (0..<9_000).map { _ in Float(generator.gaussian()) })
    try VectorTable.write(
      points, (0..<1_500).map { ["p\($0)"] }, columns: ["id"], to: folder.file("many.npy"))
    let result = try vectors(
      "graph",
      [
        folder.file("many.npy"), "-n", "5", "--search", "approximate", "--output",
        folder.file("many"),
      ])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(
      result.standardError.contains(", recall 0.9") || result.standardError.contains("recall 1"))
    #expect(try VectorFile(folder.file("many/neighbors.npy")).rows == 1_500)
    let exact = try vectors(
      "graph", [folder.file("many.npy"), "-n", "5", "--output", folder.file("exact")])
    #expect(exact.standardError.contains(" s, exact ("))
  }

  @Test func `an unknown id is an error with a suggestion`() throws {
    let result = try vectors("nearest", [words, "quen"])
    #expect(result.status == 65)
    #expect(
      result.standardError.contains("words.tsv: there is no id 'quen'; Did you mean 'queen'?"))
    #expect(result.standardOutput.isEmpty)
  }

  @Test func `info tells what there is`() throws {
    let result = try vectors("info", [words])
    #expect(result.status == 0, "\(result.standardError)")
    let rows = records(result)
    #expect(
      rows.prefix(4) == [
        ["rows", "9"], ["dimensions", "5"], ["type", "float32"], ["bytes", "180"],
      ])
    #expect(rows.contains(["zero_rows", "0"]) && rows.last == ["columns", "id"])
    try VectorFile.write(Matrix(rows: 1, columns: 1, repeating: .nan), to: folder.file("n.npy"))
    let bad = try vectors("info", [folder.file("n.npy")])
    #expect(bad.status == 65 && bad.standardOutput.contains("rows_not_finite\t1\n"))
    try VectorFile.write([1, 2], rows: 1, columns: 2, to: folder.file("i.npy"))
    let integers = try vectors("info", [folder.file("i.npy")])
    #expect(integers.status == 0 && integers.standardOutput.contains("type\tint32\n"))
  }

  @Test func `head and tsv are tables of numbers`() throws {
    let head = try vectors("head", [words, "-n", "2"])
    let all = try vectors("tsv", [words])
    #expect(head.standardOutput.hasPrefix("id\t1\t2\t3\t4\t5\nking\t0.0012301534\t"))
    #expect(head.standardOutput.split(separator: "\n").count == 3)
    #expect(all.standardOutput.hasPrefix(head.standardOutput))
  }

  @Test func `formats are converted there and back, guessed by their names`() throws {
    for name in ["w.vec", "w.fvecs", "w.safetensors", "w.tsv"] {
      let written = try vectors("export", [words, "--output", folder.file(name)])
      #expect(written.status == 0, "\(written.standardError)")
      let read = try vectors(
        "import", [folder.file(name), "--output", folder.file("back.npy"), "--quiet"])
      #expect(read.status == 0 && read.standardError.isEmpty, "\(read.standardError)")
      for ending in ["npy", "tsv"] {
        let back = FileManager.default.contents(atPath: folder.file("back.\(ending)"))
        #expect(back == FileManager.default.contents(atPath: folder.file("words.\(ending)")))
      }
    }
    let unclear = try vectors("export", [words, "--output", folder.file("w.bin")])
    #expect(unclear.status == 2 && unclear.standardError.contains("word2vec-binary"))
  }

  @Test func `a damaged file leaves nothing behind`() throws {
    let path = try folder.write("2 2\na 1 2\nb 1\n", to: "bad.vec")
    let result = try vectors("import", [path, "--output", folder.file("out.npy")])
    #expect(result.status == 65 && result.standardError.contains("bad.vec:3: expected 2 numbers"))
    #expect(!folder.names.contains { $0.hasPrefix("out") })
  }

  @Test func `no output replaces an input`() throws {
    let before = try folder.read("words.tsv")
    let table = folder.file("words.tsv")
    for result in [
      try vectors("tsv", [words, "--output", table]),
      try vectors("export", [words, "--output", folder.path + "/./words.tsv"]),
      try vectors("export", [words, "--output", words]),
      try vectors("import", [table, "--output", words]),
      try vectors("import", [words, "--output", words]),
    ] {
      #expect(result.status == 2 && result.standardError.contains("would replace"))
    }
    #expect(try folder.read("words.tsv") == before)
  }

  @Test func `a projector has the columns that were asked for`() throws {
    let fields = try folder.write(
      "id\tfield\tvalue\nking\tsex\tm\nqueen\tsex\tf\nking\tage\t60\n", to: "fields.tsv")
    let result = try vectors(
      "export",
      [
        words, "--format", "projector", "--output", folder.file("p"), "--metadata", fields,
        "--columns", "sex",
      ])
    #expect(result.status == 0)
    #expect(result.standardError.contains("does not know 7 of 9 ids"))
    #expect(try folder.read("p/metadata.tsv").hasPrefix("id\tsex\nking\tm\nman\t\n"))
  }

  @Test func `files are compared, and a gate is held`() throws {
    let same = try vectors("compare", [words, words, "--at-least", "1"])
    #expect(same.status == 0 && same.standardOutput.contains("equal\tyes\t\n"))
    let table = try VectorTable(contentsOf: words)
    let negated = Matrix(
      rows: 9, columns: 5,
      elements: table.vectors.elements.enumerated().map { $0 < 5 ? -$1 : $1 })
    try VectorTable.write(
      negated, table.ids.map { [$0] }, columns: ["id"], to: folder.file("other.npy"))
    let other = try vectors("compare", [words, folder.file("other.npy"), "--at-least", "0.999"])
    #expect(other.status == 3)
    #expect(other.standardOutput.contains("worst\t-1\tking\nworst\t1\tman\n"))
  }

  @Test(arguments: [
    ["nearest"], ["nearest", "x.npy"], ["nearest", "x.npy", "a", "-n", "0"], ["unknown"],
    ["import", "x.vec", "--output", "x.tsv"], ["export", "x.npy"],
    ["export", "x.npy", "--output", "x.vec", "--blank-as", "ab"],
    ["import", "x.vec", "--ids", "i.tsv", "--output", "y.npy"],
  ])
  func `wrong usage is told`(arguments: [String]) throws {
    let result = try Command.run("vectors", arguments)
    #expect(result.status == 2 && result.standardOutput.isEmpty, "\(result.standardError)")
  }

  @Test(arguments: [
    "info", "head", "tsv", "nearest", "analogy", "graph", "compare", "import", "export",
  ])
  func `the help begins with an example`(command: String) throws {
    let result = try vectors(command, ["--help"])
    #expect(result.status == 0 && result.standardOutput.contains("EXAMPLE\n"))
    #expect(result.standardOutput.contains("  vectors \(command) "))
    let missing = try vectors(
      command,
      ["no.npy"] + (command == "compare" || command == "nearest" ? ["no.npy"] : [])
        + (command == "analogy" ? ["--", "a"] : [])
        + (["graph", "import", "export"].contains(command)
          ? ["--output", folder.file("o.npy")] : []))
    #expect(missing.status == 66, "\(missing.standardError)")
  }
}
