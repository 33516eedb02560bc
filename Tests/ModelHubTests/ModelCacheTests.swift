import Artifacts
import Foundation
import ModelHub
import Testing
import TestSupport

@Suite struct ModelCacheTests {
  @Test(arguments: [
    (["KINDRED_MODELS": "m", "XDG_CACHE_HOME": "/c", "HOME": "/h"], "m"),
    (["KINDRED_MODELS": "", "XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c/kindred/models"),
    (["XDG_CACHE_HOME": "c", "HOME": "/h"], "/h/.cache/kindred/models"),
    (["HOME": "/h"], "/h/.cache/kindred/models"),
  ])
  func `the environment names the folder`(environment: [String: String], path: String) throws {
    #expect(try ModelCache(environment: environment).path == path)
  }

  @Test func `without a home folder it has to be named`() {
    let error = fileError { _ = try ModelCache(environment: [:]) }
    #expect(error?.kind == .configuration)
  }

  @Test func `the models that were fetched are listed`() async throws {
    let hub = try FakeHub()
    #expect(hub.cache.names == [])
    _ = try await hub.fetch()
    try hub.folder.write("", to: "models/not--a--model/kindred-model.tsv")
    try hub.folder.write("", to: "models/begun/config.json")
    #expect(hub.cache.names == [try ModelName("owner/tiny")])
    #expect(try hub.cache.manifest(of: ModelName("owner/tiny"))?.size == 3_005_031)
  }
}
