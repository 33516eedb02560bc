import Foundation
import Artifacts
import StageSupport
import Testing
import TestSupport

@Suite struct PipelineFileTests {
  let folder: TemporaryFolder
  static let options = ["clusters", "method", "normalize", "language", "documents"]

  init() throws { folder = try TemporaryFolder() }

  private func file(_ text: String) throws -> PipelineFile {
    try PipelineFile(contentsOf: folder.write(text, to: "pipeline.yaml"))
  }

  private func arguments(_ section: String) throws -> [String] {
    try file("flow:\n  cluster:\n" + section).arguments(
      flow: "flow", section: ["cluster"], options: Self.options)
  }

  private func error(_ text: String, section: [String] = ["cluster"]) throws -> FileError? {
    try folder.write(text, to: "pipeline.yaml")
    return fileError {
      _ = try PipelineFile(contentsOf: folder.file("pipeline.yaml")).arguments(
        flow: "flow", section: section, options: Self.options)
    }
  }

  @Test func `a section is a command line`() throws {
    let arguments = try arguments(
      """
          clusters: 8
          method: kmeans   # a comment
          documents: "a b.tsv"

      """)
    #expect(arguments == ["--clusters=8", "--method=kmeans", "--documents=a b.tsv"])
  }

  @Test func `a list repeats its option`() throws {
    #expect(
      try arguments("    language: [en, 'de']\n") == ["--language=en", "--language=de"])
    #expect(
      try arguments("    language:\n      - en\n      - de\n") == [
        "--language=en", "--language=de",
      ])
    #expect(try arguments("    language: []\n") == [])
  }

  @Test(arguments: [
    ("true", ["--normalize"]), ("True", ["--normalize"]), ("false", []), ("FALSE", []),
    ("'true'", ["--normalize=true"]), ("\"false\"", ["--normalize=false"]),
    ("no", ["--normalize=no"]), ("yes", ["--normalize=yes"]), ("on", ["--normalize=on"]),
    ("off", ["--normalize=off"]),
  ])
  func `true is a flag and false leaves it out`(value: String, expected: [String]) throws {
    #expect(try arguments("    normalize: \(value)\n") == expected)
  }

  @Test func `a list of languages may hold Norwegian`() throws {
    #expect(
      try arguments("    language: [en, no]\n") == ["--language=en", "--language=no"])
  }

  @Test(arguments: [
    ("1e-3", "1e-3"), ("-5", "-5"), ("007", "007"), ("2026-11-21", "2026-11-21"), ("0x1F", "0x1F"),
    ("'it''s'", "it's"), ("\"tab\\t\"", "tab\t"), ("a=b", "a=b"), ("--x", "--x"),
  ])
  func `values are taken as they are written`(value: String, expected: String) throws {
    #expect(try arguments("    documents: \(value)\n") == ["--documents=\(expected)"])
  }

  @Test func `an empty value stands by itself`() throws {
    #expect(try arguments("    documents: ''\n") == ["--documents", ""])
  }

  @Test func `flows and sections are found by name`() throws {
    let file = try file(
      """
      b:
        embed: {clusters: 1}
        cluster: {clusters: 2}
      a:
        cluster: {clusters: 3}
        reduce:
      empty:
      """)
    #expect(file.flows == ["b", "a", "empty"])
    let of = { (flow: String, stage: String) in
      try file.arguments(flow: flow, section: [stage], options: Self.options)
    }
    #expect(try of("b", "cluster") == ["--clusters=2"])
    #expect(try of("a", "cluster") == ["--clusters=3"])
    #expect(try of("a", "reduce") == [])
    #expect(try of("a", "report") == [])
    #expect(try of("empty", "cluster") == [])
  }

  @Test func `a subcommand has a section in that of its command`() throws {
    let text = "flow:\n  crawl:\n    import: {documents: a}\n    fetch:\n"
    let file = try file(text)
    let of = { (section: [String]) in
      try file.arguments(flow: "flow", section: section, options: Self.options)
    }
    #expect(try of(["crawl", "import"]) == ["--documents=a"])
    #expect(try of(["crawl", "fetch"]) == [])
    let wrong = try error("flow:\n  crawl:\n    documents: a\n", section: ["crawl", "import"])
    #expect(wrong?.line == 3)
    #expect(wrong?.problem == "'documents' is not a section")
  }

  @Test func `an unknown option is named with its line and the one that is meant`() throws {
    let error = try error("flow:\n  cluster:\n    method: kmeans\n    clusers: 8\n")
    #expect(error?.kind == .configuration)
    #expect(
      error?.description
        == "\(folder.file("pipeline.yaml")):4: unknown option 'clusers'; did you mean 'clusters'?")
    let far = try self.error("flow:\n  cluster:\n    zzz: 8\n")
    #expect(
      far?.description.hasSuffix(":3: unknown option 'zzz'; --help lists the options of the stage")
        == true)
  }

  @Test func `an unknown flow is an error that names those there are`() throws {
    let error = try error("flows:\n  cluster:\nother:\n")
    #expect(error?.kind == .configuration)
    #expect(
      error?.description
        == "\(folder.file("pipeline.yaml")): has no flow 'flow'; it has flows, other. "
        + "Did you mean 'flows'?")
  }

  @Test func `a misspelt section is an error, for its options would be passed over`() throws {
    let error = try error("flow:\n  clusters:\n    method: kmeans\n")
    #expect(error?.line == 2)
    #expect(error?.problem == "unknown section 'clusters'")
    #expect(error?.remedy == "did you mean 'cluster'?")
  }

  @Test(arguments: [
    ("flow:\n  cluster: 8\n", 2, "'cluster' is not a section"),
    ("flow:\n  method: kmeans\n", 2, "'method' is not a section"),
    ("flow: 3\n", 1, "'flow' is not a section"),
    ("flow:\n  cluster:\n    method: {a: 1}\n", 3, "'method' has a section as its value"),
    ("flow:\n  cluster:\n    method:\n", 3, "'method' has no value"),
    (
      "flow:\n  cluster:\n    clusters: 1\n    clusters: 2\n", 3,
      "has 'clusters' more than once in a section"
    ),
    ("- flow\n", 1, "is not a mapping of flows"),
    ("", 1, "is not a mapping of flows"),
    (
      "flow:\n\tcluster:\n", 2,
      "is not YAML: found character that cannot start any token"
    ),
    ("flow:\n  cluster: [1, 2\n", 3, "is not YAML: did not find expected ',' or ']'"),
  ])
  func `what is no pipeline is an error with its line`(
    text: String, line: Int, problem: String
  ) throws {
    let error = try error(text)
    #expect(error?.kind == .configuration)
    #expect(error?.line == line)
    #expect(error?.problem == problem)
  }

  @Test func `a missing file is an error, and so is one of other bytes`() throws {
    #expect(
      fileError { _ = try PipelineFile(contentsOf: folder.file("none")) }?.kind == .missing)
    let latin = try folder.write(.init([0x61, 0x3A, 0xE9, 0x0A]), to: "latin")
    #expect(
      fileError { _ = try PipelineFile(contentsOf: latin) }?.problem == "is not valid UTF-8")
  }
}
