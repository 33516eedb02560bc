import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Archives as inputs` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func zip(_ members: [(name: String, text: String)]) -> Data {
    var writer = ZipWriter()
    for member in members { writer.add(member.name, Data(member.text.utf8)) }
    return writer.data
  }

  private func imported(_ data: Data, _ name: String = "a.zip") throws -> CrawlTables {
    let path = try folder.write(data, to: name)
    return CrawlTables(try importFiles(inputFiles([path]), threads: 2))
  }

  private func error(_ data: Data) throws -> FileError? {
    let path = try folder.write(data, to: "bad.zip")
    return fileError { _ = try importFiles(inputFiles([path]), threads: 1) }
  }

  private let posts = "post_id\tpage\tmessage\n1\ta\thello\n"

  @Test func `a zip, its folder and a tar give the same documents`() throws {
    let source = projectFolder + "/data/facebook/pages"
    let files = Array(try inputFiles([source]).prefix(6))
    var writer = ZipWriter()
    for file in files {
      let contents = try Data(contentsOf: URL(fileURLWithPath: file.path))
      writer.add("export/" + file.name, contents)
      try folder.write(contents, to: "unpacked/export/" + file.name)
    }
    let unpacked = try importFiles(inputFiles([folder.file("unpacked")]), threads: 2)
    let zipped = try imported(writer.data)
    #expect(zipped.documents == CrawlTables(unpacked).documents)
    #expect(zipped.documents.count > 50)
    #expect(zipped.pages.allSatisfy { $0.last?.hasPrefix("file=a.zip/export/") == true })

    let tar = folder.file("a.tar.gz")
    let made = try Command.run(
      "/usr/bin/env", ["tar", "czf", tar, "-C", folder.file("unpacked"), "."])
    try #require(made.status == 0)
    let taped = CrawlTables(try importFiles(inputFiles([tar]), threads: 2))
    #expect(taped.documents == zipped.documents)
  }

  @Test(arguments: [
    "../x.html", "a/../../x.html", "/etc/x.html", "C:\\x.html", "..\\x.html", "a/\u{1}.html",
  ])
  func `a name that leads out of the archive is refused`(name: String) throws {
    let error = try #require(try error(zip([("a.tsv", posts), (name, "<p>x</p>")])))
    #expect(error.kind == .malformed)
    #expect(error.problem.contains("is refused"))
    #expect(folder.names == ["bad.zip"])
  }

  @Test func `a link is refused`() throws {
    var writer = ZipWriter()
    writer.add("a.tsv", Data(posts.utf8))
    writer.add("link.html", Data("/etc/passwd".utf8), mode: 0o120777)
    #expect(try error(writer.data)?.problem.contains("is a link") == true)
  }

  @Test func `a member of 1000 times its bytes is refused, whatever its name`() throws {
    for name in ["bomb.html", "bomb.jpg"] {
      var writer = ZipWriter()
      try writer.addZeros(name, size: 8 << 20)
      #expect(writer.data.count < 12_000)
      #expect(try error(writer.data)?.problem.contains("200 times its bytes") == true, "\(name)")
    }
  }

  @Test func `a header that lies about the size of a bomb does not help it`() throws {
    var writer = ZipWriter()
    try writer.addZeros("bomb.html", size: 8 << 20)
    var data = writer.data
    // The true size stands in both headers.
    let size = Data([0, 0, 0x80, 0])
    while let range = data.range(of: size) { data.replaceSubrange(range, with: [100, 0, 0, 0]) }
    let start = ContinuousClock.now
    #expect(try error(data)?.kind == .malformed)
    #expect(start.duration(to: .now) < .seconds(10))
  }

  @Test func `a stream that swells is refused`() throws {
    try folder.write(Data(count: 16 << 20), to: "zeros")
    let packed = try Command.run("/usr/bin/env", ["bzip2", "-1", folder.file("zeros")])
    try #require(packed.status == 0)
    let error = fileError {
      _ = try importFiles(inputFiles([folder.file("zeros.bz2")]), threads: 1)
    }
    #expect(error?.problem.contains("200 times its bytes") == true)
  }

  @Test func `what is cut off or damaged is an error that names the file`() throws {
    let whole = zip([("a.tsv", posts), ("b.tsv", posts)])
    for data in [whole.prefix(whole.count / 2), Data("PK\u{3}\u{4}nonsense".utf8)] {
      let error = try #require(try error(Data(data)))
      #expect(error.kind == .malformed && error.path.hasSuffix("bad.zip"))
      #expect(!error.remedy.isEmpty)
    }
  }

  @Test func `archives in archives are read, but not without end`() throws {
    let inner = zip([("posts.tsv", posts)])
    var outer = ZipWriter()
    outer.add("inner.zip", inner)
    #expect(try imported(outer.data).documents.map(\.text) == ["hello"])
    var data = inner
    for depth in 0..<4 {
      var writer = ZipWriter()
      writer.add("\(depth).zip", data)
      data = writer.data
    }
    #expect(try error(data)?.problem.contains("too deep") == true)
  }

  @Test func `pictures and hidden files are left out, and that is told`() throws {
    let tables = try imported(
      zip([
        ("posts.tsv", posts), ("media/1.jpg", "\u{1}"), ("media/2.mp4", "\u{1}"),
        ("__MACOSX/._posts.tsv", "x"), (".DS_Store", "x"),
      ]))
    #expect(tables.documents.count == 1)
    #expect(tables.rejects.map(\.reason) == ["not-text"])
    #expect(tables.rejects.first?.detail.hasPrefix("2 members are pictures") == true)
  }

  @Test func `an archive of nothing is a reject`() throws {
    #expect(try imported(zip([(".hidden", "x")])).rejects.map(\.reason) == ["empty-archive"])
    #expect(try imported(zip([])).rejects.map(\.reason) == ["empty-archive"])
  }

  @Test(arguments: ["gzip", "bzip2", "xz", "zstd"])
  func `a table may be compressed`(program: String) throws {
    let path = try folder.write(posts, to: "posts.tsv")
    let packed = folder.file("packed")
    let made = try Command.run("/bin/sh", ["-c", "\(program) -c '\(path)' > '\(packed)'"])
    guard made.status == 0 else { return }
    let tables = CrawlTables(try importFiles(inputFiles([packed]), threads: 1))
    #expect(tables.documents.map(\.text) == ["hello"])
  }

  @Test func `a malformed table in an archive is an error with its member and line`() throws {
    let error = try #require(try error(zip([("t.tsv", "page\tmessage\na\tb\na\n")])))
    #expect(error.path == "bad.zip/t.tsv" && error.line == 3)
  }

  @Test func `a refused archive ends the command with 65 and leaves the old output`() throws {
    let good = try folder.write(posts, to: "good.tsv")
    let output = folder.file("out")
    let first = try Command.run(
      "crawl", ["import", "--input", good, "--output", output, "--quiet"])
    #expect(first.status == 0)
    let bad = try folder.write(zip([("../x.html", "x")]), to: "bad.zip")
    let second = try Command.run(
      "crawl", ["import", "--input", bad, "--input", good, "--output", output, "--quiet"])
    #expect(second.status == 65)
    #expect(second.standardError.contains("'../x.html' leads out of the archive"))
    #expect(try Table(contentsOf: output + "/documents.tsv").count == 1)
    #expect(!folder.names.contains("x.html"))
  }
}
