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
}
