import Artifacts
import Testing
import TestSupport

@Suite struct CleanCommandTests {
  private static let subjects = [
    "horses", "tractors", "violins", "glaciers", "beetles", "castles", "sandwiches", "volcanoes",
  ]
  private static let talk = """
    A long and rambling afternoon walk through the old town brought us past bakeries, fountains and \
    one very sleepy cat
    """
  private static let catalogue = """
    product\ttitle\tcategory\tdescription
    p1\tMap of New York\ttravel\tEvery street\n
    """

  /// Runs `clean` on posts of two authors.
  private func clean(_ arguments: [String]) throws -> (Command.Result, TemporaryFolder) {
    let folder = try TemporaryFolder()
    var table = "id\tauthor\ttitle\ttext\n"
    for (index, subject) in Self.subjects.enumerated() {
      table += "a/\(index)\ta\t\tMy \(subject) visited New York\\nFollow us!\n"
    }
    table += "b/1\tb\t\t\(Self.talk)\nb/2\tb\t\t\(Self.talk)!\nb/3\tb\t\tnull\nb/4\tb\t\t\n"
    try folder.write(table, to: "documents.tsv")
    try folder.write(Self.catalogue, to: "catalogue.tsv")
    let result = try run(folder, "clean", arguments)
    return (result, folder)
  }

  private func run(
    _ folder: TemporaryFolder, _ output: String, _ arguments: [String]
  ) throws -> Command.Result {
    try Command.run(
      "clean",
      [
        "--documents", folder.file("documents.tsv"), "--catalogue", folder.file("catalogue.tsv"),
        "--output", folder.file(output), "--min-tokens", "0",
      ] + arguments)
  }

  @Test func `what was removed, joined and left out stands in tables and in the record`() throws {
    let (result, folder) = try clean(["--phrases", "--phrase-count", "5"])
    #expect(result.status == 0, "\(result.standardError)")
    let boilerplate = try Table(contentsOf: folder.file("clean/boilerplate.tsv"))
    #expect(boilerplate.columns == ["author", "documents", "line"])
    #expect(try boilerplate.column("line") == ["Follow us!"])
    let phrases = try Table(contentsOf: folder.file("clean/phrases.tsv"))
    #expect(try phrases.column("phrase").contains("new_york"))
    #expect(try phrases.integers("count").allSatisfy { $0 >= 5 })
    let rejects = try Table(contentsOf: folder.file("clean/rejects.tsv"))
    #expect(try rejects.column("id") == ["b/2", "b/3"])
    #expect(try rejects.column("reason") == ["near-duplicate", "missing"])
    #expect(try rejects.column("detail") == ["b/1, similarity 1.0", "null"])
    let record = try RunRecord.read(folder.file("clean/run.json"))
    #expect(record.rows == .init(input: 12, output: 10, rejected: 1, merged: 1))
    #expect(record.quality["boilerplate_lines"] == 1)
    #expect(record.quality["boilerplate_documents"] == 8)
    #expect(record.quality["left_out_near-duplicate"] == 1)
    #expect((record.quality["phrases"] ?? 0) >= 1)
  }

  @Test func `products have the phrases of the documents`() throws {
    let (result, folder) = try clean(["--phrases", "--phrase-count", "5"])
    #expect(result.status == 0, "\(result.standardError)")
    let products = try Table(contentsOf: folder.file("clean/products.tsv"))
    #expect(try products.column("tokens") == ["map new_york street"])
  }

  @Test func `every step can be switched off`() throws {
    let (result, folder) = try clean([
      "--near-duplicates", "keep", "--boilerplate-documents", "0",
    ])
    #expect(result.status == 0, "\(result.standardError)")
    let rejects = try Table(contentsOf: folder.file("clean/rejects.tsv"))
    #expect(try rejects.column("reason") == ["missing"])
    #expect(try Table(contentsOf: folder.file("clean/boilerplate.tsv")).count == 0)
    #expect(try Table(contentsOf: folder.file("clean/phrases.tsv")).count == 0)
  }

  @Test func `with the model of a run the same documents come out the same`() throws {
    let arguments = ["--phrases", "--phrase-count", "5"]
    let (result, folder) = try clean(arguments)
    #expect(result.status == 0, "\(result.standardError)")
    let again = try run(folder, "again", arguments + ["--model", folder.file("clean")])
    #expect(again.status == 0, "\(again.standardError)")
    for name in ["documents", "words", "products", "rejects", "boilerplate", "phrases"] {
      #expect(try folder.read("again/\(name).tsv") == folder.read("clean/\(name).tsv"), "\(name)")
    }
  }

  @Test func `a model that is not there and a share above 1 are errors`() throws {
    let (missing, folder) = try clean(["--model", "nowhere"])
    #expect(missing.status == 66)
    #expect(missing.standardError.contains("nowhere/boilerplate.tsv"))
    #expect(!folder.names.contains { $0.hasPrefix("clean/") })
    let (wrong, _) = try clean(["--boilerplate-share", "5"])
    #expect(wrong.status == 2)
    #expect(wrong.standardError.contains("--boilerplate-share must be from 0 to 1"))
  }

  @Test func `rows go through a pipe as they go through a run with the same model`() throws {
    let (result, folder) = try clean([])
    #expect(result.status == 0, "\(result.standardError)")
    let command =
      "\(Command.path(of: "clean")) - --min-tokens 0 --model $1/clean < $1/documents.tsv"
    let piped = try Command.run("/bin/sh", ["-c", command, "sh", folder.path])
    #expect(piped.status == 0, "\(piped.standardError)")
    // The near duplicate stays: a row knows nothing of the others.
    let rows = piped.standardOutput.split(separator: "\n").filter { !$0.hasPrefix("b/2\t") }
    let whole = try folder.read("clean/documents.tsv").split(separator: "\n")
    #expect(rows == whole)
    #expect(piped.standardError.contains("12 documents → 11 clean ones, 1 left out"))
  }

  @Test func `links and interactions are chosen, and the rest stands in tables`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "id\tauthor\ttitle\ttext\na\t\t\tOne horse\nb\t\t\tTwo cows\n", to: "documents.tsv")
    try folder.write(
      "id\ttype\ttarget\tanchor\na\twiki\tRussia\t\na\twiki\tpaperback\t\nb\twiki\trussia\t\n"
        + "b\twiki\tOdessa\t\n", to: "links.tsv")
    try folder.write(
      "user\titem\ttime\nv\ty\t\nu\tx\t10\nv\tx\t2015-03-02\nu\tx\t9\n", to: "interactions.tsv")
    let result = try Command.run(
      "clean",
      [
        "--documents", folder.file("documents.tsv"), "--links", folder.file("links.tsv"),
        "--interactions", folder.file("interactions.tsv"), "--output", folder.file("clean"),
        "--min-link-count", "2", "--min-item-users", "2",
      ])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try folder.read("clean/links.tsv") == "id\ttarget\na\tRussia\nb\tRussia\n")
    #expect(
      try folder.read("clean/link-rejects.tsv")
        == "target\treason\tcount\nOdessa\trare\t1\nPaperback\tuninformative\t1\n")
    #expect(
      try folder.read("clean/interactions.tsv") == "user\titem\ttime\nu\tx\t9\nv\tx\t2015-03-02\n")
    #expect(
      try folder.read("clean/interaction-rejects.tsv")
        == "kind\tid\treason\tcount\nitem\ty\tfew-users\t1\n")
  }
}
