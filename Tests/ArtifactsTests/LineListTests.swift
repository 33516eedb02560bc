import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct LineListTests {
  @Test func `blank lines, comments and blanks around lines are left out`() throws {
    let folder = try TemporaryFolder()
    try folder.write("# names\n  Leo Tolstoy \r\n\nC# \n", to: "list")
    #expect(try lineList(folder.file("list")) == ["Leo Tolstoy", "C#"])
  }

  @Test func `a list that is not UTF-8 is malformed`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Data([0x61, 0xFF, 0x0A]), to: "list")
    do {
      _ = try lineList(path)
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.kind == .malformed)
      #expect(error.path == path)
    }
  }
}
