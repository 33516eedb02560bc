import Artifacts
import ModelHub
import Testing
import TestSupport

@Suite struct HubSettingsTests {
  @Test(arguments: [
    ([:], "https://huggingface.co"), (["HF_ENDPOINT": ""], "https://huggingface.co"),
    (["HF_ENDPOINT": "https://mirror.example//"], "https://mirror.example"),
    (["HF_ENDPOINT": "http://127.0.0.1:8080/hub/"], "http://127.0.0.1:8080/hub"),
  ])
  func `the environment names the hub`(environment: [String: String], endpoint: String) throws {
    #expect(try HubSettings(environment: environment, version: "1").endpoint == endpoint)
  }

  @Test(arguments: [
    "huggingface.co", "ftp://huggingface.co", "https://", "https://u:p@huggingface.co",
    "https://huggingface.co/?a=b", "https://huggingface.co/#a", "https://a b", "file:///etc",
  ])
  func `an address of no hub is refused`(endpoint: String) {
    let error = fileError {
      _ = try HubSettings(environment: ["HF_ENDPOINT": endpoint], version: "1")
    }
    #expect(error?.kind == .configuration)
  }

  @Test func `a token that would begin another header is refused`() throws {
    for token in ["hf_a\r\nX-Evil: 1", "hf a", "hf_ä"] {
      let error = fileError {
        _ = try HubSettings(environment: ["HF_TOKEN": token], version: "1")
      }
      #expect(error?.kind == .configuration)
      #expect(error?.description.contains("hf") == false)
    }
    #expect(try HubSettings(environment: ["HF_TOKEN": "hf_a"], version: "1").token == "hf_a")
    #expect(try HubSettings(environment: ["HF_TOKEN": ""], version: "1").token == nil)
  }
}
