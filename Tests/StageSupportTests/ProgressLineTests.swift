import StageSupport
import Testing

@Suite struct ProgressLineTests {
  @Test(arguments: [
    (0, 100, 0, "embed: 0 of 100, 0 a second"),
    (50, 100, 10, "embed: 50 of 100, 5 a second, 10 s left"),
    (99, 100, 10, "embed: 99 of 100, 9 a second, 1 s left"),
    (100, 100, 10, "embed: 100 of 100, 10 a second, 0 s left"),
    (50, 0, 10, "embed: 50, 5 a second"),
  ])
  func `rows, rows a second and the time left are shown`(
    done: Int, total: Int, seconds: Int, expected: String
  ) {
    #expect(
      ProgressLine.text("embed", done: done, total: total, elapsed: .seconds(seconds)) == expected)
  }

  @Test(arguments: [
    (0, 133_466_304, 0, "e5: 0.0 of 133.5 MB, 0.0 MB/s"),
    (33_000_000, 133_000_000, 10, "e5: 33.0 of 133.0 MB, 3.3 MB/s, 31 s left"),
    (2_550_000, 0, 1, "e5: 2.6 MB, 2.6 MB/s"),
  ])
  func `bytes are shown as megabytes`(done: Int, total: Int, seconds: Int, expected: String) {
    #expect(
      ProgressLine.text(
        "e5", done: done, total: total, unit: .bytes, elapsed: .seconds(seconds)) == expected)
  }
}
