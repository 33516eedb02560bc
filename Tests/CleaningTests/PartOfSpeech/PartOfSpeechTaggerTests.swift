import Cleaning
import TestSupport
import Testing

@Suite struct PartOfSpeechTaggerTests {
  @Test func `the words of plain sentences are known`() throws {
    let tagger = try #require(PartOfSpeechTagger(.english))
    let accuracy = TaggingAccuracy(of: tagger, on: taggedSentences)
    #expect(accuracy.accuracy > 0.96, "\(accuracy)")
  }

  @Test(.enabled(if: SharedData.exists("pos"), "the treebanks are not on this machine"))
  func `English words get the right part of speech`() throws {
    let tagger = try #require(PartOfSpeechTagger(.english))
    let accuracy = TaggingAccuracy(of: tagger, on: try treebank("en_ewt-ud-dev.tsv"))
    #expect(accuracy.tokens == 25_147)
    #expect(accuracy.accuracy >= 0.949, "\(accuracy)")
    #expect(accuracy.nounF1 >= 0.964, "\(accuracy)")
  }

  @Test(
    .enabled(if: SharedData.exists("pos"), "the treebanks are not on this machine"),
    arguments: Recasing.allCases)
  func `headlines, shouts and whispers are understood`(recasing: Recasing) throws {
    let tagger = try #require(PartOfSpeechTagger(.english))
    let sentences = try treebank("en_ewt-ud-dev.tsv").map(recasing.applied)
    let accuracy = TaggingAccuracy(of: tagger, on: sentences)
    #expect(accuracy.accuracy >= 0.925, "\(accuracy)")
    #expect(accuracy.nounF1 >= 0.953, "\(accuracy)")
  }

  @Test(
    .enabled(if: SharedData.exists("pos"), "the treebanks are not on this machine"),
    arguments: [
      (Language.vietnamese, "vi_vtb-ud-train.tsv", 0.88, 0.91),
      (Language.korean, "ko_kaist-ud-dev.tsv", 0.92, 0.95),
    ])
  func `words of held back sentences get the right part of speech`(
    language: Language, file: String, accuracy: Double, nounF1: Double
  ) throws {
    let tagger = try #require(PartOfSpeechTagger(language))
    let sentences = Treebank.split(try treebank(file, language), every: 10).heldBack
    let measured = TaggingAccuracy(of: tagger, on: sentences)
    #expect(measured.accuracy >= accuracy, "\(measured)")
    #expect(measured.nounF1 >= nounF1, "\(measured)")
  }

  @Test func `other languages have no tagger`() {
    #expect(PartOfSpeechTagger(.german) == nil)
    #expect(PartOfSpeechTagger(.undetermined) == nil)
  }

  @Test func `there is a tag for each token, whatever it holds`() throws {
    let tagger = try #require(PartOfSpeechTagger(.english))
    let long = String(repeating: "ab", count: 10_000)
    for tokens in [[], [""], ["", "a", ""], ["👩\u{200D}💻", "\u{301}", "한국", long]] {
      #expect(tagger.tags(of: tokens).count == tokens.count)
    }
  }

  @Test func `a file that is cut short or damaged is refused`() throws {
    var trainer = PerceptronTrainer(taggedSentences)
    _ = trainer.train()
    let file = trainer.file
    #expect(PartOfSpeechTagger(file: file) != nil)
    #expect(PartOfSpeechTagger(file: file.dropLast()) == nil)
    #expect(PartOfSpeechTagger(file: file + [0]) == nil)
    #expect(PartOfSpeechTagger(file: Array(file.prefix(15))) == nil)
    #expect(PartOfSpeechTagger(file: []) == nil)
    var other = file
    other[0] = 0
    #expect(PartOfSpeechTagger(file: other) == nil)
    // A lexicon of no slots would be searched for ever.
    #expect(
      PartOfSpeechTagger(file: Array(file.prefix(8)) + [UInt8](repeating: 0, count: 12)) == nil)
  }
}
