extension Word2Vec {
  /// How word vectors are learned. The defaults are those of gensim, except that a vector of documents
  /// needs none.
  public struct Options: Sendable {
    /// What predicts a word.
    public var architecture = Architecture.skipGram
    /// How the prediction is told from others.
    public var loss = Loss.negativeSampling
    /// The number of dimensions; `vector_size` in gensim.
    public var dimensions = 100
    /// The largest distance of a word from those that predict it. Each window's own is drawn from
    /// 1 to this, so that near words count more.
    public var window = 5
    /// The number of negative examples for each word: more of them for small corpora.
    public var negatives = 5
    /// The share of all words above which a word is left out now and then, the commoner the more often;
    /// 0 leaves out none. `sample` in gensim.
    public var subsample = 1e-3
    /// How often the corpus is gone through.
    public var epochs = 5
    /// The learning rate at the beginning; it falls steadily to ``minimumLearningRate``. `alpha` in gensim.
    public var learningRate: Float = 0.025
    /// The learning rate at the end.
    public var minimumLearningRate: Float = 0.0001
    /// Whether the words of each sentence are put in a new random order in every epoch: for sentences
    /// that are sets, such as what a user clicked on.
    public var shufflesSentences = false

    /// The largest number of words in a chunk, or nil for what suits the corpus.
    package var chunkLength: Int?
    /// How fast one update moves a row towards where it is pulled, relative to the learning rate; see
    /// ``Damping``.
    package var stiffness: Float = 1

    /// The default options.
    public init() {}

    /// The number of windows that each negative example serves: more of them where a window has one input
    /// and getting the rows takes most of the time.
    var reuse: Int { architecture == .documentBag ? 16 : 4 }
  }

  /// What predicts a word.
  public enum Architecture: String, CaseIterable, Sendable {
    /// Each word of its window ([Mikolov et al. 2013](https://arxiv.org/abs/1301.3781)).
    case skipGram = "skip-gram"
    /// The mean of the words of its window.
    case cbow
    /// The document that it is in: the distributed bag of words of
    /// [Le and Mikolov 2014](https://arxiv.org/abs/1405.4053).
    case documentBag = "dbow"
    /// The mean of its document and the words of its window: the distributed memory of the same paper.
    case documentMemory = "dm"

    /// Whether each sentence has a vector of its own.
    var hasDocuments: Bool { self == .documentBag || self == .documentMemory }
    /// Whether the rows that predict a word do so together, by their mean.
    var takesMean: Bool { self == .cbow || self == .documentMemory }
  }

  /// How a prediction is told from others.
  public enum Loss: String, CaseIterable, Sendable {
    /// From some words drawn at random.
    case negativeSampling = "negative-sampling"
    /// By the turns on the way to the word in a Huffman tree: see ``HuffmanTree``.
    case hierarchicalSoftmax = "hierarchical-softmax"
  }
}
