import Artifacts
import LinearAlgebra

/// Finds the vector of one document at a time, with words that stay as they are.
struct Inference: Sendable {
  private let options: Word2Vec.Options
  private let seed: UInt64
  private let sampler: WindowSampler
  /// The vectors of words.
  private let inputs: PaddedRows
  /// The vectors by which words are predicted, after a row of zeros.
  private let outputs: PaddedRows

  /// How many groups ahead of their turn outputs are asked for: they lie anywhere in memory.
  private static let ahead = 2

  /// What a document takes besides its words; used again for the next one.
  struct Workspace {
    var windows = Windows()
    /// The vector of the document, and the mean of a window.
    let rows: PaddedRows

    init(_ inference: Inference) {
      rows = PaddedRows(rows: 2, columns: inference.options.dimensions)
    }
  }

  init(_ model: Doc2Vec, seed: UInt64) {
    options = model.options
    self.seed = seed
    sampler = WindowSampler(counts: model.counts, model.options, seed: seed)
    inputs = PaddedRows(model.vectors)
    outputs = PaddedRows(model.contexts, after: 1)
  }

  /// The vector of a document, of length 1; zeros if it has no words.
  func vector(of words: ArraySlice<Int32>, _ workspace: inout Workspace) -> [Float] {
    let columns = options.dimensions
    guard !words.isEmpty else { return [Float](repeating: 0, count: columns) }
    let document = Sentences(words: Array(words), offsets: [0, words.count])
    let key = Int(truncatingIfNeeded: Self.key(words))
    var generator = KeyedGenerator(seed: seed, purpose: "first vector of a document", index: key)
    let first = (0..<columns).map { _ in (2 * generator.uniformFloat() - 1) / Float(columns) }
    workspace.rows.set(0, first.span)
    let chunk = TrainingPlan.Chunk(sentence: 0, words: 0..<words.count)
    for epoch in 0..<options.epochs {
      sampler.sample(chunk, number: key, of: document, epoch: epoch, into: &workspace.windows)
      let rate = Training.rate(at: Double(epoch) / Double(options.epochs), options)
      unsafe fit(&workspace, rate: rate)
    }
    var vector = workspace.rows.matrix(0..<1)
    vector.forEachRow(threads: 1) { _, row in normalize(&row) }
    return vector.elements
  }

  /// A hash of a document's words.
  private static func key(_ words: ArraySlice<Int32>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for word in words { hash = (hash ^ UInt64(UInt32(bitPattern: word))) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  /// Moves the vector so that it predicts the words of the document's windows.
  @unsafe private func fit(_ workspace: inout Workspace, rate: Float) {
    let (rows, windows) = (workspace.rows, workspace.windows)
    let (document, mean) = unsafe (rows.start, rows.row(1))
    let takesMean = options.architecture.takesMean
    var first = 0
    var products = Lanes()
    for center in windows.words.indices {
      let groups = first..<windows.groupEnds[center]
      first = groups.upperBound
      if takesMean { unsafe average(center, windows, document, into: mean) }
      for index in groups {
        let group = windows.groups[index]
        let next = windows.groups[min(index + Self.ahead, windows.groups.count - 1)]
        unsafe self.outputs(of: next).prefetch()
        let outputs = unsafe self.outputs(of: group)
        unsafe withUnsafeMutableBytes(of: &products) { bytes in
          guard let room = unsafe bytes.baseAddress?.assumingMemoryBound(to: Float.self) else {
            return
          }
          unsafe outputs.product(takesMean ? mean : document, room)
        }
        let errors = (group.targets - sigmoid(products)) * group.weights * rate
        unsafe outputs.pull(document, errors)
      }
    }
  }

  /// The outputs of a group: the row of a word is one further on, none is the first.
  @inline(__always)
  @unsafe private func outputs(of group: OutputGroup) -> OutputRows {
    unsafe OutputRows(outputs.start, group.rows &+ 1, stride: outputs.stride)
  }

  /// The mean of a document and the words around `center`.
  @unsafe private func average(
    _ center: Int, _ windows: Windows, _ document: UnsafeMutablePointer<Float>,
    into mean: UnsafeMutablePointer<Float>
  ) {
    let context = windows.contexts[center]
    let scale = 1 / Float(context.count)
    for i in stride(from: 0, to: inputs.stride, by: 8) {
      var sum = unsafe lanes(document + i)
      for place in context where Int(place) != center {
        sum += unsafe lanes(inputs.row(Int(windows.words[Int(place)])) + i)
      }
      unsafe store(sum * scale, mean + i)
    }
  }
}
