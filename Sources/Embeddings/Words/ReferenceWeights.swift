import Glibc
import LinearAlgebra

/// The weights of word vectors as plain arrays in doubles, trained by plain loops: tests compare with it.
package struct ReferenceWeights: Sendable {
  /// The vectors of words and, after them, of documents.
  package var inputs: [[Double]]
  /// The vectors by which words are predicted.
  package var outputs: [[Double]]

  /// Creates weights.
  package init(inputs: [[Double]], outputs: [[Double]]) {
    (self.inputs, self.outputs) = (inputs, outputs)
  }

  /// An output, whether it is to be predicted (1) or not (0), and how often it counts.
  package typealias Output = (row: Int, target: Double, weight: Double)

  /// The loss of a window in which each of `rows` predicts, or their mean does.
  package func loss(_ rows: [Int], _ group: [Output], mean: Bool) -> Double {
    predictors(rows, mean).reduce(0.0) { sum, x in
      group.reduce(sum) { sum, output in
        let product = inner(x, outputs[output.row])
        return sum + output.weight * log1p(exp(output.target > 0 ? -product : product))
      }
    }
  }

  /// Moves the rows of a window against the gradient of its loss; where their mean predicts, each row by
  /// the gradient of the mean, not divided by their number, as in word2vec.c.
  package mutating func step(_ rows: [Int], _ group: [Output], mean: Bool, rate: Double) {
    let before = (predictors: predictors(rows, mean), outputs: group.map { outputs[$0.row] })
    var changes = before.predictors.map { $0.map { _ in 0.0 } }
    for (i, x) in before.predictors.enumerated() {
      for (output, y) in zip(group, before.outputs) {
        let probability = 1 / (1 + exp(-inner(x, y)))
        let error = rate * output.weight * (output.target - probability)
        for column in x.indices {
          changes[i][column] += error * y[column]
          outputs[output.row][column] += error * x[column]
        }
      }
    }
    for (i, row) in rows.enumerated() {
      for column in inputs[row].indices { inputs[row][column] += changes[mean ? 0 : i][column] }
    }
  }

  private func predictors(_ rows: [Int], _ mean: Bool) -> [[Double]] {
    let vectors = rows.map { inputs[$0] }
    guard mean else { return vectors }
    return [
      inputs[0].indices.map { column in
        vectors.reduce(0) { $0 + $1[column] } / Double(rows.count)
      }
    ]
  }

  private func inner(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension Word2Vec {
  /// Learns vectors as the initializer does, by plain loops, one chunk after the other: the same numbers
  /// for a corpus of one chunk, but for rounding.
  package static func reference(
    training sentences: Sentences, counts: [Int], options: Options, seed: UInt64
  ) -> ReferenceWeights {
    let sampler = WindowSampler(counts: counts, options, seed: seed)
    let documents = options.architecture.hasDocuments ? sentences.count : 0
    let start = SharedWeights(
      inputs: counts.count + documents, outputs: sampler.outputs, columns: options.dimensions)
    initialize(start, nil, words: counts.count, seed: seed, threads: 1)
    var weights = ReferenceWeights(inputs: start.inputs.doubles, outputs: start.outputs.doubles)
    let plan = TrainingPlan(
      sentences, longest: options.chunkLength ?? sentences.words.count, seed: seed)
    var windows = Windows()
    var done = 0
    for epoch in 0..<options.epochs {
      for block in plan.blocks(epoch: epoch) {
        let share = Double(done) / Double(options.epochs * sentences.words.count)
        let rate = Training.rate(at: share, options)
        for number in block {
          sampler.sample(
            plan.chunks[number], number: number, of: sentences, epoch: epoch, into: &windows)
          weights.train(windows, mean: options.architecture.takesMean, rate: Double(rate))
          done += plan.chunks[number].words.count
        }
      }
    }
    return weights
  }
}

extension ReferenceWeights {
  fileprivate mutating func train(_ windows: Windows, mean: Bool, rate: Double) {
    var first = 0
    for center in windows.words.indices {
      let context = windows.contexts[center].filter { $0 != center }
      var rows = context.map { Int(windows.words[Int($0)]) }
      if windows.documents[center] >= 0 { rows.append(Int(windows.documents[center])) }
      let groups = windows.groups[first..<windows.groupEnds[center]]
      first = windows.groupEnds[center]
      if rows.isEmpty { continue }
      for group in groups {
        let places = (0..<OutputGroup.width).filter { group.rows[$0] >= 0 }
        step(
          rows,
          places.map {
            (Int(group.rows[$0]), Double(group.targets[$0]), Double(group.weights[$0]))
          },
          mean: mean, rate: rate)
      }
    }
  }
}

extension PaddedRows {
  fileprivate var doubles: [[Double]] {
    let rows = matrix(0..<capacity)
    return (0..<rows.rows).map { row in (0..<columns).map { Double(rows[row, $0]) } }
  }
}
