import ArgumentParser
import StageSupport
import Testing

@Suite struct IdleOptionsTests {
  private func idle(_ arguments: String...) throws -> [String] {
    try SampleCommand.parse(arguments).idleOptions(in: arguments)
  }

  @Test func `an option that the method does not read is idle if it is given`() throws {
    #expect(try idle("--learning-rate", "0.1", "--clusters", "3") == ["--learning-rate"])
    #expect(try idle("--learning-rate=0.01") == ["--learning-rate"])
    #expect(try idle("--clusters", "3") == [])
  }

  @Test func `an option that the method reads is not idle`() throws {
    #expect(try idle("--learning-rate", "0.1", "--method", "hdbscan") == [])
  }

  @Test func `a value that looks like an option is none`() throws {
    #expect(try idle("--separator=--learning-rate") == [])
  }

  @Test func `a command without groups for some methods has no idle options`() throws {
    let child = try SampleParent.Child.parse(["--pages", "x"])
    #expect(child.idleOptions(in: ["--pages", "x"]) == [])
  }
}
