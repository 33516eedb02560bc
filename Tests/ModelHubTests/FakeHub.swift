import Artifacts
import Dispatch
import Foundation
import LinearAlgebra
import ModelHub
import Synchronization
import TestSupport

/// A hub with one model, `owner/tiny`, whose large files lie on another server; and a cache for it.
final class FakeHub: Sendable {
  typealias Answer = WireServer.Answer
  typealias Request = WireServer.Request
  /// Changes an answer; nil if it is not the one to change.
  typealias Fault = @Sendable (Request, Answer) -> Answer?

  /// What the hub has, and how it misbehaves.
  final class State: Sendable {
    struct Contents {
      var commit = String(repeating: "a", count: 40)
      var files: [String: [UInt8]] = [:]
      /// What is sent instead of some files.
      var forged: [String: [UInt8]] = [:]
      /// Each changes one answer, and is gone.
      var faults: [Fault] = []
      /// The listing, if it is not the usual one.
      var listing: String?

      /// What the hub says about the model.
      var usualListing: String {
        let entries = files.keys.sorted().map { name in
          FakeHub.entry(name, files[name] ?? [], isLarge: FakeHub.large.contains(name))
        }
        return #"{"sha": "\#(commit)", "siblings": [\#(entries.joined(separator: ","))]}"#
      }

      /// The answer to a request for a file.
      func file(_ name: String, _ request: Request) -> Answer {
        guard let bytes = forged[name] ?? files[name] else { return Answer(status: 404) }
        let headers = ["ETag: \"\(name)\""]
        let start = request.start
        guard start > 0 else { return Answer(headers: headers, body: bytes) }
        guard start < bytes.count else { return Answer(status: 416) }
        let range = "Content-Range: bytes \(start)-\(bytes.count - 1)/\(bytes.count)"
        return Answer(status: 206, headers: headers + [range], body: Array(bytes[start...]))
      }
    }

    private let contents = Mutex(Contents())

    func change(_ body: (inout sending Contents) -> Void) { contents.withLock { body(&$0) } }

    /// The answer to a request, after a fault that applies to it.
    func answer(_ request: Request, _ usual: (Contents) -> Answer) -> Answer {
      contents.withLock { contents in
        let answer = usual(contents)
        for (index, fault) in contents.faults.enumerated() {
          guard let changed = fault(request, answer) else { continue }
          contents.faults.remove(at: index)
          return changed
        }
        return answer
      }
    }
  }

  let state: State
  let folder: TemporaryFolder
  let hub: WireServer
  let storage: WireServer
  let cache: ModelCache

  /// The names of the large files, of which the hub knows the SHA-256.
  private static let large: Set = ["model.safetensors", "tokenizer.json"]
  /// The weights of the model: enough to come in several pieces.
  static let weights = randomBytes(3_000_000, seed: 2)
  /// What the listing says about them, computed once for all tests.
  private static let weightsEntry = makeEntry("model.safetensors", weights, isLarge: true)
  /// What an encoder reads, and the licence.
  static let wanted = [
    "1_Pooling/config.json", "README.md", "config.json", "model.safetensors", "tokenizer.json",
  ]

  init() throws {
    let (state, folder) = (State(), try TemporaryFolder())
    state.change {
      $0.files = [
        "config.json": Array(#"{"model_type": "bert"}"#.utf8), "README.md": Array("# Tiny\n".utf8),
        "1_Pooling/config.json": Array("{}".utf8), "pytorch_model.bin": [1, 2, 3],
        "tokenizer.json": randomBytes(5_000, seed: 1),
        "model.safetensors": Self.weights,
      ]
    }
    let storage = try WireServer { request in
      state.answer(request) { $0.file(String(request.path.dropFirst(3)), request) }
    }
    let target = storage.url
    hub = try WireServer { request in
      state.answer(request) { contents in
        if request.path.hasPrefix("/api/models/owner/tiny/revision/") {
          return Answer(body: Array((contents.listing ?? contents.usualListing).utf8))
        }
        let prefix = "/owner/tiny/resolve/\(contents.commit)/"
        guard request.path.hasPrefix(prefix) else { return Answer(status: 404) }
        let name = String(request.path.dropFirst(prefix.count))
        guard Self.large.contains(name) else { return contents.file(name, request) }
        return Answer(status: 302, headers: ["Location: \(target)/s/\(name)"])
      }
    }
    (self.state, self.folder, self.storage) = (state, folder, storage)
    cache = ModelCache(path: folder.file("models"))
  }

  deinit {
    hub.stop()
    storage.stop()
  }

  /// What the listing says about a file.
  static func entry(_ name: String, _ bytes: [UInt8], isLarge: Bool) -> String {
    name == "model.safetensors" && bytes == weights
      ? weightsEntry : makeEntry(name, bytes, isLarge: isLarge)
  }

  private static func makeEntry(_ name: String, _ bytes: [UInt8], isLarge: Bool) -> String {
    let path = name.replacing("\\", with: "\\\\").replacing("\0", with: "\\u0000")
    let blob = MessageDigest(.sha1)
    blob.update((Array("blob \(bytes.count)\0".utf8) + bytes).span)
    let lfs =
      isLarge
      ? #", "lfs": {"sha256": "\#(bytesDigest(bytes.span))", "size": \#(bytes.count)}"# : ""
    let name = blob.hexadecimal()
    return #"{"rfilename": "\#(path)", "size": \#(bytes.count), "blobId": "\#(name)"\#(lfs)}"#
  }

  /// The settings of a client of this hub: hardly any pauses.
  func settings(token: String? = nil) throws -> HubSettings {
    var settings = try HubSettings(
      environment: ["HF_ENDPOINT": hub.url + "/", "HF_TOKEN": token ?? ""], version: "0")
    settings.proxy = ""
    settings.firstPause = 0.01
    return settings
  }

  /// Fetches the model, on a thread that may wait.
  func fetch(
    _ settings: HubSettings? = nil, revision: String = "main"
  ) async throws -> FetchedModel {
    let client = HubClient(try settings ?? self.settings())
    let fetch = ModelFetch(try ModelName("owner/tiny"), revision: revision, from: client, to: cache)
    nonisolated(unsafe) let task = fetch
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { unsafe try task.run() }) }
    }
  }

  /// The error of a fetch, or nil if it succeeds.
  func fetchError(_ settings: HubSettings? = nil, revision: String = "main") async -> FileError? {
    do {
      _ = try await fetch(settings, revision: revision)
      return nil
    } catch {
      return error as? FileError
    }
  }

  /// The path of the folder of the model.
  var path: String { folder.file("models/owner--tiny") }

  /// The names of the files in the folder of the model.
  var names: [String] {
    (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
      .filter { $0 != "1_Pooling" }.sorted()
  }

  /// The bytes of a file in the folder of the model.
  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }
}

/// Bytes without any order.
func randomBytes(_ count: Int, seed: UInt64) -> [UInt8] {
  var generator = KeyedGenerator(seed: seed, purpose: "bytes")
  return (0..<count).map { _ in UInt8(generator.below(256)) }
}
