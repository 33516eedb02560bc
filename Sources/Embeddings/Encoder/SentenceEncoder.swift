import Artifacts
import LinearAlgebra
import NeuralNetworks
import Tokenization

/// A pretrained encoder with its tokenizer: texts in, vectors out.
///
///     let encoder = try SentenceEncoder("models/minilm")
///     let encoded = try encoder.encode(["Fish and chips"], threads: 2)
///     encoded.vectors[row: 0]  // 384 numbers
public struct SentenceEncoder: TextEncoder {
  /// What stands before each text.
  public let prefix: String
  /// The longest chunk in tokens, special ones included.
  public let maximumTokens: Int

  /// What cuts texts into tokens.
  public let tokenizer: SubwordTokenizer

  private let encoder: Encoder
  private let longTexts: LongTexts
  private let overlap: Int
  /// The tokens of ``prefix``, which stand before every chunk.
  private let prefixTokens: [Int32]

  /// Reads the model in a folder, as the Hugging Face hub has them.
  ///
  /// - Throws: ``FileError`` if a file is missing or damaged, if the model has something that is not
  ///   computed here, or if the options leave no room for tokens.
  public init(_ folder: String, _ options: EncoderOptions = EncoderOptions()) throws(FileError) {
    tokenizer = try SubwordTokenizer(folder: folder)
    encoder = try Encoder(folder, precision: options.precision)
    if let prefix = options.prefix {
      self.prefix = prefix
    } else {
      prefix = try TextPrefix.standard(folder: folder)
    }
    prefixTokens = tokenizer.encode(prefix, specialTokens: false)
    longTexts = options.longTexts
    maximumTokens = min(options.maximumTokens ?? .max, encoder.maximumTokens)
    let around = tokenizer.prefix.count + tokenizer.suffix.count + prefixTokens.count
    overlap = options.overlap ?? max(0, maximumTokens - around) / 8
    guard maximumTokens - around > overlap else {
      throw FileError(
        .malformed, folder,
        "\(maximumTokens) tokens leave no room for texts beside \(around) of the model and an "
          + "overlap of \(overlap)", remedy: "raise the maximum, or lower the overlap")
    }
  }

  /// The length of a vector.
  public var dimensions: Int { encoder.dimensions }

  /// What the model's files say about it, and the prefix.
  public var facts: [(name: String, value: String)] {
    encoder.facts + [("prefix", prefix.isEmpty ? "none" : "'\(prefix)'")]
  }

  /// A text takes milliseconds.
  public var isSlow: Bool { true }

  /// The options that a vector depends on.
  public var settings: String {
    "\(encoder.precision.rawValue) \(longTexts.rawValue) \(maximumTokens) \(overlap) \(prefix)"
  }

  /// - Complexity: O(*tokens*) products with all weights of the model.
  public func encode(
    _ texts: TextSource, threads: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(FileError) -> EncodedTexts {
    let room =
      maximumTokens - prefixTokens.count - tokenizer.prefix.count - tokenizer.suffix.count
    let tokens = tokens(of: texts, threads)
    var chunks: [[Int32]] = []
    var chunksOfText: [[Range<Int>]] = []
    for ids in tokens {
      let ranges = longTexts.chunks(count: ids.count, maximum: room, overlap: overlap)
      for range in ranges {
        chunks.append(tokenizer.prefix + prefixTokens + ids[range] + tokenizer.suffix)
      }
      chunksOfText.append(ranges)
    }
    let vectors = try encoder.encode(chunks, threads: threads, progress: progress)
    return EncodedTexts(
      vectors: pooled(vectors, chunksOfText), tokens: tokens.map(\.count),
      truncated: zip(tokens, chunksOfText).map { $0.count - ($1.last?.upperBound ?? 0) })
  }

  /// The vector that each token of the vocabulary gets as a text of its own, not scaled to length 1:
  /// of shape (``SubwordTokenizer/vocabularySize``, ``dimensions``).
  ///
  /// - Throws: ``FileError`` as ``encode(_:threads:progress:)`` does.
  func vectorsOfTokens(
    threads: Int, progress: (@Sendable (Int) -> Void)?
  ) throws(FileError) -> Matrix {
    let texts = (0..<Int32(tokenizer.vocabularySize)).map {
      tokenizer.prefix + prefixTokens + [$0] + tokenizer.suffix
    }
    return try encoder.encode(texts, threads: threads, normalized: false, progress: progress)
  }

  /// The tokens of each text, special ones apart.
  private func tokens(of texts: TextSource, _ threads: Int) -> [[Int32]] {
    parallelMap(count: texts.count, chunk: 256, threads: threads) { range in
      var workspace = SubwordTokenizer.Workspace()
      var text: [UInt8] = []
      return range.map { index in
        var ids: [Int32] = []
        texts.withText(index, &text) { text in
          tokenizer.encode(text, specialTokens: false, into: &ids, using: &workspace)
        }
        return ids
      }
    }.flatMap(\.self)
  }

  /// One vector a text: that of its chunk, or the mean of those of its chunks weighted by their tokens,
  /// of length 1 if the model's are.
  private func pooled(_ vectors: Matrix, _ chunksOfText: [[Range<Int>]]) -> Matrix {
    guard vectors.rows > chunksOfText.count else { return vectors }
    var pooled: [Float] = []
    pooled.reserveCapacity(chunksOfText.count * dimensions)
    var first = 0
    for chunks in chunksOfText {
      if chunks.count == 1 {
        pooled += vectors.elements[first * dimensions..<(first + 1) * dimensions]
      } else {
        var mean = WeightedMean(dimensions: dimensions)
        for (index, range) in chunks.enumerated() {
          mean.add(vectors[row: first + index], weight: Double(range.count))
        }
        pooled += mean.vector(normalized: encoder.configuration.normalizes)
      }
      first += chunks.count
    }
    return Matrix(rows: chunksOfText.count, columns: dimensions, elements: pooled)
  }
}
