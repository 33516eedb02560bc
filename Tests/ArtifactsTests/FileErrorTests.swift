import Artifacts
import Testing

@Suite struct FileErrorTests {
  @Test func `an error is one line with a place, a problem and a remedy`() {
    let error = FileError(.malformed, "a.tsv", line: 3, "is odd", remedy: "even it")
    #expect("\(error)" == "a.tsv:3: is odd; even it")
  }

  @Test func `without a line the place is the file`() {
    let error = FileError(.missing, "a.tsv", "no such file", remedy: "make it")
    #expect("\(error)" == "a.tsv: no such file; make it")
  }
}
