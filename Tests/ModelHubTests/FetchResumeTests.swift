import Artifacts
import Foundation
import ModelHub
import Testing
import TestSupport

/// Fetches that break off, in the same run and between runs.
@Suite struct FetchResumeTests {
  private static let half = 1_500_000

  /// Breaks the connection in the middle of the weights.
  private static let cut: FakeHub.Fault = { request, answer in
    guard request.path.hasSuffix("/s/model.safetensors") else { return nil }
    var answer = answer
    answer.cut = answer.body.count / 2
    return answer
  }

  private func weights(_ hub: FakeHub) -> [WireServer.Request] {
    hub.storage.requests.filter { $0.path == "/s/model.safetensors" }
  }

  /// A hub after a run that broke off in the middle of the weights.
  private func brokenOff() async throws -> FakeHub {
    let hub = try FakeHub()
    hub.state.change { $0.faults = [Self.cut] }
    var settings = try hub.settings()
    settings.mostFailures = 1
    #expect(await hub.fetchError(settings)?.kind == .deferred)
    return hub
  }

  @Test func `a connection that breaks is continued at once`() async throws {
    let hub = try FakeHub()
    hub.state.change { $0.faults = [Self.cut, Self.cut] }
    let model = try await hub.fetch()
    #expect(weights(hub).map(\.start) == [0, Self.half, Self.half + Self.half / 2])
    #expect(weights(hub).last?.headers["if-range"] == "\"model.safetensors\"")
    #expect(model.bytes == 3_005_031)
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
  }

  @Test func `a server that falls silent is asked again`() async throws {
    let hub = try FakeHub()
    hub.state.change {
      $0.faults = [
        { request, answer in
          var answer = Self.cut(request, answer)
          answer?.isStalled = true
          return answer
        }
      ]
    }
    var settings = try hub.settings()
    settings.slowSeconds = 1
    _ = try await hub.fetch(settings)
    #expect(weights(hub).map(\.start) == [0, Self.half])
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
  }

  @Test func `a body without a length that ends too early is continued`() async throws {
    let hub = try FakeHub()
    hub.state.change {
      $0.faults = [
        { request, answer in
          var answer = Self.cut(request, answer)
          answer?.isEndless = true
          return answer
        }
      ]
    }
    _ = try await hub.fetch()
    #expect(weights(hub).map(\.start) == [0, Self.half])
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
  }

  @Test func `nothing looks whole after a run that broke off`() async throws {
    let hub = try await brokenOff()
    let names = hub.names
    #expect(names.allSatisfy { $0.hasSuffix(".part") })
    let part = try #require(names.first { $0.hasPrefix("model.safetensors.") })
    #expect(try hub.bytes(part) == Array(FakeHub.weights[..<Self.half]))
    let error = fileError { _ = try ModelFolder.find("owner/tiny", in: hub.cache) }
    #expect(error?.problem == "the model was not fetched completely")
    #expect(error?.remedy == "run: embed models fetch owner/tiny")
  }

  @Test func `the next run continues`() async throws {
    let hub = try await brokenOff()
    let model = try await hub.fetch()
    #expect(weights(hub).map(\.start) == [0, Self.half])
    // What came whole is not fetched again, though it had no name yet.
    #expect(model.bytes == Self.half + 5_000)
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
    #expect(!hub.names.contains { $0.hasSuffix(".part") })
  }

  @Test func `a part that was damaged is fetched anew`() async throws {
    let hub = try await brokenOff()
    let part = try #require(hub.names.first { $0.hasPrefix("model.safetensors.") })
    try Data(count: 1000).write(to: URL(fileURLWithPath: "\(hub.path)/\(part)"))
    _ = try await hub.fetch()
    #expect(weights(hub).map(\.start) == [0, 1000, 0])
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
  }

  @Test func `the part of another revision is not continued`() async throws {
    let hub = try await brokenOff()
    hub.state.change {
      $0.commit = String(repeating: "b", count: 40)
      $0.files["model.safetensors"] = randomBytes(2_000_000, seed: 9)
    }
    _ = try await hub.fetch()
    #expect(weights(hub).map(\.start) == [0, 0])
    #expect(try hub.bytes("model.safetensors") == randomBytes(2_000_000, seed: 9))
    #expect(!hub.names.contains { $0.hasSuffix(".part") })
  }

  @Test func `a server that gives no parts begins anew`() async throws {
    let hub = try await brokenOff()
    hub.state.change {
      $0.faults = [
        { request, answer in
          guard request.path == "/s/model.safetensors", answer.status == 206 else { return nil }
          return WireServer.Answer(body: FakeHub.weights)
        }
      ]
    }
    let model = try await hub.fetch()
    #expect(weights(hub).map(\.start) == [0, Self.half])
    #expect(model.folder == hub.path)
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
  }

  @Test func `a range that the server cannot satisfy begins anew`() async throws {
    let hub = try await brokenOff()
    hub.state.change {
      $0.faults = [
        { request, answer in
          answer.status == 206 ? WireServer.Answer(status: 416) : nil
        }
      ]
    }
    _ = try await hub.fetch()
    #expect(weights(hub).map(\.start) == [0, Self.half, 0])
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
  }

  @Test func `another part than was asked for is refused`() async throws {
    let hub = try await brokenOff()
    hub.state.change {
      $0.faults = [
        { request, answer in
          guard answer.status == 206 else { return nil }
          var answer = answer
          answer.headers = ["Content-Range: bytes 7-2999999/3000000"]
          return answer
        }
      ]
    }
    let error = await hub.fetchError()
    #expect(error?.kind == .malformed)
    #expect(error?.problem == "the server sends byte 7 where 1500000 was asked for")
  }

  @Test func `a process that is killed leaves what the next one continues`() async throws {
    let hub = try FakeHub()
    let (endpoint, folder) = (hub.hub.url, hub.cache.path)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        endpoint = endpoint as String, folder = folder as String
      ] in
      var settings = try HubSettings(environment: ["HF_ENDPOINT": endpoint], version: "0")
      settings.proxy = ""
      let fetch = ModelFetch(
        try ModelName("owner/tiny"), from: HubClient(settings), to: ModelCache(path: folder))
      _ = try fetch.run { progress in
        if progress.done > 1_000_000 { kill(getpid(), SIGKILL) }
      }
    }
    #expect(hub.names.allSatisfy { $0.hasSuffix(".part") })
    #expect(try hub.cache.manifest(of: ModelName("owner/tiny")) == nil)
    _ = try await hub.fetch()
    #expect((weights(hub).last?.start ?? 0) > 1_000_000)
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
  }
}
