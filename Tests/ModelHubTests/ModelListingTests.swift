import Artifacts
import ModelHub
import Testing

/// Listings that are no listings.
@Suite struct ModelListingTests {
  private static let commit = String(repeating: "a", count: 40)

  private func error(_ listing: String) async throws -> String? {
    let hub = try FakeHub()
    hub.state.change { $0.listing = listing }
    let error = await hub.fetchError()
    #expect(error?.kind == .malformed)
    #expect(hub.hub.requests.count == 1)
    return error?.problem
  }

  private func listing(_ entries: [String]) -> String {
    #"{"sha": "\#(Self.commit)", "siblings": [\#(entries.joined(separator: ","))]}"#
  }

  @Test(arguments: [
    "../x", "a/../../x", "/etc/passwd", "a//b", "a/./b", "", "a\0b", "a\\b", "x/", "..",
  ])
  func `a name that leads out of the folder is refused`(name: String) async throws {
    let problem = try await error(
      listing([
        FakeHub.entry("config.json", [1], isLarge: false),
        FakeHub.entry("model.safetensors", [2], isLarge: true),
        FakeHub.entry(name, [3], isLarge: false),
      ]))
    #expect(problem == "lists a file \(name.debugDescription), which may not be written")
  }

  @Test func `a name that stands there twice is refused`() async throws {
    let entry = FakeHub.entry("config.json", [1], isLarge: false)
    let problem = try await error(listing([entry, entry]))
    #expect(problem == "lists a file \"config.json\", which may not be written")
  }

  @Test(arguments: [
    ("<html>log in</html>", "the answer lists no files"),
    ("{}", "the answer lists no files"),
    (#"{"sha": "main", "siblings": []}"#, "the answer names no commit"),
    (#"{"sha": "../../..", "siblings": []}"#, "the answer names no commit"),
  ])
  func `an answer of something else is refused`(listing: String, problem: String) async throws {
    #expect(try await error(listing) == problem)
  }

  @Test func `a model without weights in the format is refused`() async throws {
    let config = FakeHub.entry("config.json", [1], isLarge: false)
    let weights = FakeHub.entry("pytorch_model.bin", [1], isLarge: true)
    #expect(try await error(listing([config, weights])) == "the model has no model.safetensors")
    let other = FakeHub.entry("model.safetensors", [1], isLarge: true)
    #expect(try await error(listing([other])) == "the model has no config.json")
  }

  @Test(arguments: [
    #""size": 5"#, #""size": 5, "blobId": "12""#,
    #""size": -1, "blobId": "\#(String(repeating: "0", count: 40))""#,
    #""size": 9223372036854775807, "blobId": "\#(String(repeating: "0", count: 40))""#,
    #""size": 5, "blobId": "\#(String(repeating: "0", count: 40))", "lfs": {"size": 5}"#,
  ])
  func `a file without a size and digest is refused`(facts: String) async throws {
    let problem = try await error(
      listing([
        #"{"rfilename": "config.json", \#(facts)}"#,
        FakeHub.entry("model.safetensors", [1], isLarge: true),
      ]))
    #expect(problem == "lists config.json without its size and digest")
  }
}
