import Artifacts
import Foundation
import ModelHub
import Testing
import TestSupport

/// Hubs that refuse, that have a bad day, and that lie.
@Suite struct HubFaultsTests {
  /// Answers every request whose path ends so with a status.
  private func always(
    _ hub: FakeHub, _ end: String, _ status: Int, _ headers: [String] = [], times: Int = 50
  ) {
    hub.state.change {
      $0.faults = Array(
        repeating: { request, _ in
          request.path.hasSuffix(end) ? WireServer.Answer(status: status, headers: headers) : nil
        }, count: times)
    }
  }

  @Test(arguments: [
    (404, "", nil, "the hub has no model owner/tiny"),
    (404, "RevisionNotFound", nil, "the hub has no revision v9 of owner/tiny"),
    (401, "RepoNotFound", nil, "the hub has no model owner/tiny"),
    (401, "", nil, "the hub has no model owner/tiny, or not for everybody"),
    (401, "", "hf_x", "the hub does not take the token"),
    (403, "GatedRepo", "hf_x", "the hub gives owner/tiny only to users who accept its licence"),
    (418, "", nil, "the hub answers with status 418"),
  ])
  func `a refusal is told apart and not asked for again`(
    status: Int, code: String, token: String?, problem: String
  ) async throws {
    let hub = try FakeHub()
    always(hub, "blobs=true", status, code.isEmpty ? [] : ["X-Error-Code: \(code)"])
    let error = await hub.fetchError(try hub.settings(token: token), revision: "v9")
    #expect(error?.kind == .missing)
    #expect(error?.problem == problem)
    #expect(error?.path == "\(hub.hub.url)/owner/tiny")
    #expect(hub.hub.requests.count == 1)
  }

  @Test func `a model whose files are kept from the user is not asked for again`() async throws {
    let hub = try FakeHub()
    always(hub, "/README.md", 401, ["X-Error-Code: GatedRepo"])
    let error = await hub.fetchError()
    #expect(error?.problem == "the hub gives owner/tiny only to users who accept its licence")
    #expect(hub.hub.requests.count { $0.path.hasSuffix("/README.md") } == 1)
  }

  @Test(arguments: [429, 500, 502, 503, 504])
  func `a bad day of the server is waited for`(status: Int) async throws {
    let hub = try FakeHub()
    always(hub, "blobs=true", status, times: 2)
    #expect(try await hub.fetch().fetched.count == 5)
    always(hub, "model.safetensors", status, times: 2)
    try FileManager.default.removeItem(atPath: "\(hub.path)/model.safetensors")
    #expect(try await hub.fetch().fetched == ["model.safetensors"])
  }

  @Test func `a pause that the server asks for is kept`() async throws {
    let hub = try FakeHub()
    always(hub, "blobs=true", 429, ["Retry-After: 1"], times: 1)
    let start = ContinuousClock.now
    _ = try await hub.fetch()
    #expect(start.duration(to: .now) >= .seconds(1))
  }

