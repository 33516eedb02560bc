import LinearAlgebra

/// The course of a training: epochs of blocks of chunks.
struct Training {
  let sentences: Sentences
  let sampler: WindowSampler
  let options: Word2Vec.Options
  let seed: UInt64
  let threads: Int
  let weights: SharedWeights

  /// Trains the weights and returns the loss of each epoch.
  mutating func run(
    _ progress: ((Word2Vec.Progress) -> Void)?
  ) throws(Word2Vec.Divergence) -> [Double] {
    let words = sentences.words.count
    let plan = TrainingPlan(
      sentences,
      longest: options.chunkLength ?? TrainingPlan.chunkLength(words: words, options.architecture),
      seed: seed)
    let shards = (0..<min(TrainingPlan.shards, plan.chunks.count)).map { _ in
      Shard(weights, options)
    }
    var losses: [Double] = []
    var done = 0
    for epoch in 0..<options.epochs {
      var loss = WindowLoss()
      for block in plan.blocks(epoch: epoch) {
        let rate = Self.rate(at: Double(done) / Double(options.epochs * words), options)
        train(Array(shards.prefix(block.count)), block, plan, epoch: epoch, rate: rate)
        for shard in shards.prefix(block.count) { loss.add(shard.loss) }
        done += block.reduce(0) { $0 + plan.chunks[$1].words.count }
        guard loss.mean.isFinite else { throw .loss(epoch: epoch) }
        progress?(
          Word2Vec.Progress(
            epoch: epoch, words: done, total: options.epochs * words, loss: loss.mean))
      }
      losses.append(loss.mean)
    }
    return losses
  }

  /// The learning rate when a share of the training is done.
  static func rate(at share: Double, _ options: Word2Vec.Options) -> Float {
    let fall = options.learningRate - options.minimumLearningRate
    return max(options.minimumLearningRate, options.learningRate - fall * Float(share))
  }

  /// Trains on the chunks of a block beside one another and adds up what they changed.
  private func train(
    _ shards: [Shard], _ block: ArraySlice<Int>, _ plan: TrainingPlan, epoch: Int, rate: Float
  ) {
    nonisolated(unsafe) let own = shards
    parallelFor(count: block.count, chunk: 1, threads: threads) { range in
      for index in range {
        let number = block[block.startIndex + index]
        unsafe own[index].train(weights, rate: rate) { windows in
          sampler.sample(
            plan.chunks[number], number: number, of: sentences, epoch: epoch, into: &windows)
        }
      }
    }
    weights.add(shards, damping: Damping(rate: rate * options.stiffness), threads: threads)
  }
}
