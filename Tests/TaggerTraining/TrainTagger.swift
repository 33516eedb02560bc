import ArgumentParser
import Artifacts
import Cleaning
import Foundation

/// Trains the part-of-speech tagger of a language; `make tagger` calls it for all of them.
@main
struct TrainTagger: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-tagger",
    abstract: "Train a part-of-speech tagger.",
    discussion: """
      EXAMPLE
        train-tagger train.tsv --test dev.tsv --output english.weights

      A table is made from a file of Universal Dependencies by
        (echo form; grep -E '^([0-9]+[[:space:]]|$)' FILE.conllu | cut -f2-5)

      Reads form, lemma, UPOS and XPOS between tabs, a word a line, with a header
      and an empty line after each sentence. The same sentences and options give
      the same bytes.
      """)

  @Argument(help: "The sentences to learn from.")
  var treebank: String

  @Option(help: "The sentences to measure on.")
  var test: String?

  @Option(help: "Measure on each of this many sentences' last one, and do not learn from it.")
  var holdBack: Int?

  @Option(help: "Of this many sentences, learn one also in capitals, title case and lower case.")
  var recase = 8

  @Option(help: "The language: en, vi, ko.")
  var language = Language.english

  @Option(help: "The file to write. Default: none, only measure.")
  var output: String?

  @Option(help: "Passes over the sentences.")
  var epochs = PerceptronTrainer.Options().epochs

  @Option(help: "How much better than the next a decision must be to teach nothing.")
  var margin = PerceptronTrainer.Options().margin

  @Option(help: "How often a word must occur to be in the lexicon.")
  var lexiconCount = PerceptronTrainer.Options().lexiconCount

  @Option(help: "What a weight of 1 becomes in the file.")
  var scale = PerceptronTrainer.Options().scale

  @Option(help: "Leave out features without a weight beyond this one.")
  var pruning = PerceptronTrainer.Options().pruning

  @Flag(help: "Measure also how many tokens of raw text are tagged in a second, on one core.")
  var speed = false

  func validate() throws {
    guard epochs > 0 else { throw ValidationError("--epochs must be positive.") }
    guard recase > 1 else { throw ValidationError("--recase must be 2 or more.") }
    guard holdBack ?? 2 > 1 else { throw ValidationError("--hold-back must be 2 or more.") }
  }

  func run() throws {
    let sentences = try read(treebank)
    let (training, heldBack) = Treebank.split(sentences, every: holdBack)
    var options = PerceptronTrainer.Options()
    (options.epochs, options.margin, options.lexiconCount) = (epochs, margin, lexiconCount)
    (options.scale, options.pruning) = (scale, pruning)
    var trainer = PerceptronTrainer(
      Recasing.added(to: training, every: recase), options)
    for (epoch, errors) in trainer.train().enumerated() {
      print("epoch \(epoch + 1): \(decimal(errors)) of the decisions wrong")
    }
    for sentences in [heldBack, try test.map { try read($0) } ?? []] where !sentences.isEmpty {
      print(TaggingAccuracy(of: trainer.tagger, on: sentences))
      for recasing in Recasing.allCases {
        let recased = sentences.map(recasing.applied)
        print("\(recasing.rawValue): \(TaggingAccuracy(of: trainer.tagger, on: recased))")
      }
      if speed { print("\(tokensPerSecond(trainer.tagger, sentences)) tokens/s") }
    }
    let file = trainer.file
    print("\(file.count) bytes")
    guard let output else { return }
    var written = try OutputFile(path: output)
    try written.write { $0 += file }
    try written.commit()
  }

  /// The best of some runs over the sentences as text, each a line: what cleaning does for a post.
  private func tokensPerSecond(_ tagger: PartOfSpeechTagger, _ sentences: [TaggedSentence]) -> Int {
    let texts = sentences.map { Array($0.tokens.joined(separator: " ").utf8) }
    let tokenizer = TreebankTokenizer(language)
    let runs = (0..<10).map { _ in
      var tokens = 0
      let seconds = ContinuousClock().measure {
        for text in texts { tokens += tagger.tags(in: text.span, tokenizer).count }
      }
      return Double(tokens) / (seconds / .seconds(1))
    }
    return Int(runs.max() ?? 0)
  }

  private func read(_ path: String) throws -> [TaggedSentence] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileError(.missing, path, "no such file", remedy: "give the path of a treebank")
    }
    return try Treebank.sentences(
      of: String(decoding: data, as: UTF8.self), path: path, language: language)
  }
}

extension Language: ExpressibleByArgument {}
