import LinearAlgebra

/// How a corpus is cut and in which order its parts are trained on.
///
/// The corpus is cut into chunks of at most some thousand words, at the ends of sentences where that is
/// possible. Every epoch takes the chunks in a new random order, ``shards`` of them at a time: a block.
/// None of this depends on the number of threads.
struct TrainingPlan: Sendable {
  /// The number of chunks that start from the same weights: enough for the threads of most machines.
  static let shards = 8

  /// Consecutive words of a corpus.
  struct Chunk: Sendable, Equatable {
    /// The sentence that the first word belongs to.
    var sentence: Int
    /// The words, as positions in ``Sentences/words``.
    var words: Range<Int>
  }

  /// The chunks, in the order of the corpus.
  let chunks: [Chunk]
  private let seed: UInt64

  /// Cuts a corpus.
  ///
  /// - Parameters:
  ///   - sentences: The corpus.
  ///   - longest: The largest number of words in a chunk. Larger ones are trained faster, and let more
  ///     words pass until what was learned is shared.
  ///   - seed: The seed of the order.
  /// - Complexity: O(*n*) in the number of sentences and chunks.
  init(_ sentences: Sentences, longest: Int, seed: UInt64) {
    self.seed = seed
    var chunks: [Chunk] = []
    var open = Chunk(sentence: 0, words: 0..<0)
    for sentence in 0..<sentences.count {
      let (start, end) = (sentences.offsets[sentence], sentences.offsets[sentence + 1])
      if end - open.words.lowerBound > longest {
        if !open.words.isEmpty { chunks.append(open) }
        var first = start
        while end - first > longest {
          chunks.append(Chunk(sentence: sentence, words: first..<first + longest))
          first += longest
        }
        open = Chunk(sentence: sentence, words: first..<end)
      } else {
        open.words = open.words.lowerBound..<end
      }
    }
    if !open.words.isEmpty { chunks.append(open) }
    self.chunks = chunks
  }

  /// The length of chunks that suits a corpus of `words` words: a small one is shared more often, since
  /// it has fewer words to learn from. Where documents alone predict, whose vectors few chunks share,
  /// chunks are longer.
  static func chunkLength(words: Int, _ architecture: Word2Vec.Architecture) -> Int {
    let (share, longest) = architecture == .documentBag ? (512, 8000) : (4096, 2000)
    return min(longest, max(100, words / share))
  }

  /// The blocks of an epoch, each the numbers of its chunks.
  func blocks(epoch: Int) -> [ArraySlice<Int>] {
    var order = Array(chunks.indices)
    var generator = KeyedGenerator(seed: seed, purpose: "order of chunks", index: epoch)
    generator.shuffle(&order)
    return stride(from: 0, to: order.count, by: Self.shards).map {
      order[$0..<min($0 + Self.shards, order.count)]
    }
  }
}
