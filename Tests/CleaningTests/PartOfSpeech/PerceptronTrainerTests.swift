import Cleaning
import TestSupport
import Testing

@Suite struct PerceptronTrainerTests {
  @Test(arguments: [0, 5], [1, 2])
  func `the fast tagger decides as one with strings in a dictionary`(
    margin: Int32, lexiconCount: Int
  ) {
    var options = PerceptronTrainer.Options()
    (options.epochs, options.margin, options.lexiconCount) = (2, margin, lexiconCount)
    // Half the sentences are new to both: they decide by what features have in common.
    let training = Array(taggedSentences.prefix(taggedSentences.count / 2))
    var trainer = PerceptronTrainer(training, options)
    _ = trainer.train()
    let reference = ReferenceTagger(training, options)
    for sentence in taggedSentences {
      #expect(trainer.tagger.tags(of: sentence.tokens) == reference.tags(of: sentence.tokens))
    }
  }

  @Test func `a tagger learns its training text`() {
    var options = PerceptronTrainer.Options()
    options.epochs = 8
    var trainer = PerceptronTrainer(taggedSentences, options)
    let errors = trainer.train()
    #expect(errors[0] > errors[7])
    #expect(TaggingAccuracy(of: trainer.tagger, on: taggedSentences).accuracy > 0.97)
  }

  @Test func `the same sentences give the same bytes`() {
    func trained(_ seed: UInt64) -> [UInt8] {
      var options = PerceptronTrainer.Options()
      options.seed = seed
      var trainer = PerceptronTrainer(taggedSentences, options)
      _ = trainer.train()
      return trainer.file
    }
    #expect(trained(1) == trained(1))
    #expect(trained(1) != trained(2))
  }

  @Test func `nothing is learned from nothing`() {
    var trainer = PerceptronTrainer([])
    #expect(trainer.train().allSatisfy { $0 == 0 })
    #expect(trainer.tagger.tags(of: ["word"]) == [.noun])
    #expect(PartOfSpeechTagger(file: trainer.file) != nil)
  }
}
