import ArgumentParser
import StageSupport
import Testing
import TestSupport

@Suite struct EffectiveOptionsTests {
  private func entries(_ arguments: [String]) throws -> [EffectiveOptions.Entry] {
    EffectiveOptions(of: try SampleCommand.parse(arguments)).entries
  }

  private func values(_ name: String, _ arguments: [String]) throws -> [String]? {
    try entries(arguments).first { $0.name == name }?.values
  }

  @Test func `every option is there, in the order of declaration, by the name it is typed`() throws
  {
    let names = try entries([]).map(\.name)
    #expect(
      names == [
        "documents", "clusters", "max-share", "temperature", "method", "pool", "epochs", "language",
        "input", "layers", "separator", "base-url", "k1", "normalize", "reduce-frequent-words",
        "learning-rate", "config", "flow", "data", "output", "seed", "threads", "quiet",
        "log-format", "print-config",
      ])
    // The names are those that ArgumentParser knows.
    let known = optionNames(of: SampleCommand.self)
    #expect(Set(names).subtracting(known).isEmpty)
    #expect(Set(known).subtracting(names) == ["help", "version"])
  }

  @Test func `defaults are in effect`() throws {
    #expect(try values("clusters", []) == ["8"])
    #expect(try values("max-share", []) == ["0.5"])
    #expect(try values("temperature", []) == ["1.5"])
    #expect(try values("method", []) == ["kmeans"])
    #expect(try values("language", []) == ["en"])
    #expect(try values("normalize", []) == ["false"])
    #expect(try values("learning-rate", []) == ["0.01"])
    #expect(try values("log-format", []) == ["text"])
    #expect(try values("seed", []) == ["42"])
    for name in ["documents", "pool", "epochs", "layers", "input", "flow"] {
      #expect(try values(name, []) == [])
    }
  }

  @Test func `what is typed is in effect`() throws {
    let arguments = [
      "--documents", "a.tsv", "--clusters=3", "--method", "hdbscan", "--pool", "kmeans", "--epochs",
      "5", "--language", "de", "--language", "no", "--layers", "1", "--layers", "2", "--normalize",
      "--learning-rate", "1e-05", "--log-format", "json", "--base-url", "x", "--k1", "2",
    ]
    #expect(try values("documents", arguments) == ["a.tsv"])
    #expect(try values("clusters", arguments) == ["3"])
    #expect(try values("method", arguments) == ["hdbscan"])
    #expect(try values("pool", arguments) == ["kmeans"])
    #expect(try values("epochs", arguments) == ["5"])
    #expect(try values("language", arguments) == ["de", "no"])
    #expect(try values("layers", arguments) == ["1", "2"])
    #expect(try values("normalize", arguments) == ["true"])
    #expect(try values("learning-rate", arguments) == ["1e-05"])
    #expect(try values("log-format", arguments) == ["json"])
    #expect(try values("base-url", arguments) == ["x"])
    #expect(try values("k1", arguments) == ["2.0"])
  }

  @Test func `a record leaves out what depends on the machine`() throws {
    let command = try SampleCommand.parse([
      "--threads", "7", "--data", "x", "--output", "y", "--quiet", "--language", "a", "--language",
      "b", "--normalize", "--flow", "f",
    ])
    let recorded = EffectiveOptions(of: command).recorded
    #expect(
      recorded == [
        "clusters": "8", "max-share": "0.5", "temperature": "1.5", "method": "kmeans",
        "language": "a,b", "separator": ",", "base-url": "http://localhost", "k1": "1.2",
        "normalize": "true", "reduce-frequent-words": "false", "learning-rate": "0.01",
        "seed": "42",
      ])
  }

  static let commandLines = [
    [],
    ["--clusters", "3", "--normalize", "--quiet", "--language", "de", "--language", "no"],
    ["--documents", "true", "--separator", "\t"],
    ["--documents", "false", "--separator", ""],
    ["--documents", "null", "--separator", "'"],
    ["--documents", "it's \"quoted\" \\", "--separator", "a\nb\r\u{2028}c"],
    ["--documents=-", "--separator", ": #"],
    ["--documents=--x", "--separator", "[1, 2]"],
    ["--documents", "日本 é", "--separator", " "],
    ["--documents", "~", "--separator", "&a *b !c |"],
    ["--max-share", "1e-300", "--layers=-1", "--layers", "2", "--learning-rate=-0.5"],
    ["--seed", "18446744073709551615", "--input", "a,b", "--input", "c"],
  ]

  @Test(arguments: commandLines)
  func `the printed section gives the same options`(arguments: [String]) throws {
    let options = EffectiveOptions(of: try SampleCommand.parse(arguments))
    let folder = try TemporaryFolder()
    let section = options.yaml(stage: "sample")
    let indented = section.split(separator: "\n").map { "  \($0)\n" }.joined()
    let path = try folder.write("flow:\n" + indented, to: "pipeline.yaml")
    let read = try withConfiguration(["--config", path, "--flow", "flow"], of: SampleCommand.self)
    let again = EffectiveOptions(of: try SampleCommand.parse(read))
    let places: Set = ["config", "flow"]
    #expect(
      again.entries.filter { !places.contains($0.name) }
        == options.entries.filter { !places.contains($0.name) }, "\(section)")
  }

  @Test func `a section is readable`() throws {
    let command = try SampleCommand.parse([
      "--documents", "a b.tsv", "--language", "en", "--language", "de", "--threads", "2",
    ])
    let expected = """
      sample:
        documents: 'a b.tsv'
        clusters: 8
        max-share: 0.5
        temperature: 1.5
        method: kmeans
        language: [en, de]
        separator: ','
        base-url: 'http://localhost'
        k1: 1.2
        normalize: false
        reduce-frequent-words: false
        learning-rate: 0.01
        data: data
        seed: 42
        threads: 2
        quiet: false
        log-format: text

      """
    #expect(EffectiveOptions(of: command).yaml(stage: "sample") == expected)
  }

  @Test func `the section of a subcommand stands in that of its command`() throws {
    let child = try SampleParent.Child.parse(["--pages", "p", "--threads", "1"])
    let yaml = EffectiveOptions(of: child).yaml(section: ["parent", "child"])
    #expect(yaml.hasPrefix("parent:\n  child:\n    pages: p\n    data: data\n"))
  }
}
