import Embeddings
import LinearAlgebra
import Testing

@Suite struct ClickEmbeddingTests {
  @Test func `items of one subject are nearer to one another than to others`() throws {
    let embedding = try ClickSamples.embedding()
    let (items, names) = (embedding.items, embedding.vocabulary.items)
    #expect(names.count == 30)
    let tags = ClickSamples.itemTags(of: names)
    let near = ItemNeighbors(items, among: Array(names.indices), count: 5, threads: 1)
    var right = 0
    for row in near.items.indices {
      right +=
        near.neighbors[row].filter {
          names[$0].prefix(1) == names[near.items[row]].prefix(1)
        }.count
    }
    #expect(right >= 135, "\(right) of 150 neighbors")
    let precision = TagPrecision(tags: embedding.tags, items: items, tags, neighbors: 5, threads: 1)
    #expect((precision.mean ?? 0) >= 0.9, "\(precision.shares)")
  }

  @Test(arguments: [2, 4])
  func `threads do not matter`(threads: Int) throws {
    let (one, other) = (
      try ClickSamples.embedding(threads: 1), try ClickSamples.embedding(threads: threads)
    )
    #expect(one.items == other.items && one.tags == other.tags)
    #expect(one.weights.contexts == other.weights.contexts)
  }

  @Test func `the order of the clicks does not matter`() throws {
    let shuffled = ClickHistories(ClickSamples.clicks().reversed())
    let (a, b) = (
      try ClickSamples.embedding(), try ClickSamples.embedding(histories: shuffled)
    )
    #expect(a.items == b.items && a.tags == b.tags)
  }

  @Test func `every vector has length 1, and common directions are taken out`() throws {
    let plain = try ClickSamples.embedding { $0.commonDirections = 0 }
    let centered = try ClickSamples.embedding { $0.commonDirections = 1 }
    for vectors in [plain.items, plain.tags, centered.items, centered.tags] {
      for row in 0..<vectors.rows { #expect(abs(norm(vectors[row: row]) - 1) < 1e-5) }
    }
    func length(_ mean: [Float]) -> Float { norm(mean.span) }
    #expect(length(centered.items.columnMeans()) < 0.5 * length(plain.items.columnMeans()))
    #expect(plain.weights.vectors == centered.weights.vectors)
  }

  @Test func `a warm start goes on where the earlier run ended`() throws {
    let histories = ClickSamples.histories()
    let tags = ClickSamples.itemTags(of: histories.items)
    let first = try ClickSamples.embedding(histories: histories)
    var options = ClickEmbedding.Options()
    options.training.dimensions = 16
    options.training.epochs = 1
    func next(_ start: ClickEmbedding?) throws -> ClickEmbedding {
      try ClickEmbedding(
        histories, tags, vocabulary: ClickVocabulary(histories, tags, minimumUsers: 5), options,
        seed: 7, threads: 1, startingFrom: start)
    }
    let (warm, cold) = (try next(first), try next(nil))
    let loss = try #require(warm.losses.first)
    #expect(loss < (cold.losses.first ?? 0))
    let moved = (0..<first.items.rows).map { dot(warm.items[row: $0], first.items[row: $0]) }
    #expect((moved.min() ?? 0) > 0.5)
  }

  @Test func `histories of single items cannot be learned from`() {
    let histories = ClickHistories((0..<10).map { ("u\($0)", "x\($0 % 2)", "") })
    let tags = ItemTags(of: histories.items, [])
    let vocabulary = ClickVocabulary(histories, tags, minimumUsers: 2)
    #expect(vocabulary.items.count == 2)
    #expect(!ClickEmbedding.canLearn(histories, vocabulary))
    let pair = ClickHistories([("u", "x", ""), ("u", "y", "")])
    #expect(
      ClickEmbedding.canLearn(
        pair, ClickVocabulary(pair, ItemTags(of: pair.items, []), minimumUsers: 1)))
  }

  @Test func `in a small catalogue items that are clicked as all are always count`() throws {
    let standard = try ClickSamples.embedding()
    let whole = try ClickSamples.embedding { $0.subsample = 0 }
    let few = try ClickSamples.embedding { $0.subsample = 1e-3 }
    #expect(standard.weights.vectors == whole.weights.vectors)
    #expect(standard.weights.vectors != few.weights.vectors)
  }
}
