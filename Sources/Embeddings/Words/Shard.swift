import LinearAlgebra

/// One of the chunks that are trained on at the same time, with all the memory that takes.
final class Shard {
  private(set) var inputs: Overlay
  private(set) var outputs: Overlay
  private(set) var loss = WindowLoss()

  private let options: Word2Vec.Options
  private var windows = Windows()
  private var step: WindowStep
  /// The mean of inputs, and after it its copy.
  private let mean: PaddedRows
  /// The inputs of a window.
  private var context: [Int32]
  /// 8 numbers for each input.
  private var errors: [Float]

  init(_ weights: SharedWeights, _ options: Word2Vec.Options) {
    self.options = options
    inputs = Overlay(rows: weights.inputs.capacity, columns: options.dimensions)
    outputs = Overlay(rows: weights.outputs.capacity, columns: options.dimensions)
    mean = PaddedRows(rows: 2, columns: options.dimensions)
    step = WindowStep(stride: mean.stride)
    context = [Int32](repeating: 0, count: 2 * options.window + 2)
    errors = [Float](repeating: 0, count: 8 * max(2, context.count))
  }

  /// Trains on a chunk, and leaves what it changed in ``inputs`` and ``outputs``.
  func train(_ weights: SharedWeights, rate: Float, sample: (inout Windows) -> Void) {
    inputs.removeAll()
    outputs.removeAll()
    loss = WindowLoss()
    sample(&windows)
    Self.takeRows(&windows, &inputs, &outputs, options.architecture)
    inputs.fill(weights.inputs)
    outputs.fill(weights.outputs)
    step.rate = rate
    trainWindows()
    inputs.subtract(weights.inputs)
    outputs.subtract(weights.outputs)
  }

  /// Replaces the rows of the windows by those of the copies.
  private static func takeRows(
    _ windows: inout Windows, _ inputs: inout Overlay, _ outputs: inout Overlay,
    _ architecture: Word2Vec.Architecture
  ) {
    var first = 0
    for center in windows.words.indices {
      let count = Int32(windows.contexts[center].count - 1)
      let document = windows.documents[center]
      let inputCount = architecture.takesMean ? 1 : count + (document >= 0 ? 1 : 0)
      if architecture != .documentBag {
        windows.words[center] = inputs.copy(of: windows.words[center], updates: count)
      }
      if document >= 0 { windows.documents[center] = inputs.copy(of: document, updates: 1) }
      let end = windows.groupEnds[center]
      for group in first..<end {
        windows.groups[group].mapRows { row in
          row < 0 ? 0 : outputs.copy(of: row, updates: inputCount)
        }
      }
      first = end
    }
  }

  private func trainWindows() {
    let (step, takesMean, windows) = (step, options.architecture.takesMean, windows)
    let (inputs, outputs) = unsafe (inputs.copies.start, outputs.copies.start)
    var loss = loss
    unsafe context.withUnsafeMutableBufferPointer { context in
      unsafe errors.withUnsafeMutableBufferPointer { errors in
        guard let rows = context.baseAddress, let errors = errors.baseAddress
        else { return }
        var first = 0
        for center in windows.words.indices {
          let groups = first..<windows.groupEnds[center]
          first = groups.upperBound
          let count = unsafe Self.gather(center, windows, rows)
          if count == 0 { continue }
          loss.begin(takesMean ? 1 : count)
          if groups.upperBound < windows.groups.count {
            unsafe step.prefetch(outputs, windows.groups[groups.upperBound])
          }
          if takesMean {
            unsafe trainMean(inputs, rows, count, outputs, windows.groups[groups], errors, &loss)
            continue
          }
          for group in groups {
            unsafe step.run(
              inputs, rows: rows, count: count, outputs, windows.groups[group], errors: errors,
              loss: &loss)
          }
        }
      }
    }
    self.loss = loss
  }

  /// Puts the inputs of a window together and returns their number.
  @inline(__always)
  @unsafe private static func gather(
    _ center: Int, _ windows: Windows, _ rows: UnsafeMutablePointer<Int32>
  ) -> Int {
    let range = windows.contexts[center]
    var count = 0
    for place in Int(range.lowerBound)..<Int(range.upperBound) where place != center {
      unsafe rows[count] = windows.words[place]
      count += 1
    }
    let document = windows.documents[center]
    if document >= 0 {
      unsafe rows[count] = document
      count += 1
    }
    return count
  }

  /// Lets the mean of the inputs predict, and moves each of them as the mean was moved.
  @inline(__always)
  @unsafe private func trainMean(
    _ inputs: UnsafeMutablePointer<Float>, _ rows: UnsafeMutablePointer<Int32>, _ count: Int,
    _ outputs: UnsafeMutablePointer<Float>, _ groups: ArraySlice<OutputGroup>,
    _ errors: UnsafeMutablePointer<Float>, _ loss: inout WindowLoss
  ) {
    let (mean, stride) = unsafe (mean.start, step.stride)
    let scale = 1 / Float(count)
    var i = 0
    while i < stride {
      var sum = Lanes()
      for index in 0..<count { sum += unsafe lanes(inputs + Int(rows[index]) * stride + i) }
      unsafe store(sum * scale, mean + i)
      unsafe store(sum * scale, mean + stride + i)
      i += 8
    }
    var zero: Int32 = 0
    for group in groups {
      unsafe step.run(
        mean, rows: &zero, count: 1, outputs, group, errors: errors, loss: &loss)
    }
    i = 0
    while i < stride {
      let change = unsafe lanes(mean + i) - lanes(mean + stride + i)
      for index in 0..<count {
        let place = unsafe inputs + Int(rows[index]) * stride + i
        unsafe store(lanes(place) + change, place)
      }
      i += 8
    }
  }
}
