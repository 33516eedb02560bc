import Cleaning
import LinearAlgebra

/// The tagger as one would write it down first: features are strings, weights a dictionary, and the
/// mean weights are summed up after each token. For Latin text in normal form.
struct ReferenceTagger {
  private typealias Weights = [String: [Int]]

  private var means: Weights = [:]
  private var lexicon: [String: String] = [:]
  private let options: PerceptronTrainer.Options
  private static let tags = PartOfSpeech.allCases.dropLast()

  init(_ sentences: [TaggedSentence], _ options: PerceptronTrainer.Options) {
    self.options = options
    lexicon = Self.lexicon(sentences, minimum: options.lexiconCount)
    var (weights, sums, steps): (Weights, Weights, Int) = ([:], [:], 1)
    for epoch in 0..<options.epochs {
      for index in Self.order(sentences.count, options.seed, epoch) {
        var history = ["-", "-"]
        for position in sentences[index].tokens.indices {
          let features = features(sentences[index].tokens, position, history)
          let scores = Self.scores(features, weights)
          let best = Self.best(scores)
          learn(features, scores, best, sentences[index].tags[position], &weights)
          for (feature, row) in weights {
            for (tag, weight) in row.enumerated() {
              sums[feature, default: Self.zeros][tag] += weight
            }
          }
          steps += 1
          history = [best.tag, history[0]]
        }
      }
    }
    for (feature, row) in sums {
      let mean = row.map { sum in
        let mean = (Double(sum) * Double(options.scale) / Double(steps))
          .rounded(.toNearestOrAwayFromZero)
        return Int(max(-127, min(127, mean)))
      }
      if mean.contains(where: { abs($0) > Int(options.pruning) }) { means[feature] = mean }
    }
  }

  func tags(of tokens: [String]) -> [PartOfSpeech] {
    var history = ["-", "-"]
    return tokens.indices.map { position in
      let best = Self.best(Self.scores(features(tokens, position, history), means))
      history = [best.tag, history[0]]
      return best
    }
  }

  private func learn(
    _ features: [String], _ scores: [Int], _ best: PartOfSpeech, _ right: PartOfSpeech,
    _ weights: inout Weights
  ) {
    var rival = best
    if best == right {
      let others = PartOfSpeech.allCases.filter { $0 != right }
      let highest = others.map { scores[Int($0.rawValue)] }.max()
      rival = others.first { scores[Int($0.rawValue)] == highest } ?? .other
    }
    guard scores[Int(right.rawValue)] - scores[Int(rival.rawValue)] <= Int(options.margin) else {
      return
    }
    for feature in features {
      for (tag, change) in [(right, 1), (rival, -1)] where tag != .other {
        weights[feature, default: Self.zeros][Int(tag.rawValue)] += change
      }
    }
  }

