import Cleaning
import Foundation
import TestSupport
import Testing

/// Sentences of newspapers in 36 languages. Nothing is trained on them; those with even numbers chose
/// the weights of the identifier, those with odd numbers measure it.
@Suite(.enabled(if: SharedData.exists("langid"), "the sentences are not on this machine"))
struct LanguageAccuracyTests {
  /// A sentence and the code of its language.
  struct Sentence {
    var code: String
    var text: String
  }

  /// The sentences with odd or even numbers that have 20 characters.
  func sentences(odd: Bool) throws -> [Sentence] {
    let table = try String(contentsOfFile: SharedData.path("langid/sentences.tsv"), encoding: .utf8)
    return table.split(separator: "\n").dropFirst().enumerated().compactMap { number, line in
      let fields = line.split(separator: "\t")
      guard number % 2 == (odd ? 1 : 0), fields[1].count >= 20 else { return nil }
      return Sentence(code: String(fields[0]), text: String(fields[1]))
    }
  }

  @Test func `98 of 100 sentences show their language, more than CLD2 finds`() throws {
    let identifier = LanguageIdentifier()
    let sentences = try sentences(odd: true)
    let ours = sentences.count { identifier.identify($0.text).language.rawValue == $0.code }
    let theirs = sentences.count { compactLanguage($0.text)?.rawValue == $0.code }
    let (own, other) = (
      Double(ours) / Double(sentences.count), Double(theirs) / Double(sentences.count)
    )
    print("languages: \(sentences.count) sentences, ours \(own), CLD2 \(other)")
    #expect(sentences.count > 5_000)
    #expect(own >= 0.98)
    #expect(own > other)
  }

  @Test func `each language is found in 90 of 100 sentences`() throws {
    let identifier = LanguageIdentifier()
    var found: [String: (right: Int, all: Int)] = [:]
    for sentence in try sentences(odd: true) {
      let isRight = identifier.identify(sentence.text).language.rawValue == sentence.code
      found[sentence.code, default: (0, 0)].right += isRight ? 1 : 0
      found[sentence.code, default: (0, 0)].all += 1
    }
    #expect(found.count == 36)
    for (code, count) in found {
      #expect(Double(count.right) >= 0.9 * Double(count.all), "\(code): \(count)")
    }
  }

  @Test func `first words show the language more often than to CLD2`() throws {
    let identifier = LanguageIdentifier()
    var (ours, theirs) = (0, 0)
    let sentences = try sentences(odd: true)
    for sentence in sentences {
      let text = sentence.text.split(separator: " ").prefix(6).joined(separator: " ")
      if identifier.identify(text).language.rawValue == sentence.code { ours += 1 }
      if compactLanguage(text)?.rawValue == sentence.code { theirs += 1 }
    }
    print("languages: first six words, ours \(ours), CLD2 \(theirs) of \(sentences.count)")
    #expect(ours > theirs)
  }
}
