import Artifacts
import Foundation
import ModelHub
import Testing
import TestSupport

@Suite struct ModelFolderTests {
  @Test func `a folder is taken as it is`() throws {
    let folder = try TemporaryFolder()
    #expect(try ModelFolder.find(folder.path) == folder.path)
    #expect(try ModelFolder.find(folder.path + "/") == folder.path + "/")
  }

  @Test func `a name is the folder of the model that was fetched`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch()
    #expect(try ModelFolder.find("owner/tiny", in: hub.cache) == hub.path)
  }

  @Test func `a model that is not here can be fetched`() throws {
    let cache = ModelCache(path: "/nowhere")
    let error = fileError { _ = try ModelFolder.find("intfloat/e5-base-v2", in: cache) }
    #expect(error?.kind == .missing)
    #expect(error?.remedy == "run: embed models fetch e5-base-v2")
  }

  @Test func `a model without one of its files has to be fetched again`() async throws {
    let hub = try FakeHub()
    _ = try await hub.fetch()
    try FileManager.default.removeItem(atPath: "\(hub.path)/tokenizer.json")
    let error = fileError { _ = try ModelFolder.find("owner/tiny", in: hub.cache) }
    #expect(error?.problem == "the model was not fetched completely")
  }

  @Test(arguments: ["/nowhere/model", "./model", "models/a/b", "nowhere/"])
  func `a path that leads nowhere is an error of its own`(path: String) {
    let error = fileError { _ = try ModelFolder.find(path, in: ModelCache(path: "/nowhere")) }
    #expect(error?.kind == .missing)
    #expect(error?.problem == "there is no such folder")
  }
}
