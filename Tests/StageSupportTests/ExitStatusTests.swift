import ArgumentParser
import Artifacts
import StageSupport
import Testing

@Suite struct ExitStatusTests {
  private func code(_ error: any Error) -> Int32 {
    ExitStatus(error, of: SampleCommand.self).rawValue
  }

  @Test(
    arguments: [
      (.missing, 66), (.malformed, 65), (.configuration, 2), (.empty, 4), (.cannotCreate, 73),
      (.inputOutput, 74), (.locked, 75),
    ] as [(FileError.Kind, Int32)])
  func `each kind of file error has its code`(kind: FileError.Kind, expected: Int32) {
    #expect(code(FileError(kind, "a", "is odd", remedy: "even it")) == expected)
  }

  @Test func `other errors have theirs`() {
    #expect(code(UsageError("no")) == 2)
    #expect(code(QualityGateError("worse")) == 3)
    #expect(code(ValidationError("no")) == 2)
    #expect(code(CancellationError()) == 1)
    #expect(code(ExitCode(9)) == 1)
  }

  @Test(
    arguments: [
      (["--clusers", "3"], 2), (["--clusters", "x"], 2), (["--method", "x"], 2), (["x"], 2),
      (["--threads", "0"], 2), (["--help"], 0), (["--version"], 0),
    ] as [([String], Int32)])
  func `the command line is wrong, or asks for help`(arguments: [String], expected: Int32) throws {
    let error = try #require(throws: (any Error).self) { try SampleCommand.parse(arguments) }
    #expect(code(error) == expected)
  }

  @Test func `errors say what is wrong`() {
    #expect("\(UsageError("give --output"))" == "give --output")
    #expect("\(QualityGateError("worse by half"))" == "worse by half")
  }
}
