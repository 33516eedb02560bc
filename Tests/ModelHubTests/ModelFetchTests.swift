import Artifacts
import Foundation
import ModelHub
import Testing
import TestSupport

/// A whole fetch, another one, and one after the model has changed.
@Suite struct ModelFetchTests {
  @Test func `the files that an encoder reads are fetched, and a manifest of them`() async throws {
    let hub = try FakeHub()
    let model = try await hub.fetch()
    #expect(hub.names == (FakeHub.wanted + ["kindred-model.tsv"]).sorted())
    #expect(model.fetched == FakeHub.wanted)
    #expect(model.bytes == 3_000_000 + 5_000 + 22 + 7 + 2)
    #expect(try hub.bytes("model.safetensors") == FakeHub.weights)
    #expect(try hub.bytes("1_Pooling/config.json") == Array("{}".utf8))
    let table = try Table(contentsOf: "\(hub.path)/kindred-model.tsv")
    #expect(table.columns == ["file", "size", "sha256", "repository", "commit"])
    #expect(try table.column("file") == FakeHub.wanted)
    #expect(try table.integers("size") == [2, 7, 22, 3_000_000, 5_000])
    #expect(
      try table.column("sha256") == FakeHub.wanted.map { try fileDigest("\(hub.path)/\($0)") })
    #expect(Set(try table.column("commit")) == [String(repeating: "a", count: 40)])
    #expect(Set(try table.column("repository")) == ["owner/tiny"])
  }

  @Test func `a second fetch asks only about the model and writes nothing`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch()
    let before = (hub.hub.requests.count, hub.storage.requests.count)
    let manifest = "\(hub.path)/kindred-model.tsv"
    let time =
      try FileManager.default.attributesOfItem(atPath: manifest)[.modificationDate] as? Date
    let model = try await hub.fetch()
    #expect(model.fetched.isEmpty)
    #expect(model.bytes == 0)
    #expect(hub.hub.requests.count == before.0 + 1)
    #expect(hub.storage.requests.count == before.1)
    let after =
      try FileManager.default.attributesOfItem(atPath: manifest)[.modificationDate] as? Date
    #expect(after == time)
  }

  @Test func `a file that was damaged on the disk is fetched again`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch()
    // The same length: only the digest tells.
    try Data("{'model_type': 'bert'}".utf8).write(
      to: URL(fileURLWithPath: "\(hub.path)/config.json"))
    #expect(try await hub.fetch().fetched == ["config.json"])
    #expect(try hub.bytes("config.json") == Array(#"{"model_type": "bert"}"#.utf8))
  }

  @Test func `after a change only the changed file is fetched`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch()
    let commit = String(repeating: "b", count: 40)
    hub.state.change {
      $0.commit = commit
      $0.files["tokenizer.json"] = randomBytes(6_000, seed: 3)
      $0.files["README.md"] = nil
    }
    let model = try await hub.fetch()
    #expect(model.fetched == ["tokenizer.json"])
    #expect(model.manifest.commit == commit)
    #expect(!hub.names.contains("README.md"))
    #expect(try hub.bytes("tokenizer.json") == randomBytes(6_000, seed: 3))
    #expect(try ModelManifest(folder: hub.path) == model.manifest)
  }

  @Test func `shards are fetched where there is no single file`() async throws {
    let hub = try FakeHub()
    let shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
    hub.state.change {
      $0.files["model.safetensors"] = nil
      $0.files["model.safetensors.index.json"] = Array("{}".utf8)
      $0.files["model-draft.safetensors"] = [1]
      for (index, name) in shards.enumerated() {
        $0.files[name] = randomBytes(100, seed: UInt64(index))
      }
    }
    let fetched = try await hub.fetch().fetched
    #expect(fetched.filter { $0.hasPrefix("model") } == shards + ["model.safetensors.index.json"])
  }

  @Test func `files of another revision do not stay after a fetch that was killed`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch()
    // Killed after the manifest was removed, so that nobody knows what was there.
    try FileManager.default.removeItem(atPath: "\(hub.path)/kindred-model.tsv")
    try hub.folder.write("mine", to: "models/owner--tiny/notes.txt")
    let shard = "model-00001-of-00001.safetensors"
    hub.state.change {
      $0.files["model.safetensors"] = nil
      $0.files["1_Pooling/config.json"] = nil
      $0.files["model.safetensors.index.json"] = Array("{}".utf8)
      $0.files[shard] = [1, 2, 3]
    }
    _ = try await hub.fetch()
    #expect(
      hub.names == [
        "README.md", "config.json", "kindred-model.tsv", shard, "model.safetensors.index.json",
        "notes.txt", "tokenizer.json",
      ])
  }

  @Test func `digests are those of git and sha256sum`() async throws {
    let hub = try FakeHub()
    let hello = Array("hello\n".utf8)
    hub.state.change {
      ($0.files["config.json"], $0.files["model.safetensors"]) = (hello, hello)
      // git hash-object and sha256sum of a file that holds `hello` and a line feed.
      $0.listing = """
        {"sha": "\(String(repeating: "A", count: 40))", "siblings": [
        {"rfilename": "config.json", "size": 6,
         "blobId": "ce013625030ba8dba906f756967f9e9ca394464a"},
        {"rfilename": "model.safetensors", "size": 6, "lfs": {"size": 6, "sha256":
         "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"}}]}
        """
    }
    let files = try await hub.fetch().manifest.files
    #expect(files.map(\.name) == ["config.json", "model.safetensors"])
    #expect(
      Set(files.map(\.sha256)) == [
        "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
      ])
  }

  @Test func `a revision is asked for by its name`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch(revision: "refs/pr/1 ä")
    #expect(
      hub.hub.requests.map(\.path).first
        == "/api/models/owner/tiny/revision/refs%2Fpr%2F1%20%C3%A4?blobs=true")
  }

  @Test func `progress begins at what is left and ends at all of it`() async throws {
    let hub = try FakeHub()
    let client = HubClient(try hub.settings())
    let fetch = ModelFetch(try ModelName("owner/tiny"), from: client, to: hub.cache)
    nonisolated(unsafe) var steps: [FetchProgress] = []
    _ = try fetch.run { unsafe steps.append($0) }
    let seen = unsafe steps
    #expect(Set(seen.map(\.total)) == [3_005_031])
    #expect(seen.map(\.done) == seen.map(\.done).sorted())
    #expect(seen.last?.done == 3_005_031)
  }

  @Test func `a run beside another is refused`() async throws {
    let hub = try FakeHub()
    let other = hub.path
    hub.state.change {
      $0.faults = [
        { request, answer in
          // While the first run waits for this answer, the lock must be held.
          guard request.path.hasSuffix("config.json") else { return nil }
          let lock = unsafe open("\(other)/../.owner--tiny.lock", O_RDWR)
          defer { close(lock) }
          let isFree = flock(lock, LOCK_EX | LOCK_NB) == 0
          return isFree ? WireServer.Answer(status: 404) : answer
        }
      ]
    }
    _ = try await hub.fetch()
    let lock = unsafe open("\(other)/../.owner--tiny.lock", O_RDWR)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let error = await hub.fetchError()
    #expect(error?.kind == .locked)
    #expect(error?.problem == "another run is fetching this model")
  }
}
