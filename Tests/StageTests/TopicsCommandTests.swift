import Artifacts
import LinearAlgebra
import TestSupport
import Testing

@Suite struct TopicsCommandTests {
  private static let documents = """
    id\tauthor\ttitle\tlanguage\ttext\ttokens
    1\tann\t\ten\tred fish\tred fish
    2\tann\t\ten\tblue fish\tblue fish
    3\tbob\t\ten\told car\told car
    4\tbob\t\ten\tnew car\tnew car
    5\tcem\t\ten\train\train
    6\tdan\t\ten\tsun\tsun\n
    """

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.documents, to: "documents.tsv")
    try folder.write("id\tcluster\nann\t0\nbob\t1\ncem\t-1\n", to: "clusters.tsv")
  }

  /// Runs `topics` on six posts and a table of clusters.
  private func topics(
    _ arguments: [String] = [], output: String = "topics"
  ) throws -> Command.Result {
    try Command.run(
      "topics",
      [
        "--documents", folder.file("documents.tsv"), "--clusters", folder.file("clusters.tsv"),
        "--output", folder.file(output), "--min-documents", "1",
      ] + arguments)
  }

  private func column(_ file: String, _ name: String) throws -> [String] {
    try Table(contentsOf: folder.file(file)).column(name)
  }

  @Test func `documents of no cluster are rejected with the reason`() throws {
    let result = try topics()
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try column("topics/rejects.tsv", "id") == ["5", "6"])
    #expect(try column("topics/rejects.tsv", "reason") == ["noise", "not-clustered"])
    let rows = try RunRecord.read(folder.file("topics/run.json")).rows
    #expect(rows.input == 6 && rows.output == 4 && rows.rejected == 2)
    #expect(try column("topics/topics.tsv", "documents") == ["2", "2"])
  }

  @Test func `a cluster of something unknown is an error with its line`() throws {
    try folder.write("id\tcluster\nann\t0\neve\t1\n", to: "clusters.tsv")
    let result = try topics()
    #expect(result.status == 65)
    #expect(result.standardError.contains("clusters.tsv:3: 'eve' is neither a document nor"))
    #expect(!folder.names.contains { $0.hasPrefix("topics/") })
  }

  @Test func `documents that are all noise are nothing usable`() throws {
    try folder.write("id\tcluster\nann\t-1\nbob\t-1\n", to: "clusters.tsv")
    let result = try topics()
    #expect(result.status == 4)
    #expect(result.standardError.contains("clusters.tsv: puts no document into a cluster"))
  }

  @Test(arguments: [
    ("documents.tsv", "tokens"), ("documents.tsv", "author"), ("clusters.tsv", "cluster"),
  ])
  func `a column that is missing is named`(file: String, column: String) throws {
    try folder.write(
      folder.read(file).replacing("\(column)", with: "x\(column)", maxReplacements: 1), to: file)
    let result = try topics()
    #expect(result.status == 65)
    #expect(result.standardError.contains("\(file):1: has no column '\(column)'"))
  }

  @Test func `a cluster without terms has an empty topic`() throws {
    try folder.write(
      Self.documents.replacing("red fish\tred fish", with: "red fish\t")
        .replacing("blue fish\tblue fish", with: "blue fish\t"), to: "documents.tsv")
    let result = try topics()
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try column("topics/topics.tsv", "label")[0] == "")
    #expect(try column("topics/topics.tsv", "documents") == ["2", "2"])
    #expect(try Set(column("topics/shares.tsv", "cluster")) == ["1"])
  }

  @Test func `quality tells of every measure`() throws {
    #expect(try topics().status == 0)
    let names = ["npmi", "c_npmi", "c_v", "u_mass", "diversity", "diversity_10", "diversity_25"]
    #expect(try column("topics/quality.tsv", "measure") == names)
    let recorded = try RunRecord.read(folder.file("topics/run.json")).quality
    #expect(recorded.keys.sorted() == names.sorted())
  }

  @Test func `a model tells the shares of the documents it was made of`() throws {
    for arguments in [["--ngrams", "1-2"], ["--reduce-frequent-words", "--bm25"]] {
      #expect(try topics(arguments).status == 0)
      let again = try Command.run(
        "topics",
        [
          "--model", folder.file("topics/model"), "--documents", folder.file("documents.tsv"),
          "--output", folder.file("again"), "--threads", "1",
        ])
      #expect(again.status == 0, "\(again.standardError)")
      for name in ["shares.tsv", "authors.tsv"] {
        #expect(try folder.read("topics/\(name)") == folder.read("again/\(name)"))
        #expect(try folder.read("topics/\(name)").split(separator: "\n").count > 2)
      }
    }
    try folder.write("term\tword\tfactor\n", to: "topics/model/terms.tsv")
    let damaged = try Command.run(
      "topics",
      [
        "--model", folder.file("topics/model"), "--documents", folder.file("documents.tsv"),
        "--output", folder.file("again"),
      ])
    #expect(damaged.status == 65)
    #expect(damaged.standardError.contains("weights.tsv:2:"))
  }

  @Test func `the bytes do not depend on the number of threads`() throws {
    var first: [String: String] = [:]
    for threads in ["1", "2", "4"] {
      #expect(try topics(["--threads", threads, "--ngrams", "1-2"]).status == 0)
      let files = folder.names.filter {
        $0.hasPrefix("topics/") && $0.hasSuffix(".tsv")
      }
      #expect(files.count == 13)
      for file in files {
        let text = try folder.read(file)
        #expect(first[file, default: text] == text, "\(file)")
        first[file] = text
      }
    }
  }

  @Test func `seed words rise, by their spelling too, and unknown ones are told`() throws {
    try folder.write("token\tword\tdocuments\nold\tOlden\t1\n", to: "words.tsv")
    try folder.write("# words\nOlden\t9\nunicorn\n", to: "seeds.txt")
    let result = try topics([
      "--words", folder.file("words.tsv"), "--seed-words", folder.file("seeds.txt"),
    ])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains("no document has 'unicorn'"))
    let words = zip(
      try column("topics/terms.tsv", "cluster"), try column("topics/terms.tsv", "word"))
    #expect(words.first { $0.0 == "1" }?.1 == "Olden")
    try folder.write("old\tmuch\n", to: "seeds.txt")
    #expect(try topics(["--seed-words", folder.file("seeds.txt")]).status == 65)
  }

  @Test func `dates make a timeline`() throws {
    try folder.write(
      "id\tpublished\n1\t2014-05-01\n2\t2015-05-01T10:00\n3\t2014-06-01\n4\t\n", to: "dates.tsv")
    let arguments = ["--dates", folder.file("dates.tsv"), "--time-unit"]
    #expect(try topics(arguments + ["year"]).status == 0)
    #expect(try column("topics/timeline.tsv", "time") == ["2014", "2014", "2015"])
    #expect(try column("topics/timeline.tsv", "cluster") == ["0", "1", "0"])
    #expect(try column("topics/timeline.tsv", "share") == ["0.5", "0.5", "1"])
    #expect(try column("topics/timeline.tsv", "terms")[2].hasPrefix("fish, "))
    #expect(try topics(arguments + ["hour"]).status == 2)
  }

  @Test func `contrast and hierarchy tell of the two clusters`() throws {
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
        + (0..<60).map { "\(100 + $0)\t\t\ten\tx\t\($0 < 30 ? "red fish" : "old car") day\n" }
        .joined(), to: "documents.tsv")
    try folder.write(
      "id\tcluster\n" + (0..<60).map { "\(100 + $0)\t\($0 / 30 * 4)\n" }.joined(),
      to: "clusters.tsv")
    #expect(try topics().status == 0)
    let contrast = try Table(contentsOf: folder.file("topics/contrast.tsv"))
    #expect(Set(try contrast.column("cluster")) == ["0", "4"])
    #expect(Set(try contrast.column("kind")) == ["own"])
    #expect(Set(try contrast.column("word")) == ["red", "fish", "old", "car"])
    #expect(try column("topics/hierarchy.tsv", "node") == ["n0"])
    #expect(try column("topics/hierarchy.tsv", "clusters") == ["0 4"])
    #expect(try column("topics/hierarchy.tsv", "documents") == ["60"])
    #expect(!folder.names.contains("topics/authors.tsv"))
  }

  @Test func `axes tell the words and the authors at their ends`() throws {
    let authors = (0..<12).map { "author\(10 + $0)" }
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
        + (0..<48).map {
          "\(100 + $0)\t\(authors[$0 / 4])\t\ten\tx\t\($0 < 24 ? "red fish" : "old car") day\n"
        }.joined(), to: "documents.tsv")
    try folder.write(
      "id\tcluster\n" + authors.map { "\($0)\t\($0 < "author16" ? 0 : 1)\n" }.joined(),
      to: "clusters.tsv")
    // The wide axis separates the authors of fish and cars; the rows stand in another order.
    let elements = (0..<12).reversed().flatMap { [Float($0 % 3) / 10, Float($0) - 5] }
    try VectorTable.write(
      Matrix(rows: 12, columns: 2, elements: elements), authors.reversed().map { [$0] },
      columns: ["id"], to: folder.file("vectors.npy"))
    let vectors = ["--axis-vectors", folder.file("vectors.npy")]
    let result = try topics(vectors + ["--axes", "1"])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(
      try column("topics/axes.tsv", "end") == [String](repeating: "low", count: 5)
        + [String](repeating: "high", count: 5))
    #expect(
      try column("topics/axes.tsv", "word") == [
        "fish", "red", "", "", "", "car", "old", "", "", "",
      ])
    #expect(
      try column("topics/axes.tsv", "id") == (0..<5).map { authors[$0] }
        + (0..<5).map { authors[11 - $0] })
    #expect(try topics(vectors + ["--axes", "1", "--threads", "1"], output: "one").status == 0)
    #expect(try folder.read("one/axes.tsv") == folder.read("topics/axes.tsv"))
    #expect(
      try topics(vectors + ["--method", "lda", "--iterations", "5"], output: "lda").status == 0)
    #expect(try column("lda/axes.tsv", "axis").contains("2"))
    #expect(try topics(vectors + ["--axes", "0"], output: "none").status == 0)
    #expect(!folder.names.contains("none/axes.tsv"))
    try VectorTable.write(
      Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4]), [["x"], ["y"]], columns: ["id"],
      to: folder.file("others.npy"))
    let wrong = try topics(["--axis-vectors", folder.file("others.npy")])
    #expect(wrong.status == 65 && wrong.standardError.contains("neither a document nor an author"))
  }
}
