import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

/// A GRU, a dense layer on its last state, and a triplet loss, trained as PyTorch trains them.
struct StepsNetwork: Trainable {
  var gru = RecurrentLayer(.gru, "steps.gru", inputs: 5, hidden: 6, seed: 1)
  var out = DenseLayer("steps.out", inputs: 6, outputs: 4, hasBias: false, seed: 1)

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try gru.forEachParameter(body)
    try out.forEachParameter(body)
  }

  /// Adds the gradients of a batch.
  mutating func train(_ x: Matrix, lengths: [Int], classes: [Int]) -> Double {
    let activations = gru.forward(x, lengths: lengths)
    var end = -1
    let ends = lengths.map { length in
      end += length
      return end
    }
    let states = activations.states.rows(ends)
    let loss = TripletLoss(distance: .euclidean, mining: .batchHard, margin: 1)
    let result = loss(out.forward(states), classes: classes)
    let gradient = out.backward(states, outputGradient: result.gradient)
    var all = Matrix(rows: x.rows, columns: 6)
    for (row, end) in ends.enumerated() {
      for column in 0..<6 { all[end, column] = gradient[row, column] }
    }
    _ = gru.backward(activations, stateGradient: all)
    return result.loss
  }
}

@Suite struct TrainingStepsTests {
  @Test(arguments: [1, 2]) func twentyStepsEqualPyTorch(threads: Int) throws {
    let fixture = try TrainingFixture()
    var network = StepsNetwork()
    try network.read(fixture.file)
    let lengths = try fixture.file.integers("steps.lengths")
    let classes = try fixture.file.integers("steps.classes")
    let (batches, losses) = (
      try fixture.floats("steps.batches"), try fixture.floats("steps.losses")
    )
    var optimizer = AdamW()
    let schedule = LearningRateSchedule(peak: 0.02, warmUp: 5, steps: losses.count)
    let count = lengths.reduce(0, +)
    for step in losses.indices {
      let x = Matrix(
        rows: count, columns: 5,
        elements: Array(batches[step * count * 5..<(step + 1) * count * 5]))
      network.clearGradients()
      let loss = network.train(x, lengths: lengths, classes: classes)
      #expect(abs(loss - Double(losses[step])) < 1e-4, "step \(step)")
      clipGradients(of: &network, norm: 0.5)
      optimizer.step(&network, rate: schedule.rate(step), threads: threads)
    }
    for parameter in network.parameters {
      let after = try fixture.floats(parameter.name + ".after")
      #expect(largestDifference(parameter.values, after) < 1e-4, "\(parameter.name)")
    }
  }

  /// Gradients of parts of a batch, added in their order, and moments in chunks.
  @Test func threadsGiveTheSameBytes() {
    let results = [1, 2, 4].map { threads in
      var layer = DenseLayer("layer", inputs: 300, outputs: 200, seed: 1)
      var optimizer = AdamW()
      for step in 0..<3 {
        layer.clearGradients()
        let parts = parallelMap(count: 40, chunk: 16, threads: threads) { [layer] rows in
          var part = layer
          let x = randomMatrix(rows.count, 300, seed: UInt64(100 * step + rows.lowerBound))
          _ = part.backward(x, outputGradient: part.forward(x))
          return part
        }
        for part in parts { layer.addGradients(of: part) }
        optimizer.step(&layer, rate: 0.01, threads: threads)
      }
      return layer.parameters.map(\.values)
    }
    #expect(results[1] == results[0] && results[2] == results[0])
  }
}
