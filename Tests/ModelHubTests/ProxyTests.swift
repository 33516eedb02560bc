import Artifacts
import Foundation
import ModelHub
import Testing

/// Unlike a crawl, a fetch goes through the proxy that the environment names.
@Suite struct ProxyTests {
  @Test func `the proxy of the environment is asked`() async throws {
    let proxy = try WireServer { _ in WireServer.Answer(status: 404) }
    let url = proxy.url
    await #expect(processExitsWith: .success) { [url = url as String] in
      unsafe setenv("http_proxy", url, 1)
      unsafe setenv("no_proxy", "", 1)
      let hub = HubClient(
        try HubSettings(environment: ["HF_ENDPOINT": "http://hub.invalid"], version: "0"))
      #expect(throws: FileError.self) { try hub.size(of: ModelName("owner/tiny")) }
    }
    #expect(
      proxy.requests.map(\.path)
        == ["http://hub.invalid/api/models/owner/tiny/revision/main?blobs=true"])
    proxy.stop()
  }
}
