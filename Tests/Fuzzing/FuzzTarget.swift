/// A reader of untrusted bytes, and what must hold of it whatever the bytes.
public struct FuzzTarget: Sendable, CustomStringConvertible {
  /// The name, as `--target` has it.
  public let name: String
  /// What must hold, besides that the reader returns, in time linear in the bytes.
  public let law: String
  /// Inputs to begin with.
  let seeds: [[UInt8]]
  /// Words of the format.
  let words: [[UInt8]]
  /// Reads an input and checks the law. The result names the kind of outcome: an input with a new one
  /// is worth changing further.
  let check: @Sendable ([UInt8]) throws(Violation) -> String

  /// The name.
  public var description: String { name }

  /// Creates a target whose inputs are texts.
  init(
    _ name: String, law: String, seeds: [String], words: [String],
    check: @escaping @Sendable ([UInt8]) throws(Violation) -> String
  ) {
    self.init(
      name, law: law, seeds: seeds.map { Array($0.utf8) }, words: words.map { Array($0.utf8) },
      check: check)
  }

  /// Creates a target whose inputs are bytes.
  package init(
    _ name: String, law: String, seeds: [[UInt8]], words: [[UInt8]],
    check: @escaping @Sendable ([UInt8]) throws(Violation) -> String
  ) {
    self.name = name
    self.law = law
    self.seeds = seeds
    self.words = words
    self.check = check
  }

  /// Every target, in the order of `fuzz --help`. A new one is a file in `Targets` and a name here.
  public static let all: [FuzzTarget] = [
    .address, .robots, .dates, .sitemap, .html, .article, .facebook, .json, .wikitext, .mime,
    .file, .warc, .body, .message, .safetensors, .tokenizer, .encoderFiles,
  ]
}

/// Something that must hold and does not.
package struct Violation: Error {
  /// What was expected, and what came.
  package let problem: String

  /// Creates a violation.
  package init(problem: String) { self.problem = problem }
}

/// Throws unless a condition holds.
func require(
  _ condition: Bool, _ problem: @autoclosure () -> String
) throws(Violation) {
  if !condition { throw Violation(problem: problem()) }
}

/// Throws unless a text is one that tables may hold: without control characters but line feeds and tabs.
func requireClean(_ text: String, _ what: String) throws(Violation) {
  for scalar in text.unicodeScalars
  where (scalar.value < 0x20 && scalar != "\n" && scalar != "\t")
    || (0x7F...0x9F).contains(scalar.value)
  {
    throw Violation(problem: "\(what) holds the control character \(scalar.value): \(text)")
  }
}