  private func features(_ tokens: [String], _ position: Int, _ history: [String]) -> [String] {
    let at = { (offset: Int) -> String? in
      tokens.indices.contains(position + offset) ? tokens[position + offset] : nil
    }
    let low = { (offset: Int) in at(offset).map { Self.lower($0) } ?? "BOUNDARY" }
    let may = { (offset: Int) in lexicon[low(offset)] ?? "" }
    let shape = { (offset: Int) in at(offset).map { Self.shape($0) } ?? "BOUNDARY" }
    let end = { (offset: Int, count: Int) -> String in
      guard let word = at(offset), word.unicodeScalars.count >= count else { return "" }
      return String(Self.lower(word).unicodeScalars.suffix(count))
    }
    let word = at(0) ?? ""
    var features = ["form \(Self.digitsToZero(word))", "lower \(low(0))"]
    for count in 1...4 where !end(0, count).isEmpty { features.append("-\(end(0, count))") }
    for count in 1...3 where word.unicodeScalars.count >= count {
      features.append("\(String(low(0).unicodeScalars.prefix(count)))-")
    }
    features += ["shape \(shape(0)) \(position == 0)", "end shape \(end(0, 3)) \(shape(0))"]
    features += ["may \(may(0))", "may shape \(may(0)) \(shape(0))"]
    for offset in [-1, -2, 1, 2] { features.append("lower \(offset) \(low(offset))") }
    features += ["lower -1 0 \(low(-1)) \(low(0))", "lower 0 1 \(low(0)) \(low(1))"]
    features += ["end -1 \(end(-1, 3))", "end 1 \(end(1, 2)) 2", "end 1 \(end(1, 3)) 3"]
    features += ["shape -1 \(shape(-1))", "shape 1 \(shape(1))"]
    features += ["shapes \(shape(-1)) \(shape(0)) \(shape(1))"]
    features += ["may 1 \(may(1))", "may 2 \(may(2))", "may 0 1 \(may(0)) \(may(1))"]
    features += ["may 1 2 \(may(1)) \(may(2))", "may -1 0 1 \(may(-1)) \(may(0)) \(may(1))"]
    let (tag, before) = (history[0], history[1])
    features += ["tag \(tag)", "tag before \(before)", "tags \(tag) \(before)"]
    features += ["tag lower \(tag) \(low(0))", "tag may \(tag) \(may(0))"]
    features += ["tag may 1 \(tag) \(may(1))", "tags may \(tag) \(before) \(may(0))"]
    features += ["tag may 0 1 \(tag) \(may(0)) \(may(1))", "tag lower 1 \(tag) \(low(1))"]
    return features + ["tag end \(tag) \(end(0, 3))", "tag shape \(tag) \(shape(0))"]
  }

  private static let zeros = [Int](repeating: 0, count: PartOfSpeech.allCases.count)

  private static func scores(_ features: [String], _ weights: Weights) -> [Int] {
    features.reduce(into: zeros) { scores, feature in
      for (tag, weight) in (weights[feature] ?? zeros).enumerated() { scores[tag] += weight }
    }
  }

  private static func best(_ scores: [Int]) -> PartOfSpeech {
    PartOfSpeech.allCases.first { scores[Int($0.rawValue)] == scores.max() } ?? .other
  }

  private static func lexicon(_ sentences: [TaggedSentence], minimum: Int) -> [String: String] {
    var seen = [String: [PartOfSpeech]]()
    for sentence in sentences {
      for (token, tag) in zip(sentence.tokens, sentence.tags) {
        seen[lower(token), default: []].append(tag)
      }
    }
    return seen.filter { $0.value.count >= minimum }.mapValues { tags in
      let counts = PartOfSpeech.allCases.map { tag in tags.filter { $0 == tag }.count }
      let may = counts.map { $0 * 20 >= tags.count ? "1" : "0" }.joined()
      return "\(may) \(counts.firstIndex(of: counts.max() ?? 0) ?? 0)"
    }
  }

  private static func digitsToZero(_ word: String) -> String {
    String(
      String.UnicodeScalarView(word.unicodeScalars.map { ("0"..."9").contains($0) ? "0" : $0 }))
  }

  private static func lower(_ word: String) -> String { digitsToZero(word).lowercased() }

  private static func shape(_ word: String) -> String {
    var shape = ""
    for scalar in word.unicodeScalars {
      let kind: Character =
        switch scalar {
        case "0"..."9": "d"
        case "'", "-": "-"
        case _ where scalar.properties.isUppercase: "X"
        case _ where scalar.properties.isAlphabetic: "x"
        default: "."
        }
      if shape.last != kind { shape.append(kind) }
    }
    return shape
  }

  private static func order(_ count: Int, _ seed: UInt64, _ epoch: Int) -> [Int] {
    var order = Array(0..<count)
    var generator = KeyedGenerator(seed: seed, purpose: "tagger", index: epoch)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, generator.below(last + 1))
    }
    return order
  }
}
