import Artifacts
import ModelHub
import Testing
import TestSupport

@Suite struct ModelManifestTests {
  private static let header = "file\tsize\tsha256\trepository\tcommit\n"

  @Test func `a folder without one has none`() throws {
    #expect(try ModelManifest(folder: "/nowhere") == nil)
  }

  @Test(arguments: [
    "", header, header + "../x\t1\ta\tb\tc\n", header + "x\t-1\ta\tb\tc\n", "file\tsize\nx\t1\n",
    header + "x\t1\ta\tb\tc\nx\t1\ta\tb\tc\n",
  ])
  func `a damaged one is an error`(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "kindred-model.tsv")
    #expect(fileError { _ = try ModelManifest(folder: folder.path) } != nil)
  }

  @Test func `a damaged one is replaced by the next fetch`() async throws {
    let hub = try FakeHub()
    let model = try await hub.fetch()
    try hub.folder.write("damaged", to: "models/owner--tiny/kindred-model.tsv")
    #expect(try await hub.fetch().fetched.isEmpty)
    #expect(try ModelManifest(folder: hub.path) == model.manifest)
  }
}
