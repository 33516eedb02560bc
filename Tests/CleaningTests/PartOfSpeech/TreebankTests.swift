import Artifacts
import Cleaning
import TestSupport
import Testing

@Suite struct TreebankTests {
  func read(_ rows: String, _ language: Language = .english) throws -> [TaggedSentence] {
    try Treebank.sentences(
      of: "form\tlemma\tupos\txpos\n" + rows, path: "bank.tsv", language: language)
  }

  @Test func `sentences end with an empty line or the file`() throws {
    let sentences = try read("Dogs\tdog\tNOUN\tNNS\nbark\tbark\tVERB\tVBP\n\n\nHi\thi\tINTJ\tUH")
    #expect(sentences.map(\.tokens) == [["Dogs", "bark"], ["Hi"]])
    #expect(sentences.map(\.tags) == [[.noun, .verb], [.interjection]])
  }

  @Test func `Vietnamese words are taken apart into syllables`() throws {
    let sentence = try read("nhân dân\tnhân dân\tNOUN\tN\n", .vietnamese)[0]
    #expect(sentence.tokens == ["nhân", "dân"])
    #expect(sentence.tags == [.noun, .noun])
  }

  @Test(arguments: [
    ("ADV", "ncn+jca", PartOfSpeech.noun), ("ADV", "nq+jca+jxt", .properNoun),
    ("CCONJ", "ncn+jcj", .noun), ("ADV", "nq+ncn+jca", .noun), ("VERB", "nq+jp+ef", .verb),
    ("ADV", "mag", .adverb), ("PRON", "npp+jxt", .pronoun), ("ADV", "npp+jca", .adverb),
  ])
  func `a Korean noun with its particles is a noun`(
    tag: String, morphemes: String, expected: PartOfSpeech
  ) throws {
    #expect(try read("빗물에\t_\t\(tag)\t\(morphemes)\n", .korean)[0].tags == [expected])
  }

  @Test(arguments: ["dog\tdog\tNOUN", "dog\tdog\tNOMEN\tNN", "dog"])
  func `a malformed line is an error with its place`(line: String) {
    #expect {
      try read("Hi\thi\tINTJ\tUH\n\(line)\n")
    } throws: { error in
      (error as? FileError)?.description.hasPrefix("bank.tsv:3: is not form, lemma") ?? false
    }
  }

  @Test func `the last of each few sentences is held back`() {
    let split = Treebank.split(taggedSentences, every: 5)
    #expect(split.heldBack == [taggedSentences[4], taggedSentences[9]])
    #expect(split.training.count == taggedSentences.count - 2)
    #expect(Treebank.split(taggedSentences, every: nil).heldBack.isEmpty)
  }
}
