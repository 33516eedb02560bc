import ArgumentParser
import Foundation
import StageSupport
import Testing

@Suite struct LogTests {
  let time = Date(timeIntervalSince1970: 1_700_000_000)

  private func log(_ arguments: [String]) throws -> Log {
    Log(stage: "embed", options: try SampleCommand.parse(arguments).common)
  }

  @Test func `a message is a line`() throws {
    let log = try log([])
    #expect(log.format == .text && !log.isQuiet)
    #expect(log.line(level: "info", "done", text: "embed: done", time: time) == "embed: done")
  }

  @Test func `a message is an object in the JSON form`() throws {
    let log = try log(["--log-format", "json", "--quiet"])
    #expect(log.format == .json && log.isQuiet)
    #expect(
      log.line(level: "error", "a/b: \"odd\"\n", text: "", time: time)
        == #"{"level":"error","message":"a/b: \"odd\"\n","stage":"embed","time":"2023-11-14T22:13:20Z"}"#
    )
  }

  @Test(arguments: [
    ([], false, false), (["--quiet"], true, false), (["--log-format", "json"], false, true),
    (["--log-format=json", "--quiet", "--wrong"], true, true),
  ])
  func `the form is known before the arguments are parsed`(
    arguments: [String], isQuiet: Bool, isJSON: Bool
  ) {
    let log = Log(arguments: arguments, stage: "embed")
    #expect(log.isQuiet == isQuiet)
    #expect((log.format == .json) == isJSON)
  }
}
