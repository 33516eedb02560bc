import LinearAlgebra
import CProcessor

/// One step of stochastic gradient descent for a window: some rows of the inputs and a group of outputs.
///
/// The inner products of all inputs and outputs are a small matrix product (inputs, outputs), and so are
/// the two updates, because all inputs of a window share its outputs ([Ji et al. 2016]). An output is read
/// once for all of them, and each vector in registers takes part in several products.
///
/// All rows are padded to whole vectors of eight numbers. Both updates are those of the gradient at the
/// rows as they were before the step; an input that occurs twice in a window is moved twice, one after the
/// other.
///
/// [Ji et al. 2016]: https://arxiv.org/abs/1611.06172
struct WindowStep {
  /// The length of a row, a multiple of 8.
  let stride: Int
  /// The learning rate.
  var rate: Float = 0

  /// Changes the rows.
  ///
  /// - Parameters:
  ///   - inputs: Where the inputs are.
  ///   - rows: The rows of the inputs that predict.
  ///   - count: The number of those.
  ///   - outputs: Where the outputs are; their row 0 serves in place of missing ones.
  ///   - group: The outputs that are predicted; rows that are not negative.
  ///   - errors: Room for 8 numbers for each input, and for 16 at least.
  ///   - loss: Is told the inner products if it watches.
  /// - Complexity: O(*inputs* × *outputs* × *dimensions*)
  @inline(__always)
  @unsafe func run(
    _ inputs: UnsafeMutablePointer<Float>, rows: UnsafePointer<Int32>, count: Int,
    _ outputs: UnsafeMutablePointer<Float>, _ group: OutputGroup,
    errors: UnsafeMutablePointer<Float>, loss: inout WindowLoss
  ) {
    let outputs = unsafe OutputRows(outputs, group.rows, stride: stride)
    if count == 1 {
      unsafe outputs.product(inputs + Int(rows[0]) * stride, errors)
    } else {
      for index in Swift.stride(from: 0, to: count, by: 2) {
        // The last of an odd number is multiplied twice.
        let first = min(index, count - 2)
        unsafe outputs.products(
          inputs + Int(rows[first]) * stride, inputs + Int(rows[first + 1]) * stride,
          errors + 8 * first)
      }
    }
    if loss.isWatching { unsafe loss.add(errors, count: count, group) }
    let scale = group.weights * rate
    for index in 0..<count {
      let place = unsafe errors + 8 * index
      unsafe store((group.targets - sigmoid(lanes(place))) * scale, place)
    }
    unsafe outputs.update(inputs, rows, count, errors)
  }

  /// Asks for the rows of the next group, so that they are in the cache when their turn comes.
  @inline(__always)
  @unsafe func prefetch(_ outputs: UnsafeMutablePointer<Float>, _ group: OutputGroup) {
    unsafe OutputRows(outputs, group.rows, stride: stride).prefetch()
  }
}

/// Asks for a row that will be used soon.
@inline(__always)
@unsafe func prefetchRow(_ row: UnsafeMutablePointer<Float>, _ stride: Int) {
  var i = 0
  while i < stride {
    unsafe kindred_prefetch(row + i)
    i += 16
  }
}