  @Test func `a pause that is too long is left to the user`() async throws {
    let hub = try FakeHub()
    always(hub, "blobs=true", 429, ["Retry-After: 86400"])
    let error = await hub.fetchError()
    #expect(error?.kind == .deferred)
    #expect(
      error?.problem
        == "cannot be fetched: the server answers with status 429 and asks to wait for 86400 s")
    #expect(error?.remedy == "run again later")
    #expect(hub.hub.requests.count == 1)
  }

  @Test func `a server that stays down is given up`() async throws {
    let hub = try FakeHub()
    always(hub, "blobs=true", 503)
    #expect(await hub.fetchError()?.kind == .deferred)
    #expect(hub.hub.requests.count == 5)
  }

  @Test func `an address on the other server that has expired is asked for again`() async throws {
    let hub = try FakeHub()
    always(hub, "/s/model.safetensors", 403, times: 1)
    _ = try await hub.fetch()
    #expect(hub.hub.requests.count { $0.path.hasSuffix("/model.safetensors") } == 2)
  }

  @Test func `without a network it is said what can be done`() async throws {
    let hub = try FakeHub()
    var settings = try HubSettings(
      environment: ["HF_ENDPOINT": "http://127.0.0.1:1"], version: "0")
    (settings.proxy, settings.firstPause) = ("", 0.01)
    let error = await hub.fetchError(settings)
    #expect(error?.kind == .deferred)
    #expect(error?.problem.contains("(curl 7)") == true)
    #expect(error?.remedy.contains("copy the folder of a model to this machine by hand") == true)
  }

  @Test func `wrong contents are refused and the old files stay`() async throws {
    let hub = try FakeHub()
    let old = try await hub.fetch()
    hub.state.change {
      $0.commit = String(repeating: "b", count: 40)
      $0.files["model.safetensors"] = randomBytes(1_000_000, seed: 5)
      $0.files["config.json"] = Array(#"{"model_type": "new"}"#.utf8)
      $0.forged["model.safetensors"] = randomBytes(1_000_000, seed: 6)
    }
    let error = await hub.fetchError()
    #expect(error?.kind == .malformed)
    #expect(error?.problem == "has another digest than the hub lists")
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
    #expect(try hub.bytes("config.json") == Array(#"{"model_type": "bert"}"#.utf8))
    #expect(try hub.cache.manifest(of: ModelName("owner/tiny")) == old.manifest)
    hub.state.change { $0.forged = [:] }
    _ = try await hub.fetch()
    #expect(hub.storage.requests.last?.start == 0)
    #expect(try hub.bytes("model.safetensors") == randomBytes(1_000_000, seed: 5))
  }

  @Test func `small files are verified by git's digest`() async throws {
    let hub = try FakeHub()
    hub.state.change { $0.forged["README.md"] = Array("# Tinz\n".utf8) }
    let error = await hub.fetchError()
    #expect(error?.problem == "has another digest than the hub lists")
    #expect(error?.path.hasSuffix("/README.md") == true)
  }

  @Test(arguments: [2_999_999, 3_000_001])
  func `a size that lies is refused before anything is kept`(size: Int) async throws {
    let hub = try FakeHub()
    hub.state.change { $0.forged["model.safetensors"] = randomBytes(size, seed: 2) }
    let error = await hub.fetchError()
    #expect(error?.kind == .malformed)
    #expect(error?.problem == "has \(size) bytes, and the hub lists it with 3000000")
    #expect(hub.names.allSatisfy { $0.hasSuffix(".part") })
  }

  @Test func `more bytes than the hub lists are refused where no length is given`() async throws {
    let hub = try FakeHub()
    hub.state.change {
      $0.forged["model.safetensors"] = randomBytes(3_000_001, seed: 2)
      $0.faults = [
        { request, answer in
          guard request.path.hasSuffix("/s/model.safetensors") else { return nil }
          var answer = answer
          answer.isEndless = true
          return answer
        }
      ]
    }
    let error = await hub.fetchError()
    #expect(error?.kind == .malformed)
    #expect(error?.problem == "the server sends more than the 3000000 bytes that the hub lists")
    let part = try #require(hub.names.first { $0.hasPrefix("model.safetensors.") })
    #expect(try hub.bytes(part) == [])
  }

  @Test func `a model that the disk has no room for is not begun`() async throws {
    let hub = try FakeHub()
    let size = 1 << 49
    let digest = String(repeating: "0", count: 64)
    hub.state.change {
      $0.listing = """
        {"sha": "\(String(repeating: "a", count: 40))", "siblings": [
        \(FakeHub.entry("config.json", [1], isLarge: false)),
        {"rfilename": "model.safetensors", "lfs": {"sha256": "\(digest)", "size": \(size)}}]}
        """
    }
    let error = await hub.fetchError()
    #expect(error?.kind == .inputOutput)
    #expect(error?.problem.hasPrefix("562.9 TB are to be fetched, and the disk has room") == true)
    #expect(hub.hub.requests.count == 1)
  }
}
