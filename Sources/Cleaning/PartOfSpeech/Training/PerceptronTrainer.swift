import LinearAlgebra

/// Teaches a tagger by its errors: the averaged perceptron of Collins (2002,
/// doi:10.3115/1118693.1118694), on the tagger's own decisions as it reads from left to right.
///
/// Where a wrong part of speech scores higher than the right one, or nearly so, the features of the
/// token speak a little more for the right one and a little less for the other. The weights that are
/// kept are the means over all tokens seen. All of it is done in whole numbers, so the same sentences
/// give the same bytes on any machine.
package struct PerceptronTrainer: Sendable {
  /// What can be chosen.
  package struct Options: Sendable {
    /// Passes over the sentences. More fit the training text more closely.
    package var epochs = 8
    /// A right decision teaches too unless it is better than the next one by more than this.
    package var margin: Int32 = 10
    /// How often a word must occur to be in the lexicon. Rarer ones stand for unknown words.
    package var lexiconCount = 3
    /// What a weight of 1 becomes in the file; fractions beyond are lost.
    package var scale: Int64 = 2
    /// Features are left out if none of their weights in the file is larger.
    package var pruning: Int8 = 2
    /// Where the order of the sentences comes from.
    package var seed: UInt64 = 1

    /// The options that the taggers here were trained with.
    package init() {}
  }

  private let options: Options
  private let text: TrainingText
  private var index: FeatureIndex
  /// The weights now, of shape (features, 16).
  private var weights: [Int32] = []
  /// The sum of each change times the step it was made at (Daumé's trick): from it and the weights
  /// now follows their mean over all steps.
  private var weighted: [Int64] = []
  private var step: Int64 = 1

  /// A trainer that has learned nothing yet.
  package init(_ sentences: [TaggedSentence], _ options: Options = Options()) {
    self.options = options
    var index = FeatureIndex()
    text = TrainingText(sentences, lexiconCount: options.lexiconCount, &index)
    self.index = index
  }

  /// Trains through all epochs, and returns the share of wrong decisions of each.
  package mutating func train() -> [Double] {
    (0..<options.epochs).map { epoch in
      var order = Array(text.sentences.indices)
      var generator = KeyedGenerator(seed: options.seed, purpose: "tagger", index: epoch)
      for last in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(last, generator.below(last + 1))
      }
      var errors = 0
      for sentence in order { errors += learn(sentence) }
      return Double(errors) / Double(max(text.tokens, 1))
    }
  }

  /// What was learned: means of weights, in one byte each.
  package var tagger: PartOfSpeechTagger { PartOfSpeechTagger(model) }

  /// The file of what was learned.
  package var file: [UInt8] { model.file }

  /// What was learned.
  private var model: TaggerModel {
    var rows: [(key: UInt64, weights: ArraySlice<Int8>)] = []
    for (number, key) in index.keys.enumerated() {
      let start = number * FeatureWeights.width
      guard start < weights.count else { break }
      let row = (start..<start + FeatureWeights.width).map { mean($0) }
      if row.contains(where: { abs($0) > options.pruning }) { rows.append((key, row[...])) }
    }
    return TaggerModel(lexicon: text.lexicon, features: FeatureWeights(rows))
  }

  /// The mean of a weight over all steps, scaled, rounded to the nearest and within -127...127.
  private func mean(_ position: Int) -> Int8 {
    let sum = (Int64(weights[position]) * step - weighted[position]) * options.scale
    let half = sum < 0 ? -step / 2 : step / 2
    return Int8(max(-127, min(127, (sum + half) / step)))
  }

  /// Reads a sentence, learns from it, and returns the number of wrong decisions.
  private mutating func learn(_ sentence: Int) -> Int {
    var (tag, tagBefore) = (TaggingFeatures.boundaryTag, TaggingFeatures.boundaryTag)
    let words = text.words[sentence]
    var errors = 0
    var keys = [UInt64]()
    var active = [Int]()
    for (position, right) in text.sentences[sentence].tags.enumerated() {
      active.removeAll(keepingCapacity: true)
      for feature in text.features(sentence, position) { active.append(Int(feature)) }
      keys.removeAll(keepingCapacity: true)
      TaggingFeatures.appendKeys(
        of: words.span, at: position + 2, after: tag, tagBefore, to: &keys)
      for key in keys { active.append(index.number(of: key)) }
      let best = decide(active, right: Int(right.rawValue))
      if best != Int(right.rawValue) { errors += 1 }
      (tag, tagBefore) = (UInt64(best), tag)
    }
    return errors
  }

  /// The part of speech that scores highest for features; what is wrong with it is learned.
  private mutating func decide(_ active: [Int], right: Int) -> Int {
    let missing = index.keys.count * FeatureWeights.width - weights.count
    weights += repeatElement(0, count: missing)
    weighted += repeatElement(0, count: missing)
    var scores = SIMD16<Int32>()
    for feature in active {
      for tag in 0..<FeatureWeights.width {
        scores[tag] &+= weights[feature * FeatureWeights.width + tag]
      }
    }
    let rightScore = right < FeatureWeights.width ? scores[right] : 0
    let best = bestTag(scores)
    let rival = best == right ? Self.rival(scores, right) : best
    let rivalScore = rival < FeatureWeights.width ? scores[rival] : 0
    if rightScore - rivalScore <= options.margin {
      for feature in active {
        change(feature, right, by: 1)
        change(feature, rival, by: -1)
      }
    }
    step += 1
    return best
  }

  private mutating func change(_ feature: Int, _ tag: Int, by change: Int32) {
    guard tag < FeatureWeights.width else { return }
    weights[feature * FeatureWeights.width + tag] += change
    weighted[feature * FeatureWeights.width + tag] += Int64(change) * step
  }

  /// The best part of speech but one.
  private static func rival(_ scores: SIMD16<Int32>, _ excluded: Int) -> Int {
    var others = scores
    guard excluded < FeatureWeights.width else {
      return (0..<FeatureWeights.width).max { scores[$0] < scores[$1] } ?? 0
    }
    others[excluded] = .min
    return bestTag(others)
  }
}
