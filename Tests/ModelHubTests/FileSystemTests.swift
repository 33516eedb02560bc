import Artifacts
import ModelHub
import Testing

@Suite struct FileSystemTests {
  @Test(arguments: [
    (0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (133_466_304, "133.5 MB"),
    (999_949, "999.9 kB"), (999_950, "1.0 MB"), (1_340_000_000, "1.3 GB"),
    (Int.max, "9223.4 PB"),
  ])
  func `bytes are written with one decimal`(bytes: Int, text: String) {
    #expect(byteText(bytes) == text)
  }
}
