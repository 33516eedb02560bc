import ArgumentParser
import Artifacts
import StageSupport
import Testing
import TestSupport

@Suite struct StageCommandTests {
  @Test(
    arguments: [
      (["--config", "a"], "a"), (["--config=a"], "a"), (["--config", "a", "--config", "b"], "b"),
      (["x", "--config=", "y"], ""), (["--config"], nil), (["--", "--config", "a"], nil),
      (["--configure", "a"], nil), ([], nil),
    ] as [([String], String?)])
  func `the last value of an option counts`(arguments: [String], expected: String?) {
    #expect(value(of: "--config", in: arguments) == expected)
  }

  @Test func `the long names of options are known`() {
    #expect(Set(optionNames(of: SampleParent.Other.self)) == ["only", "help"])
  }

  @Test func `the pipeline file comes before what is typed`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "flow:\n  sample:\n    clusters: 3\n    normalize: true\n", to: "p.yaml")
    let typed = ["--config", path, "--flow", "flow", "--clusters", "5"]
    let arguments = try withConfiguration(typed, of: SampleCommand.self)
    #expect(arguments == ["--clusters=3", "--normalize"] + typed)
    let command = try SampleCommand.parse(arguments)
    #expect(command.clusters == 5 && command.normalize)
  }

  @Test func `the options of a subcommand come after its name`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("flow:\n  parent:\n    child:\n      pages: p\n", to: "p.yaml")
    let typed = ["--config", path, "--flow", "flow"]
    let arguments = try withConfiguration(["child"] + typed, of: SampleParent.self)
    #expect(arguments == ["child", "--pages=p"] + typed)
    let error = fileError {
      try folder.write("flow:\n  parent:\n    other:\n      pages: p\n", to: "p.yaml")
      _ = try withConfiguration(["other"] + typed, of: SampleParent.self)
    }
    #expect(error?.problem == "unknown option 'pages'")
  }

  @Test func `without a pipeline file the arguments are as typed`() throws {
    #expect(try withConfiguration(["--flow", "f"], of: SampleCommand.self) == ["--flow", "f"])
  }

  @Test func `a pipeline file needs a flow`() {
    #expect(throws: ValidationError.self) {
      try withConfiguration(["--config", "p.yaml"], of: SampleCommand.self)
    }
  }

  @Test func `no thread at all is refused`() {
    #expect(throws: (any Error).self) { try SampleCommand.parse(["--threads", "0"]) }
  }
}
