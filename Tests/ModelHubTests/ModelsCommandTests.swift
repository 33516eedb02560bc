import Artifacts
import Foundation
import ModelHub
import Testing
import TestSupport

/// `embed models` as a user runs it.
@Suite struct ModelsCommandTests {
  private func run(_ hub: FakeHub, _ arguments: [String]) async throws -> Command.Result {
    let environment = [
      "HF_ENDPOINT=\(hub.hub.url)", "KINDRED_MODELS=\(hub.cache.path)", "no_proxy=127.0.0.1",
    ]
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            try Command.run(
              "/usr/bin/env", environment + [Command.path(of: "embed"), "models"] + arguments)
          })
      }
    }
  }

  @Test func `the list has a row for each model, and what is here`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch()
    let result = try await run(hub, [])
    #expect(result.status == 0)
    let path = try hub.folder.write(result.standardOutput, to: "list.tsv")
    let table = try Table(contentsOf: path)
    #expect(
      table.columns == [
        "name", "dimensions", "parameters", "tokens", "bytes", "licence", "prefix", "folder",
      ])
    #expect(try table.column("name") == ModelCatalogue.models.map(\.name) + ["owner/tiny"])
    #expect(try table.column("prefix").first == "query: ")
    #expect(try table.column("bytes").last == "3005031")
    #expect(try table.column("folder") == ["", "", "", "", "", "", hub.path])
  }

  @Test func `a fetch prints the folder and a line about it`() async throws {
    let hub = try FakeHub()
    let first = try await run(hub, ["fetch", "owner/tiny"])
    #expect(first.status == 0)
    #expect(first.standardOutput == hub.path + "\n")
    let pattern =
      /embed: owner\/tiny: 5 of 5 files fetched, 3\.0 MB in \d+\.\d s \(commit a{12}, \S+\)\n/
    #expect(try pattern.wholeMatch(in: first.standardError) != nil)
    let second = try await run(hub, ["fetch", "owner/tiny", "--log-format", "json"])
    #expect(second.standardOutput == hub.path + "\n")
    #expect(second.standardError.contains("all 5 files were here and are whole"))
    #expect(second.standardError.hasPrefix("{"))
    #expect(try await run(hub, ["fetch", "owner/tiny", "--quiet"]).standardError.isEmpty)
  }

  @Test(arguments: [
    (["fetch", "owner/none"], 66, "the hub has no model owner/none"),
    (["fetch", "e5-smal-v2"], 2, "did you mean e5-small-v2?"),
    (["fetch"], 2, "Missing expected argument"),
    (["fetch", "owner/tiny", "--revision", ""], 2, "--revision must not be empty"),
    (["list", "--sizes"], 66, "the hub has no model e5-small-v2"),
  ])
  func `an error has a code and says what to do`(
    arguments: [String], status: Int32, message: String
  ) async throws {
    let result = try await run(try FakeHub(), arguments)
    #expect(result.status == status)
    #expect(result.standardError.contains(message))
    #expect(result.standardOutput.isEmpty)
  }
}
