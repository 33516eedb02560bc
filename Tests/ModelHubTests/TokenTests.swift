import Artifacts
import ModelHub
import Testing

/// The token goes to the hub's own server and to no other.
@Suite struct TokenTests {
  @Test func `another server does not get the token`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch(try hub.settings(token: "hf_secret"))
    #expect(
      hub.hub.requests.map { $0.headers["authorization"] }
        == Array(
          repeating: "Bearer hf_secret", count: hub.hub.requests.count))
    #expect(hub.storage.requests.count == 2)
    #expect(
      hub.storage.requests.allSatisfy { request in
        !request.headers.keys.contains("authorization")
          && !request.headers.values.contains { $0.contains("hf_secret") }
      })
  }

  @Test func `without a token nothing is sent`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch()
    #expect(hub.hub.requests.allSatisfy { !$0.headers.keys.contains("authorization") })
  }

  @Test func `a model that has moved is followed with the token`() async throws {
    let hub = try FakeHub()
    hub.state.change {
      $0.faults = [
        { request, _ in
          WireServer.Answer(
            status: 307, headers: ["Location: /api/models/owner/tiny/revision/moved?blobs=true"])
        }
      ]
    }
    _ = try await hub.fetch(try hub.settings(token: "hf_secret"))
    #expect(hub.hub.requests[1].path == "/api/models/owner/tiny/revision/moved?blobs=true")
    #expect(hub.hub.requests[1].headers["authorization"] == "Bearer hf_secret")
  }

  @Test(arguments: ["ftp://127.0.0.1/x", "file:///etc/passwd", "http://u:p@127.0.0.1/x"])
  func `a way to no server is refused`(target: String) async throws {
    let hub = try FakeHub()
    hub.state.change {
      $0.faults = [
        { request, _ in WireServer.Answer(status: 302, headers: ["Location: \(target)"]) }
      ]
    }
    let error = await hub.fetchError()
    #expect(error?.kind == .malformed)
    #expect(error?.problem == "leads to an address that is not https")
  }

  @Test func `a circle is left`() async throws {
    let hub = try FakeHub()
    hub.state.change {
      $0.faults = Array(
        repeating: { request, _ in
          WireServer.Answer(status: 302, headers: ["Location: \(request.path)"])
        }, count: 20)
    }
    let error = await hub.fetchError()
    #expect(error?.problem == "leads on more than 5 times")
  }
}
