import Glibc
import LinearAlgebra

/// Draws what chunks are trained on: which words are left out, how wide windows are, and negative
/// examples. All of it depends on the seed, the epoch and the chunk alone.
struct WindowSampler: Sendable {
  private let options: Word2Vec.Options
  private let seed: UInt64
  /// The probability that an occurrence of a word is kept.
  private let keeping: [Float]
  private let sampler: NegativeSampler
  private let tree: HuffmanTree?
  private let vocabulary: Int

  /// So few negative examples are not shared: those of a short text would be too few.
  private static let fewNegatives = 128

  init(counts: [Int], _ options: Word2Vec.Options, seed: UInt64) {
    self.options = options
    self.seed = seed
    vocabulary = counts.count
    keeping = Self.keeping(counts, options.subsample)
    sampler = NegativeSampler(counts: counts)
    tree = options.loss == .hierarchicalSoftmax ? HuffmanTree(counts: counts) : nil
  }

  /// The number of rows of the outputs.
  var outputs: Int { tree == nil ? vocabulary : max(1, vocabulary - 1) }

  /// The probability that an occurrence of a word is kept: (√(*c*/*t*) + 1) · *t*/*c* for words that
  /// occur *c* times, more often than *t* = `subsample` of all.
  static func keeping(_ counts: [Int], _ subsample: Double) -> [Float] {
    guard subsample > 0 else { return counts.map { _ in 1 } }
    let threshold = subsample * Double(counts.reduce(0, +))
    return counts.map { count in
      let ratio = threshold / Double(max(1, count))
      return Float(min(1, ratio.squareRoot() + ratio))
    }
  }

  /// Draws the windows of a chunk.
  func sample(
    _ chunk: TrainingPlan.Chunk, number: Int, of sentences: Sentences, epoch: Int,
    into windows: inout Windows
  ) {
    windows.removeAll()
    var generator = KeyedGenerator(
      seed: seed, purpose: "windows of epoch \(epoch)", index: number)
    var sentence = chunk.sentence
    var position = chunk.words.lowerBound
    while position < chunk.words.upperBound {
      while sentences.offsets[sentence + 1] <= position { sentence += 1 }
      let end = min(sentences.offsets[sentence + 1], chunk.words.upperBound)
      sampleSentence(sentence, position..<end, sentences, &generator, &windows)
      position = end
    }
    if tree == nil { drawNegatives(&generator, &windows) } else { takePaths(&windows) }
  }

  private func sampleSentence(
    _ sentence: Int, _ range: Range<Int>, _ sentences: Sentences,
    _ generator: inout KeyedGenerator, _ windows: inout Windows
  ) {
    let first = windows.words.count
    for position in range {
      let word = sentences.words[position]
      let share = keeping[Int(word)]
      if share < 1, generator.uniformFloat() >= share { continue }
      windows.words.append(word)
    }
    let last = windows.words.count
    if options.shufflesSentences { shuffle(&windows.words, first..<last, &generator) }
    let document = options.architecture.hasDocuments ? Int32(vocabulary + sentence) : -1
    for center in first..<last {
      windows.documents.append(document)
      guard options.architecture != .documentBag else {
        windows.contexts.append(Int32(center)..<Int32(center + 1))
        continue
      }
      let reach = 1 + generator.below(options.window)
      windows.contexts.append(
        Int32(max(first, center - reach))..<Int32(min(last, center + reach + 1)))
    }
  }

  private func shuffle(
    _ words: inout [Int32], _ range: Range<Int>, _ generator: inout KeyedGenerator
  ) {
    for offset in stride(from: range.count - 1, to: 0, by: -1) {
      words.swapAt(
        range.lowerBound + offset, range.lowerBound + generator.below(offset + 1))
    }
  }

  /// Gives each word its negative examples. Each word drawn serves a few windows, far apart: it is in the
  /// cache then.
  private func drawNegatives(_ generator: inout KeyedGenerator, _ windows: inout Windows) {
    let negatives = options.negatives
    let needed = windows.words.count * negatives
    let drawn = max(negatives, min(needed, Self.fewNegatives), needed / options.reuse)
    let pool = (0..<drawn).map { _ in sampler.draw(&generator) }
    var next = 0
    windows.groups.reserveCapacity(windows.words.count)
    for word in windows.words {
      if let group = OutputGroup(word, differentFrom: negatives, of: pool.span, from: next) {
        windows.groups.append(group)
        next += negatives
        if next == pool.count { next = 0 }
      } else {
        appendGroups(of: word, pool, &next, to: &windows)
      }
      windows.groupEnds.append(windows.groups.count)
    }
  }

  /// Gives a word the negative examples from `next` on, however many there are and however often each.
  private func appendGroups(
    of word: Int32, _ pool: [Int32], _ next: inout Int, to windows: inout Windows
  ) {
    var group = OutputGroup()
    group.rows[0] = word
    (group.targets[0], group.weights[0]) = (1, 1)
    var count = 1
    for _ in 0..<options.negatives {
      let negative = pool[next]
      next = next + 1 < pool.count ? next + 1 : 0
      if negative == word { continue }
      let same = group.rows .== negative
      if any(same) {
        group.weights.replace(with: group.weights + 1, where: same)
        continue
      }
      if count == OutputGroup.width {
        windows.groups.append(group)
        (group, count) = (OutputGroup(), 0)
      }
      group.rows[count] = negative
      group.weights[count] = 1
      count += 1
    }
    windows.groups.append(group)
  }

  /// Gives each word the turns on the way to it.
  private func takePaths(_ windows: inout Windows) {
    guard let tree else { return }
    for word in windows.words {
      let path = tree.offsets[Int(word)]..<tree.offsets[Int(word) + 1]
      for start in stride(from: path.lowerBound, to: path.upperBound, by: OutputGroup.width) {
        var group = OutputGroup()
        for step in start..<min(start + OutputGroup.width, path.upperBound) {
          group.rows[step - start] = tree.nodes[step]
          group.targets[step - start] = tree.turns[step]
          group.weights[step - start] = 1
        }
        windows.groups.append(group)
      }
      windows.groupEnds.append(windows.groups.count)
    }
  }
}
