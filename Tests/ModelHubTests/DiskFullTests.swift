import Artifacts
import Foundation
import ModelHub
import Testing
import TestSupport

/// A disk that fills up while a model comes.
@Suite struct DiskFullTests {
  @Test func `what came is kept and continued once there is space`() async throws {
    let hub = try FakeHub()
    let disk = hub.cache.path
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let mounted = try Command.run(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=4m", "kindred-test", disk])
    guard mounted.status == 0 else {
      print("Not tested: a full disk, because this user may not mount one")
      return
    }
    defer { _ = try? Command.run("/bin/umount", [disk]) }
    hub.state.change {
      $0.faults = [
        { request, answer in
          guard request.path == "/s/model.safetensors" else { return nil }
          // Somebody else takes the space after it was looked at.
          let filler = Data(count: 2_000_000)
          _ = FileManager.default.createFile(atPath: "\(disk)/filler", contents: filler)
          return answer
        }
      ]
    }
    let error = await hub.fetchError()
    #expect(error?.kind == .inputOutput)
    #expect(
      error?.description.hasSuffix(
        ".part: cannot write: No space left on device; free some space and run again") == true)
    #expect(hub.names.allSatisfy { $0.hasSuffix(".part") })
    try FileManager.default.removeItem(atPath: "\(disk)/filler")
    _ = try await hub.fetch()
    let starts = hub.storage.requests.filter { $0.path == "/s/model.safetensors" }.map(\.start)
    #expect(starts.count == 2 && starts[1] > 1_000_000)
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
  }
}
